import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remedyOf } from '#shared/engine/remedy.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { withOptions } from '../../../arbitraries/optionAccounts.ts';
import { engineOf } from '../../../support/derived.ts';

const ANY = fc.tuple(withOptions(accountDocument().map(parsedAccount)), fc.constantFrom('watch' as const, 'warning' as const, 'danger' as const, 'critical' as const));

test('what helps names no price of an underlying that an option is short on, and says that options are left out', () => fc.assert(fc.property(ANY, ([account, stage]) => {
  for (const { book, ledger } of engineOf(account).pools) {
    const remedy = remedyOf(book, ledger, stage);
    const sold = book.rows.flatMap(({ option, instrument }) => (option?.size.isNegative() === true ? [instrument.base] : []));
    if (remedy === null) continue;
    expect(remedy.optionsApart).toBe(sold.length > 0);
    if (remedy.clearingPrice !== null) expect(sold).not.toContain(remedy.clearingPrice.asset);
  }
}), { numRuns: 200 }));
