import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, made anew at every start. It travels in the URL's fragment, which no server and no log ever sees. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** Compares in constant time, whatever the lengths. */
export function isToken(token: string, given: string | null): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return given !== null && timingSafeEqual(digest(token), digest(given));
}
