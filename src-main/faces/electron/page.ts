/** The one address that the desktop app opens. */
export const PAGE_SCHEME = 'app';
export const PAGE_ROOT = `${PAGE_SCHEME}://bundle`;
export const PAGE_URL = `${PAGE_ROOT}/index.html`;

/** Node calls the origin of every custom scheme 'null', so protocol and host are compared, never the origin. */
export function isPageUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${PAGE_SCHEME}:` && parsed.host === 'bundle';
}
