import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { type DecimalText, isDecimalText } from '#shared/num/units.ts';
import type { NewAlert } from '../../../../src-main/db/records.ts';
import { NOW } from './database.ts';

/** A portfolio of three perpetuals. */
export function golden(): Readonly<{ portfolio: Portfolio; prices: PriceSet }> {
  const parsed = parsePortfolio(readFileSync(resolve(import.meta.dirname, '../../../golden/account-1/portfolio.json'), 'utf8'), NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

export function decimal(text: string): DecimalText {
  if (!isDecimalText(text)) throw new Error(`${text} is no decimal`);
  return text;
}

export const ALERT: NewAlert = {
  accountId: 'a', accountName: 'Main', kind: 'stage', subject: '', stage: 'warning', title: 'Margin ratio 62 %', action: 'Add 1,000 USDT',
  at: NOW, onStaleData: true, latencyMs: 1.25, body: '{"ratio":"0.62"}',
};
