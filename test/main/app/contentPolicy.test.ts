import { describe, expect, test } from 'vitest';
import { contentPolicy, pageHeaders } from '../../../src-main/app/contentPolicy.ts';

const directives = (policy: string): ReadonlyMap<string, string> => new Map(policy.split('; ').map((text) => [text.split(' ')[0] ?? '', text.split(' ').slice(1).join(' ')]));

describe('contentPolicy', () => {
  test('allows the page its own scripts, styles, fonts and pictures, and nothing else', () => {
    expect(Object.fromEntries(directives(contentPolicy('none')))).toEqual({
      'default-src': `'none'`,
      'script-src': `'self'`,
      'style-src': `'self'`,
      'img-src': `'self' data:`,
      'font-src': `'self'`,
      'connect-src': `'none'`,
      'base-uri': `'none'`,
      'form-action': `'none'`,
      'frame-ancestors': `'none'`,
      'require-trusted-types-for': `'script'`,
      'trusted-types': `'none'`,
    });
  });

  test('a served page connects to its own host only, by request and by WebSocket', () => {
    expect(directives(contentPolicy('http://127.0.0.1:4173')).get('connect-src')).toBe('http://127.0.0.1:4173 ws://127.0.0.1:4173');
  });
});

test('every answer carries the policy and forbids guessing its type', () => {
  expect(pageHeaders('none', 'text/css')).toMatchObject({ 'content-type': 'text/css', 'content-security-policy': contentPolicy('none'), 'x-content-type-options': 'nosniff' });
});
