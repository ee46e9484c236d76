import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toText } from '#shared/num/units.ts';
import { engineData, engineOf } from '../../../../src-main/hub/risk/engineData.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';

const EXAMPLES = new URL('../../../../docs/examples/', import.meta.url);

test.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json')))('the account of %s is the same in another thread, to the last digit', (name) => {
  const engine = hostAccount(readFileSync(new URL(name, EXAMPLES), 'utf8'), 'demo', Date.UTC(2026, 10, 25)).host.find(ACCOUNT_ID)?.engine() ?? expect.fail('the account is open');
  const other = engineOf(structuredClone(engineData(engine, new Map())));
  const told = (own: typeof engine) => Object.fromEntries(Object.entries(own.evaluate().totals).map(([figure, { value }]) => [figure, value === null ? null : toText(value)]));
  expect(told(other)).toEqual(told(engine));
});
