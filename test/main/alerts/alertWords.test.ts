import { describe, expect, test } from 'vitest';
import type { Remedy } from '#shared/engine/remedy.ts';
import { createBook } from '#shared/engine/book.ts';
import { evaluate } from '#shared/engine/evaluate.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import { blindAlertText, expiredAlertText, stageAlertText } from '../../../src-main/alerts/alertWords.ts';
import { ledgerWith } from '../../support/account.ts';
import { parsed, riskyDocument, START } from '../hub/support/riskyAccount.ts';

function evaluationAt(mark: string) {
  const { portfolio, prices } = parsed(riskyDocument({ prices: { mark: { 'BTC-PERP': mark } } }));
  const book = createBook(portfolio);
  return evaluate(book, ledgerWith(book, prices));
}

const REMEDY: Remedy = {
  topUp: new Decimal('12345.6'),
  topUpByAsset: [{ asset: 'USD', amount: new Decimal('12345.6') }, { asset: 'BTC', amount: new Decimal('0.251234') }, { asset: 'XYZ', amount: null }],
  reduce: { symbol: 'SOL-PERP', positionSide: 'both', contracts: new Decimal('1234.5'), fraction: new Decimal('0.3101') },
  clearingPrice: { asset: 'SOL', price: new Decimal('151.25') },
  optionsApart: false,
};
const action = (changes: Partial<Remedy>): string => stageAlertText('danger', evaluationAt('22000'), { ...REMEDY, ...changes }, 'USD').action;

describe('the words of a stage alert', () => {
  test('say the stage and the figure that decided it', () => {
    expect(stageAlertText('danger', evaluationAt('22000'), null, 'USD')).toEqual({ title: 'Danger: BTC 7.2 % from liquidation', action: '' });
    const partly = { ...evaluationAt('22000'), missing: [{ missing: 'mark price of X', makesUnknown: [], blocksLiquidation: true }] };
    expect(stageAlertText('danger', partly, REMEDY, 'USD').action).toBe(`By what is known of the account: ${action({})}`);
    expect(stageAlertText('liquidating', evaluationAt('20400'), null, 'USD').title).toBe('Liquidating: margin ratio 102.0 %, at or beyond liquidation');
    expect(stageAlertText('liquidating', evaluationAt('19000'), null, 'USD').title).toBe('Liquidating: no adjusted equity is left');
  });

  test('say the three numbers that help: the top-up in each currency, the reduction of one row, the price that clears it', () => {
    expect(action({})).toBe('To step down, add 12,345.60 USD (or 0.25124 BTC), or close 1,234.5 of SOL-PERP (32 % of it); it clears at SOL 151.25.');
  });

  test.each<[string, Partial<Remedy>, string]>([
    ['no single row is enough', { reduce: null }, 'To step down, add 12,345.60 USD (or 0.25124 BTC); closing any single row is not enough; it clears at SOL 151.25.'],
    ['no price alone clears it', { clearingPrice: null }, 'To step down, add 12,345.60 USD (or 0.25124 BTC), or close 1,234.5 of SOL-PERP (32 % of it); no price of one asset alone clears it.'],
    ['no top-up in cash counts', { topUp: null }, 'To step down, add 0.25124 BTC, or close 1,234.5 of SOL-PERP (32 % of it); it clears at SOL 151.25.'],
    ['no top-up helps', { topUp: null, topUpByAsset: [] }, 'To step down, close 1,234.5 of SOL-PERP (32 % of it); it clears at SOL 151.25.'],
    ['nothing helps', { topUp: null, topUpByAsset: [], reduce: null, clearingPrice: null }, 'No top-up and no single row is enough to step down; no price of one asset alone clears it.'],
    ['options are short', { reduce: null, clearingPrice: null, optionsApart: true }, 'To step down, add 12,345.60 USD (or 0.25124 BTC); closing any single row but an option is not enough; at which price it clears is not known, as options are short.'],
  ])('say so when %s', (_what, changes, words) => {
    expect(action(changes)).toBe(words);
  });

  test('carry large amounts to the last digit', () => {
    expect(action({ topUp: new Decimal('123456789012345678901.23'), topUpByAsset: [] })).toContain('add 123,456,789,012,345,678,901.23 USD,');
  });
});

test('the words of a blind alert say since when and which price, and the day when it is not today', () => {
  expect(blindAlertText(epochMs(START - 60_000), epochMs(START), 'mark:BTC-PERP').title).toBe('Blind since 13:59 UTC: no fresh price of BTC-PERP');
  expect(blindAlertText(epochMs(START - 86_400_000), epochMs(START), 'index:BTC').title).toBe('Blind since 2026-11-23 14:00 UTC: no fresh price of BTC');
});

test('the words of an expired alert say what to do', () => {
  expect(expiredAlertText('BTCUSDT_261225').title).toBe('BTCUSDT_261225 expired: settle or remove');
});

test('fault 21, a planned restart is told calmly: by the venue’s own words, with nothing to do', () => {
  const { title, action } = blindAlertText(epochMs(Date.UTC(2026, 10, 24, 14, 2)), epochMs(Date.UTC(2026, 10, 24, 14, 3)), 'mark:BTCUSDT', 'Service restart (1012)');
  expect(title).toBe('Blind since 14:02 UTC: no fresh price of BTCUSDT');
  expect(action).toBe('The venue restarts as planned (Service restart (1012)). Figures stand at the last known prices until it is back; Plimsoll connects again by itself.');
});
