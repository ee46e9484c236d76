import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLedger } from '#shared/engine/ledger.ts';
import { assetMoves, jointMoves } from '#shared/engine/moves.ts';
import { standsOf } from '#shared/engine/stands.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { knownBuffer } from '#shared/engine/sums.ts';
import { price } from '#shared/num/units.ts';
import { composedAccount, otherAccount } from '../../arbitraries/otherAccounts.ts';
import { accountOf, assetCurve, jointCurve } from '../../support/movedAccount.ts';
import { FALLS, holdsAgainstTheWalk, RISES } from '../../support/walk.ts';

const ACCOUNTS = [
  ['under any rules', otherAccount({ orders: true }), otherAccount({ quanto: false, orders: true })],
  ['whose profit is weighed and whose orders are charged', composedAccount(), composedAccount({ quanto: false })],
] as const;

describe.each(ACCOUNTS)('accounts of inverse, quanto and linear contracts %s', (_name, accounts, withoutQuanto) => {
  test('the running sums equal the full recompute to the last digit', () => {
    fc.assert(fc.property(accounts, fc.array(fc.tuple(fc.nat({ max: 6 }), fc.integer({ min: 500, max: 2000 })), { maxLength: 12 }), (parsed, ticks) => {
      const { book } = accountOf(parsed);
      const ledger = createLedger(book);
      const names = [...[...parsed.prices.mark].map(([name, { value }]) => ['mark', name, value] as const), ...[...parsed.prices.index].map(([name, { value }]) => ['index', name, value] as const)];
      const told = (kind: string, name: string, text: string): void => (kind === 'mark' ? ledger.setMark(name, price(text)) : ledger.setIndex(name, price(text)));
      for (const [kind, name, text] of names) told(kind, name, text);
      for (const [at, promille] of ticks) {
        const [kind, name, text] = names[at % names.length] ?? ['mark', '', '1'];
        told(kind, name, price(text).times(promille).div(1000).toFixed(20));
        expect(JSON.stringify(ledger.sums())).toBe(JSON.stringify(recompute(book, ledger.prices())));
      }
    }), { numRuns: 150 });
  });

  test('the first crossing of a recomputed account is found, walking from the mark, for every asset', () => {
    fc.assert(fc.property(accounts, (parsed) => {
      const account = accountOf(parsed);
      const { book, ledger } = account;
      const stands = standsOf(book, ledger);
      for (const asset of book.assets) {
        const { roots } = assetMoves(book, ledger, stands, asset, knownBuffer(ledger.sums()));
        if (roots === null) throw new Error('no row is settled in its base here but inverse ones');
        holdsAgainstTheWalk(roots.down, assetCurve(account, asset), FALLS);
        holdsAgainstTheWalk(roots.up, assetCurve(account, asset), RISES);
      }
    }), { numRuns: 100 });
  });

  test.each(['liquidation', 'bankruptcy'] as const)('the first common move to %s is found', (target) => {
    fc.assert(fc.property(withoutQuanto, (parsed) => {
      const account = accountOf(parsed);
      const { roots } = jointMoves(account.book, account.ledger, standsOf(account.book, account.ledger), target);
      if (roots === null) throw new Error('every beta is 0 or 1 here');
      holdsAgainstTheWalk(roots.down, jointCurve(account, target), FALLS);
      holdsAgainstTheWalk(roots.up, jointCurve(account, target), RISES);
    }), { numRuns: 100 });
  });
});
