import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { type AccountInterval, intervalOf } from '#shared/engine/interval/intervalOf.ts';
import type { PriceKey } from '#shared/engine/interval/reach.ts';
import type { Decimal } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { ageOf, agedAccount, agesFor, ASSETS, contains, HEADLINES, K, partsOf, totalsAt } from './support/aged.ts';

/** With the least step of the range from which on intervals must grow: the bound on a bend is not exact. */
const ACCOUNTS: readonly (readonly [string, fc.Arbitrary<ParsedPortfolio>, number])[] = [
  ['linear contracts', accountDocument().map(parsedAccount), 1.01],
  ['inverse, quanto and linear contracts under any rules, cross and isolated', otherAccount({ isolated: true, orders: true }), 1.5],
  ['any contracts, whose profit is weighed and whose orders are charged', composedAccount({ isolated: true }), 1.5],
];

const aged = (accounts: fc.Arbitrary<ParsedPortfolio>): fc.Arbitrary<readonly [ParsedPortfolio, ReadonlyMap<PriceKey, number>]> =>
  accounts.chain((parsed) => fc.tuple(fc.constant(parsed), agesFor(parsed)));

type End = Decimal | null | undefined;

/** Every interval of `inner` lies within that of `outer`; a ratio without an end is above all others. */
function lieWithin(inner: AccountInterval, outer: AccountInterval): boolean {
  const above = (a: End, b: End): boolean => a === null || (b !== null && a !== undefined && b !== undefined && a.plus('1e-12').gte(b));
  return HEADLINES.every((name) => {
    const [small, large] = [inner[name], outer[name]];
    return large === null || (small !== null && above(large.high, small.high) && above(small.low, large.low));
  });
}

describe.each(ACCOUNTS)('the intervals of an account of %s', (_name, accounts, leastStep) => {
  test('hold every figure at any prices within their reach, at corners and between them', () => {
    let known = 0;
    fc.assert(fc.property(aged(accounts), K, fc.array(partsOf(ASSETS), { minLength: 6, maxLength: 6 }), ([parsed, ages], k, samples) => {
      const account = agedAccount(parsed, ages);
      const interval = intervalOf(account.engine, ageOf(account), { k });
      for (const parts of [new Map<string, number>(), ...samples]) {
        const totals = totalsAt(account, k, parts);
        for (const name of HEADLINES) {
          const own = interval[name];
          if (own === null) continue;
          known += 1;
          expect([name, contains(own, totals[name])]).toEqual([name, true]);
        }
      }
    }), { numRuns: 120 });
    expect(known).toBeGreaterThan(4000);
  });

  test('are the figures themselves, to the last digit, while every price is fresh', () => {
    fc.assert(fc.property(accounts, K, (parsed, k) => {
      const account = agedAccount(parsed, new Map());
      const interval = intervalOf(account.engine, ageOf(account), { k });
      const point = totalsAt(account, k, new Map());
      for (const name of HEADLINES) {
        const [own, { value, certainty }] = [interval[name], point[name]];
        const text = value?.toFixed() ?? null;
        expect([name, own === null ? null : [own.low?.toFixed() ?? null, own.high?.toFixed() ?? null]]).toEqual([name, certainty === 'exact' && (text !== null || own !== null) ? [text, text] : null]);
      }
    }), { numRuns: 80 });
  });

  test('grow with k and with every age', () => {
    fc.assert(fc.property(aged(accounts), fc.constantFrom(0.5, 2), fc.constantFrom(leastStep, 2), ([parsed, ages], k, times) => {
      const account = agedAccount(parsed, ages);
      const interval = intervalOf(account.engine, ageOf(account), { k });
      expect(lieWithin(interval, intervalOf(account.engine, ageOf(account), { k: k * times }))).toBe(true);
      expect(lieWithin(interval, intervalOf(account.engine, (key) => (ages.get(key) ?? 0) * times * times, { k }))).toBe(true);
    }), { numRuns: 60 });
  });
});
