import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const ASSETS = resolve(import.meta.dirname, '../../../out/renderer/assets');

/** kB, gzip, of the built page's scripts and styles. @throws when it was not built */
export function bundleSize(): number {
  const files = globSync('*.{js,css}', { cwd: ASSETS });
  if (files.length === 0) throw new Error('the page is not built: electron-vite build');
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(resolve(ASSETS, file))).length, 0) / 1000;
}
