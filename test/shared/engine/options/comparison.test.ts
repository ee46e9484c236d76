import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareModels } from '#shared/engine/compare/compareModels.ts';
import type { Profile } from '#shared/engine/compare/profile.ts';
import type { Decimal } from '#shared/num/units.ts';
import { finished } from '#shared/util/pieces.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { anyOptionRates, withOptions } from '../../../arbitraries/optionAccounts.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { engineOf } from '../../../support/derived.ts';
import { dec, sum } from '../contribution/support.ts';

const ANY = fc.tuple(withOptions(fc.oneof(accountDocument().map(parsedAccount), otherAccount({ orders: false }), composedAccount())), anyOptionRates, fc.constantFrom('sum' as const, 'larger' as const));
const total = (values: readonly (Decimal | null)[]): string => sum(values.map((value) => value ?? dec(NaN))).toFixed();

describe('a book with options under two models', () => {
  const comparing = ANY.map(([account, rates, sides]) => {
    const { portfolio } = account;
    const { parameters, instruments } = portfolio;
    const own: Profile = { id: 'own', title: 'own', parameters, instruments };
    const other: Profile = { id: 'other', title: 'other', instruments, parameters: { ...parameters, id: 'other', rules: { ...parameters.rules, sides, optionMargin: { BTC: rates, ETH: rates } } } };
    return { account, ...finished(compareModels(portfolio, engineOf(account).prices(), [own, other])) };
  });

  test('differs by its lines, options among them, to the last digit', () => fc.assert(fc.property(comparing, ({ differences }) => {
    for (const { differences: { whole, rows, collateral } } of differences) {
      const owed = collateral.map(({ owedMargin }) => owedMargin);
      if (whole.maintenanceMargin !== null) expect(total([...rows.map(({ maintenanceMargin }) => maintenanceMargin), ...owed])).toBe(whole.maintenanceMargin.toFixed());
      if (whole.initialMargin !== null) expect(total([...rows.map(({ initialMargin }) => initialMargin), ...owed])).toBe(whole.initialMargin.toFixed());
      if (whole.adjustedEquity !== null) expect(total([...collateral.map(({ adjustedValue }) => adjustedValue), ...rows.map(({ profitAdjustment }) => profitAdjustment)])).toBe(whole.adjustedEquity.toFixed());
    }
  }), { numRuns: 150 }));

  test('says what its liquidation is not known without while an option is short', () => fc.assert(fc.property(comparing, ({ account: { portfolio }, results }) => {
    const kinds = new Map(portfolio.instruments.map(({ symbol, kind }) => [symbol, kind]));
    if (!portfolio.positions.some(({ symbol, contracts }) => kinds.get(symbol) === 'option' && contracts.startsWith('-'))) return;
    for (const { unplaced, liquidations } of results) expect([unplaced.length > 0, liquidations]).toEqual([true, []]);
  })));
});
