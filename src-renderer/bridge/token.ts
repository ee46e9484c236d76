const KEY = 'plimsoll.token';

/** The parts of the browser that hold the token, so that a test can hand in its own. */
export type TokenPlace = Readonly<{
  location: Readonly<{ hash: string; pathname: string; search: string }>;
  history: Readonly<{ replaceState: (data: unknown, unused: string, url: string) => void }>;
  sessionStorage: Readonly<{ getItem: (key: string) => string | null; setItem: (key: string, value: string) => void }>;
}>;

/**
 * The token from the URL fragment, read once: it is taken out of the address bar and kept for reloads of this tab only.
 * A fragment never reaches a server or its log.
 */
export function takeToken(place: TokenPlace): string | null {
  const fragment = place.location.hash.replace(/^#/, '');
  if (/^[\w-]{16,256}$/.test(fragment)) {
    place.sessionStorage.setItem(KEY, fragment);
    place.history.replaceState(null, '', `${place.location.pathname}${place.location.search}`);
    return fragment;
  }
  return place.sessionStorage.getItem(KEY);
}
