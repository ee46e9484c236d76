import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { pathSegments, staticFile } from '../../../src-main/app/staticFiles.ts';

const home = mkdtempSync(join(tmpdir(), 'plimsoll-static-'));
const root = join(home, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(root, 'index.html'), '<!doctype html>');
writeFileSync(join(root, 'assets', 'index-D3f_a-1.js'), 'export {};');
writeFileSync(join(home, 'secret.txt'), 'secret');
mkdirSync(join(home, 'renderer-old'));
writeFileSync(join(home, 'renderer-old', 'page.html'), 'secret');
symlinkSync(join(home, 'secret.txt'), join(root, 'link.txt'));
symlinkSync(join(home, 'renderer-old'), join(root, 'old'));
symlinkSync(join(root, 'index.html'), join(root, 'start.html'));
afterAll(() => rmSync(home, { recursive: true }));

const get = (target: string) => staticFile(root, 'GET', target);

describe('staticFile', () => {
  test('the root is the page itself', async () => {
    expect(await get('/')).toEqual({ status: 200, mimeType: 'text/html; charset=utf-8', body: new Uint8Array(Buffer.from('<!doctype html>')) });
    expect(await get('/?a=1')).toEqual(await get('/index.html'));
  });

  test('a file is served with its type', async () => {
    expect(await get('/assets/index-D3f_a-1.js')).toMatchObject({ status: 200, mimeType: 'text/javascript; charset=utf-8' });
  });

  test.each([
    '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/../secret.txt', '/assets/../../secret.txt', '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt', '/..\\secret.txt', '/index.html%00', '/index.html%00.js', '/\0', '//etc/passwd', '/%2fetc/passwd', '/C:/Windows/win.ini', '/C%3a%5cWindows',
    '/index.html::$DATA', '/%252e%252e/secret.txt', '/.env', '/assets/.git/config', '/assets/', '/%', '/%ff', '', 'index.html', 'app://bundle/index.html', '/../renderer-old/page.html',
  ])('%j is refused before the disk is asked', async (target) => {
    expect(pathSegments(target)).toBeNull();
    expect(await get(target)).toMatchObject({ status: 403 });
  });

  test.each(['/link.txt', '/old/page.html'])('%s, a link out of the root, is refused', async (target) => {
    expect(await get(target)).toMatchObject({ status: 403 });
  });

  test('a link that stays below the root is followed', async () => {
    expect(await get('/start.html')).toMatchObject({ status: 200, mimeType: 'text/html; charset=utf-8' });
  });

  test.each(['/missing.js', '/assets', '/index.html/x.js', `/${'a'.repeat(5000)}`])('%s is not there', async (target) => {
    expect(await get(target)).toMatchObject({ status: 404 });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'get'])('%s is not answered', async (method) => {
    expect(await staticFile(root, method, '/index.html')).toMatchObject({ status: 405 });
  });

  test('whatever is asked, nothing outside the root comes back', async () => {
    const piece = fc.constantFrom('/', '..', '%2e', '%2f', '%5c', '\\', '%00', 'secret.txt', 'renderer', 'renderer-old', 'page.html', 'link.txt', 'old', '.', ':', '%25', '?', '#');
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const { body } = await get(`/${pieces.join('')}`);
      expect(Buffer.from(body).toString()).not.toContain('secret');
    }), { numRuns: 500 });
  });
});
