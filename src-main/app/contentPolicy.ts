/** What the page may connect to: nothing in the desktop app, its own host when it is served on loopback. */
export type Connect = 'none' | `http://${string}`;

/**
 * The content security policy of every page. React and the built page create no script, style or markup from text, so
 * no Trusted Types policy may be made at all.
 *
 * @param connect an origin stands for its WebSocket too
 */
export function contentPolicy(connect: Connect): string {
  const sources = connect === 'none' ? `'none'` : `${connect} ${connect.replace('http', 'ws')}`;
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${sources}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

/** Headers of every answer, refusals included. */
export function pageHeaders(connect: Connect, mimeType: string): Readonly<Record<string, string>> {
  return {
    'content-type': mimeType,
    'content-security-policy': contentPolicy(connect),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
