import fc from 'fast-check';
import { expect, test } from 'vitest';
import { efficiencyOf } from '#shared/engine/contribution/efficiency.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { withOptions } from '../../../arbitraries/optionAccounts.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { engineOf } from '../../../support/derived.ts';
import { sum } from '../contribution/support.ts';

const ANY = withOptions(fc.oneof(accountDocument({ orders: false }).map(parsedAccount), otherAccount({ orders: false }), composedAccount()));

test('an option alone needs what it asks for in the account: where all is known it is no reason against an answer', () => fc.assert(fc.property(ANY, (account) => {
  const engine = engineOf(account);
  const answer = efficiencyOf(engine, new Map());
  const { rows, missing } = engine.evaluate();
  const options = rows.filter(({ row }) => row.option !== null);
  if (answer.status === 'unknown') {
    // Of a leg of a hedge its venue may not say what it asks for by itself.
    if (missing.length === 0) expect(options.filter(({ row }) => answer.missing.includes(row.instrument.symbol))).toEqual([]);
    return;
  }
  const alone = answer.pools.flatMap(({ lines }) => lines.filter(({ line }) => options.some(({ row }) => row.id === line.id)));
  expect(sum(alone.map(({ need }) => need)).toFixed()).toBe(sum(options.map(({ row, terms }) => (row.option?.size.isNegative() === true ? terms?.maintenanceMargin : null) ?? sum([]))).toFixed());
}), { numRuns: 150 }));
