import type { Instrument } from '../../domain/instrument.ts';
import type { MarginRules } from '../../domain/marginRules.ts';
import type { EpochMs } from '../../num/units.ts';
import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { AMOUNT_COLUMNS, decimal, ladderOf, type TierTable } from '../table.ts';
import { utc } from '../utc.ts';
import table from './tiers-2026-05-01.json' with { type: 'json' };

const TIERS: TierTable = table.symbols;

/** Unified symbol (`BTC/USDT:USDT-260626`) → the venue's own (`BTCUSDT_260626`), with what the table says of it. */
const bySymbol = new Map(Object.entries(TIERS).map(([unified, rows]) => {
  const [pair = '', settlement = ''] = unified.split(':');
  const [base = '', quote = ''] = pair.split('/');
  const [settle = '', date] = settlement.split('-');
  return [`${base}${quote}${date === undefined ? '' : `_${date}`}`, { base, quote, settle, date, rows }];
}));

/** Dated contracts expire at 08:00 UTC on the day in their symbol. */
const expiryOf = (date: string): EpochMs => utc(2000 + Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4, 6)), 8);

function instrumentOf(symbol: string): Instrument | null {
  const found = bySymbol.get(symbol);
  if (found === undefined) return null;
  const { base, quote, settle, date, rows } = found;
  return {
    symbol, kind: date === undefined ? 'perpetual' : 'future', settlement: 'linear', base, quote, settle, contractSize: decimal('1'),
    ...(date === undefined ? {} : { expiry: expiryOf(date) }), ...ladderOf(rows, AMOUNT_COLUMNS), tierRule: 'progressive',
  };
}

/** The formula holds the other positions at their marks, so that a symbol moves alone; the closing fee is outside. Sells are assumed to fill 0.15 % above the last price. */
const RULES: Partial<MarginRules> = { settlements: ['linear'], rowPrice: 'symbol', sellBuffer: decimal('0.0015'), ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' };

const TIERS_SOURCE = `${table.source.repo}, ${table.source.path} @ ${table.source.commit}, ${table.source.date}`;
const FORMULA_SOURCE = 'liquidation price: Binance FAQ b3c689c1f50a44cabb3a84e663b81d93; order price: 87fa7ee33b574f7084d42bd2ce2e463b (2026)';

/** Binance USD-M: progressive tiers by notional, all 716 symbols of the table. */
export const binanceUsdm: VenueRules = {
  id: 'binance-usdm',
  title: 'Binance USD-M',
  models: ['tiered-cross', 'single-currency'],
  sets: [
    parameterSet({
      id: 'binance-usdm-2026-05-01',
      venue: 'binance-usdm',
      model: 'tiered-cross',
      validFrom: utc(2026, 5, 1),
      source: `Tiers: ${TIERS_SOURCE}; weights of multi-assets mode: Binance FAQ 29b45c485d664028b9ca1cdf90b24f6f (2021); ${FORMULA_SOURCE}`,
      collateralWeights: {
        USDT: decimal('0.9999'), USDC: decimal('0.9999'), BTC: decimal('0.95'), ETH: decimal('0.95'), BNB: decimal('0.95'),
        XRP: decimal('0.9'), ADA: decimal('0.9'), DOT: decimal('0.9'), SOL: decimal('0.9'),
      },
      rules: RULES,
    }),
    parameterSet({
      id: 'binance-usdm-single-asset-2026-05-01',
      venue: 'binance-usdm',
      model: 'single-currency',
      validFrom: utc(2026, 5, 1),
      source: `Tiers: ${TIERS_SOURCE}; ${FORMULA_SOURCE}`,
      rules: { pooling: 'settle', ...RULES },
    }),
  ],
  instrument: instrumentOf,
};
