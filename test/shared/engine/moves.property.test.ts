import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetMoves, jointMoves } from '#shared/engine/moves.ts';
import { standsOf } from '#shared/engine/stands.ts';
import { knownBuffer } from '#shared/engine/sums.ts';
import { accountDocument, parsedAccount } from '../../arbitraries/accounts.ts';
import { accountOf, assetCurve, jointCurve } from '../../support/movedAccount.ts';
import { FALLS, holdsAgainstTheWalk, RISES } from '../../support/walk.ts';

/** An account without anything has no crossing, though it stands at 0: see edges.test.ts. */
const accounts = accountDocument({ orders: false }).filter(({ positions, collateral }) => positions.length > 0 || collateral.some(({ amount }) => Number(amount) !== 0));

describe('assetMoves', () => {
  test('finds the first crossing of a recomputed account, walking from the mark, for every asset', () => {
    fc.assert(fc.property(accounts, (document) => {
      const account = accountOf(parsedAccount(document));
      const { book, ledger } = account;
      const stands = standsOf(book, ledger);
      for (const asset of book.assets) {
        const { roots } = assetMoves(book, ledger, stands, asset, knownBuffer(ledger.sums()));
        if (roots === null) throw new Error('no row is settled in its base here');
        holdsAgainstTheWalk(roots.down, assetCurve(account, asset), FALLS);
        holdsAgainstTheWalk(roots.up, assetCurve(account, asset), RISES);
      }
    }), { numRuns: 60 });
  });
});

describe('jointMoves', () => {
  test.each(['liquidation', 'bankruptcy'] as const)('finds the first crossing to %s, with betas of any sign', (target) => {
    fc.assert(fc.property(accounts, (document) => {
      const account = accountOf(parsedAccount({ ...document, betas: { USDC: '0', ...document.betas } }));
      const { book, ledger } = account;
      const { roots } = jointMoves(book, ledger, standsOf(book, ledger), target);
      if (roots === null) throw new Error('USDC has beta 0 here');
      holdsAgainstTheWalk(roots.down, jointCurve(account, target), FALLS);
      holdsAgainstTheWalk(roots.up, jointCurve(account, target), RISES);
    }), { numRuns: 60 });
  });

  test('says which settle currency moves when it is not 0', () => {
    const one = fc.sample(accountDocument({ orders: false }).filter(({ instruments, positions }) => positions.some(({ symbol }) => instruments.some((held) => held.symbol === symbol && held.settle === 'USDC'))), { numRuns: 1, seed: 7 })[0];
    const { evaluation } = accountOf(parsedAccount({ ...one, betas: { USDC: '1' } }));
    expect(evaluation.jointMove.liquidation).toMatchObject({ status: 'unknown', missing: expect.stringContaining('USDC') });
  });
});
