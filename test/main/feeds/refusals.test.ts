import { describe, expect, test } from 'vitest';
import { causeOf, isPlannedClose, patienceOf, patienceWith } from '../../../src-main/feeds/refusals.ts';

const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
const inSeconds = (seconds: number): string => new Date(NOW + seconds * 1000).toUTCString();

describe('what a venue asks for with Retry-After', () => {
  test.each<[string, string | undefined | null, number | null]>([
    ['nothing', undefined, null],
    ['nothing, as headers have it', null, null],
    ['an empty header', '', null],
    ['a blank one', '  ', null],
    ['seconds', '120', 120_000],
    ['seconds with blanks', ' 5 ', 5_000],
    ['a part of a second', '0.25', 250],
    ['no wait at all', '0', 0],
    ['an hour', '3600', 3_600_000],
    ['a day: no more than an hour', '86400', 3_600_000],
    ['more than any number', '9'.repeat(400), 3_600_000],
    ['a date', inSeconds(90), 90_000],
    ['the date of tomorrow: no more than an hour', inSeconds(86_400), 3_600_000],
    ['a date of the older form', 'Wednesday, 25-Nov-26 12:00:30 GMT', 30_000],
    ['a date that is past by our clock, which may be wrong', inSeconds(-1), null],
    ['this very moment', inSeconds(0), null],
    ['a number below zero', '-5', null],
    ['a number in another form', '1e3', null],
    ['one in hexadecimal', '0x10', null],
    ['infinity', 'Infinity', null],
    ['words with a number in them', 'soon 5', null],
    ['words', 'later', null],
    ['half a date', 'Wed, sometime GMT', null],
    ['two values', '5, 10', null],
  ])('%s', (_name, header, ms) => {
    expect(patienceOf(header, NOW)).toBe(ms);
  });
});

describe('the wait after an answer that is no success', () => {
  test.each<[string, number, string | null, number]>([
    ['too many requests', 429, null, 16_000],
    ['banned', 418, null, 120_000],
    ['forbidden', 403, null, 60_000],
    ['a fault of the venue', 500, null, 5_000],
    ['a bad gateway', 502, null, 5_000],
    ['no service', 503, null, 5_000],
    ['a moved address', 302, null, 5_000],
    ['nothing there', 404, null, 5_000],
    ['what it asks for goes first, where it is less', 418, '7', 7_000],
    ['and where it is more', 503, '900', 900_000],
    ['as a date', 429, inSeconds(45), 45_000],
    ['what cannot be read does not', 429, 'later', 16_000],
  ])('%s', (_name, status, header, ms) => {
    expect(patienceWith(status, header, NOW)).toBe(ms);
  });
});

describe('why a connection failed', () => {
  const failed = (message: string, code?: unknown): Error => Object.assign(new Error(message), code === undefined ? {} : { code });
  test.each<[string, Error, string | RegExp]>([
    ['a self-signed certificate', failed('x', 'DEPTH_ZERO_SELF_SIGNED_CERT'), /^venue\.example: its certificate is self-signed.*nothing is taken from it$/],
    ['an unknown authority', failed('x', 'SELF_SIGNED_CERT_IN_CHAIN'), /authority that this machine does not know/],
    ['a chain that ends nowhere', failed('x', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /cannot be traced/],
    ['an issuer that is not here', failed('x', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), /cannot be traced/],
    ['a certificate of yesterday', failed('x', 'CERT_HAS_EXPIRED'), /has expired \(check the clock/],
    ['one of tomorrow', failed('x', 'CERT_NOT_YET_VALID'), /not valid yet \(check the clock/],
    ['one of another host', failed('x', 'ERR_TLS_CERT_ALTNAME_INVALID'), /for another host/],
    ['no such name', failed('x', 'ENOTFOUND'), 'venue.example: its name is not known (is there a network?)'],
    ['no name server', failed('x', 'EAI_AGAIN'), /cannot be looked up/],
    ['a closed port', failed('x', 'ECONNREFUSED'), 'venue.example: it refuses the connection'],
    ['a frame that is too large', failed('x', 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'), /larger than is taken/],
    ['anything else in its own words', failed('read ECONNRESET', 'ECONNRESET'), 'read ECONNRESET'],
    ['without a code', failed('odd'), 'odd'],
    ['with a code that is no text', failed('odd', 5), 'odd'],
    ['with a name that every object has', failed('odd', 'constructor'), 'odd'],
  ])('%s', (_name, error, words) => {
    if (typeof words === 'string') expect(causeOf(error, 'venue.example')).toBe(words);
    else expect(causeOf(error, 'venue.example')).toMatch(words);
  });
});

test.each([[1000, false], [1001, true], [1002, false], [1006, false], [1008, false], [1009, false], [1011, false], [1012, true], [1013, true], [4004, false]])('a close with %i is planned: %s', (code, planned) => {
  expect(isPlannedClose(code)).toBe(planned);
});
