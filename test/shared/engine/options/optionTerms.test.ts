import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { OptionMarginRates } from '#shared/domain/optionMargin.ts';
import { optionRuleOf } from '#shared/engine/optionRule.ts';
import { optionTermsOf } from '#shared/engine/optionTerms.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import { Decimal, epochMs, price, ratio, toText } from '#shared/num/units.ts';
import { inCoin, type OptionStandardModel, shortOptionMargin } from '#shared/scenario/standard/optionStandard.ts';
import { OPTION_STANDARD_PRESETS } from '#shared/scenario/standard/presets.ts';
import { findVenue } from '#shared/venues/registry.ts';
import { anyOptionRates } from '../../../arbitraries/optionAccounts.ts';

const text = (value: string | number) => toText(ratio(String(value)));
const option = (own: Partial<Instrument> = {}): Instrument => ({
  symbol: 'BTC-31DEC27-60000-C', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: text(1), expiry: epochMs(Date.UTC(2027, 11, 31)), strike: text(60_000), optionType: 'call', ...own,
});
const rulesWith = (rates: OptionMarginRates): MarginRules => ({ ...rulesOf({ model: 'tiered-cross' }), optionMargin: { BTC: rates } });
const numbersOf = ({ high, low, maintenance, liquidationFee, factor, ...rest }: OptionMarginRates): OptionStandardModel =>
  ({ underlying: 'index', moneyness: 'index', ...rest, high: Number(high), low: Number(low), maintenance: Number(maintenance), liquidationFee: Number(liquidationFee), factor: Number(factor) });

const figure = fc.integer({ min: 1, max: 300 });

describe('a short option', () => {
  test('asks what the float rule of the published figures asks, in dollars and in coin', () => fc.assert(fc.property(anyOptionRates, fc.boolean(), fc.boolean(), figure, figure, figure, fc.integer({ min: 1, max: 50 }), (rates, put, inverse, strike, mark, entry, contracts) => {
    const underlying = 200;
    const instrument = option({ strike: text(strike), optionType: put ? 'put' : 'call', ...(inverse ? { settlement: 'inverse', settle: 'BTC' } : {}) });
    const scale = inverse ? 1000 : 10;
    const rule = optionRuleOf(instrument, { symbol: instrument.symbol, contracts: text(-contracts), entryPrice: text(entry / scale), marginMode: 'cross', positionSide: 'both' }, rulesWith(rates));
    if (rule === null) throw new Error('no rule');
    const terms = optionTermsOf(rule, { mark: price(String(mark / scale)), settle: new Decimal(inverse ? underlying : 1), base: new Decimal(underlying), quote: new Decimal(1) });
    const held = { sign: put ? -1 as const : 1 as const, underlying, strike, mark: mark / scale, entry: entry / scale };
    const model = numbersOf(rates);
    const asked = inverse ? shortOptionMargin({ ...inCoin(held), entry: held.entry }, model) : shortOptionMargin(held, model);
    const money = contracts * (inverse ? underlying : 1);
    // In coin a share of the mark is of the mark in coin, and that of the underlying is of one coin.
    expect(terms?.maintenanceMargin?.toNumber()).toBeCloseTo(asked.maintenance * money, 8);
    expect(terms?.initialMargin?.toNumber()).toBeCloseTo(asked.initial * money, 8);
    expect(terms?.value.toNumber()).toBeCloseTo(-contracts * (mark / scale) * (inverse ? underlying : 1), 8);
  })));

  test('of Bybit: 3 % or that share of the mark, the liquidation fee, and the premium of the entry where it is more', () => {
    const rule = optionRuleOf(option({ settle: 'USDT', quote: 'USDT', strike: text(62_000) }), { symbol: 'x', contracts: text('-0.5'), entryPrice: text(900), marginMode: 'cross', positionSide: 'both' }, rulesOf(findVenue('bybit')?.sets.at(-1) ?? { model: '' }));
    const terms = rule === null ? null : optionTermsOf(rule, { mark: price('800'), settle: new Decimal(1), base: new Decimal(60_000), quote: new Decimal(1) });
    // MM: (1800 + 800 + 120) / 2; IM: (max(9000 − 2000, 6000) + 900) / 2.
    expect([terms?.maintenanceMargin?.toFixed(), terms?.initialMargin?.toFixed(), terms?.value.toFixed(), terms?.unrealizedPnl.toFixed()]).toEqual(['1360', '3950', '-400', '50']);
  });

  test('has at each venue the rates of which the published figures are reproduced', () => {
    const of = (id: string, base: string) => { const rates = findVenue(id)?.sets.at(-1)?.rules?.optionMargin?.[base]; return rates === undefined ? null : numbersOf(rates); };
    const { deribit, okxBtc, okxEth, bybit } = OPTION_STANDARD_PRESETS;
    expect([of('deribit', 'BTC'), of('deribit', 'ETH'), of('okx', 'BTC'), of('okx', 'ETH'), of('bybit', 'BTC')]).toEqual([deribit, deribit, okxBtc, okxEth, bybit].map(({ model }) => ({ ...model, underlying: 'index', moneyness: 'index' })));
  });

  test('without a rate, a strike or the price of its underlying asks for what nobody knows, and is worth its mark', () => {
    const of = (base: string, quote: Decimal | null) => {
      const rule = optionRuleOf(option({ base }), { symbol: 'x', contracts: text(-1), entryPrice: text(1), marginMode: 'cross', positionSide: 'both' }, rulesWith(RATES));
      return rule === null ? null : optionTermsOf(rule, { mark: price('5'), settle: new Decimal(1), base: new Decimal(100), quote });
    };
    expect(of('BTC', new Decimal(1))?.maintenanceMargin).not.toBeNull();
    for (const terms of [of('DOGE', new Decimal(1)), of('constructor', new Decimal(1)), of('BTC', null)]) expect([terms?.maintenanceMargin, terms?.initialMargin, terms?.value.toFixed()]).toEqual([null, null, '-5']);
  });
});

const RATES: OptionMarginRates = { high: text('0.15'), low: text('0.1'), maintenance: text('0.075'), shareOfMark: 'puts', notBelowMaintenance: 'puts', lowPutWithMark: false, premium: 'mark', liquidationFee: text(0), factor: text(1) };
