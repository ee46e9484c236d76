import fc from 'fast-check';
import { describe, test } from 'vitest';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { variedAccount } from '../../../arbitraries/variedAccounts.ts';
import { derives, engineOf } from '../../../support/derived.ts';

describe('every figure follows from its tree to the last digit', () => {
  test('linear accounts with tiers, hedges, debts, orders and betas', () => {
    fc.assert(fc.property(accountDocument(), (document) => derives(engineOf(parsedAccount(document)))), { numRuns: 40 });
  }, 60_000);

  test('inverse, quanto and linear accounts under any rules, isolated rows among them', () => {
    fc.assert(fc.property(otherAccount({ orders: true, isolated: true }), (parsed) => derives(engineOf(parsed))), { numRuns: 40 });
  }, 60_000);

  test('accounts whose profit is weighed and whose orders are charged', () => {
    fc.assert(fc.property(composedAccount({ isolated: true }), (parsed) => derives(engineOf(parsed))), { numRuns: 40 });
  }, 60_000);

  test('accounts with everything that a set may say, and prices missing', () => {
    fc.assert(fc.property(variedAccount, (parsed) => derives(engineOf(parsed))), { numRuns: 80, endOnFailure: true });
  }, 120_000);
});
