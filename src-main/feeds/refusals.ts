/** What a failing connection means in words that say what to do. */
const CAUSES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed: a proxy or somebody on the way may be reading along, so nothing is taken from it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that this machine does not know: a proxy or somebody on the way may be reading along, so nothing is taken from it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be traced to an authority that this machine knows, so nothing is taken from it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate cannot be traced to an authority that this machine knows, so nothing is taken from it',
  CERT_HAS_EXPIRED: 'its certificate has expired (check the clock of this machine), so nothing is taken from it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet (check the clock of this machine), so nothing is taken from it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host, so nothing is taken from it',
  ENOTFOUND: 'its name is not known (is there a network?)',
  EAI_AGAIN: 'its name cannot be looked up (is there a network?)',
  ECONNREFUSED: 'it refuses the connection',
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'a frame was larger than is taken',
};

/** @param host named in the sentence, since a URL may hold a token */
export function causeOf(error: Error, host: string): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const cause = Object.hasOwn(CAUSES, code) ? CAUSES[code] : undefined;
  return cause === undefined ? error.message : `${host}: ${cause}`;
}

/** Closes that a venue announces or makes for its own restart: service restart, going away, try again later. */
const PLANNED: ReadonlySet<number> = new Set([1001, 1012, 1013]);
export const isPlannedClose = (code: number): boolean => PLANNED.has(code);

const HOUR_MS = 3_600_000;

/** Seconds or an HTTP date, as ms from now; at most an hour. Absent, unreadable, or past by our clock: null. */
export function patienceOf(retryAfter: string | undefined | null, now: number): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.min(HOUR_MS, Number(text) * 1000);
  const ms = Date.parse(text) - now;
  return ms > 0 ? Math.min(HOUR_MS, ms) : null;
}

/** Least patience with an answer, where the venue asks for none: too many requests 16 s, banned 2 min, down 5 s. */
const PATIENCE: Readonly<Record<number, number>> = { 429: 16_000, 418: 120_000, 403: 60_000 };

/** How long to wait after an HTTP answer that is no success. */
export const patienceWith = (status: number, retryAfter: string | undefined | null, now: number): number => patienceOf(retryAfter, now) ?? PATIENCE[status] ?? 5_000;
