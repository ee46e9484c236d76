import type { Instrument, MarginTier } from '../../domain/instrument.ts';
import { type DecimalText, type EpochMs, isDecimalText } from '../../num/units.ts';
import { invariant } from '../../util/invariant.ts';
import { DAILY_VOLATILITY, STABLECOINS, VOLATILITY_SOURCE } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';
import table from './tiers-2026-05-01.json' with { type: 'json' };

const ID = 'binance-usdm-2026-05-01';

const decimal = (value: string): DecimalText => {
  invariant(isDecimalText(value), 'the tier table holds plain decimals');
  return value;
};

/** Unified symbol (`BTC/USDT:USDT-260626`) → the venue's own (`BTCUSDT_260626`), with what the table says of it. */
const bySymbol = new Map(Object.entries<readonly (readonly string[])[]>(table.symbols).map(([unified, tiers]) => {
  const [pair = '', settlement = ''] = unified.split(':');
  const [base = '', quote = ''] = pair.split('/');
  const [settle = '', date] = settlement.split('-');
  return [`${base}${quote}${date === undefined ? '' : `_${date}`}`, { base, quote, settle, date, tiers }];
}));

function tierFrom(row: readonly string[]): MarginTier {
  const [floor = '', , rate = '', amount = '', leverage = ''] = row;
  return { notionalFloor: decimal(floor), maintenanceMarginRate: decimal(rate), maintenanceAmount: decimal(amount), maxLeverage: decimal(leverage) };
}

/** Dated contracts expire at 08:00 UTC on the day in their symbol. */
const expiryOf = (date: string): EpochMs => utc(2000 + Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4, 6)), 8);

function instrumentOf(symbol: string): Instrument | null {
  const found = bySymbol.get(symbol);
  if (found === undefined) return null;
  const cap = found.tiers[found.tiers.length - 1]?.[1];
  return {
    symbol,
    kind: found.date === undefined ? 'perpetual' : 'future',
    settlement: 'linear',
    base: found.base,
    quote: found.quote,
    settle: found.settle,
    contractSize: decimal('1'),
    ...(found.date === undefined ? {} : { expiry: expiryOf(found.date) }),
    tiers: found.tiers.map(tierFrom),
    ...(cap === undefined ? {} : { notionalCap: decimal(cap) }),
    tierRule: 'progressive',
  };
}

/** Binance USD-M: progressive tiers by notional, all 716 symbols of the table; collateral weights of multi-assets mode. */
export const binanceUsdm: VenueRules = {
  id: 'binance-usdm',
  title: 'Binance USD-M',
  models: ['tiered-cross'],
  sets: [{
    id: ID,
    venue: 'binance-usdm',
    model: 'tiered-cross',
    validFrom: utc(2026, 5, 1),
    source: `${table.source.repo}, ${table.source.path} @ ${table.source.commit}, ${table.source.date}; weights: Binance FAQ 29b45c485d664028b9ca1cdf90b24f6f (2021)`,
    stablecoins: STABLECOINS,
    collateralWeights: {
      USDT: decimal('0.9999'), USDC: decimal('0.9999'), BTC: decimal('0.95'), ETH: decimal('0.95'), BNB: decimal('0.95'),
      XRP: decimal('0.9'), ADA: decimal('0.9'), DOT: decimal('0.9'), SOL: decimal('0.9'),
    },
    dailyVolatility: DAILY_VOLATILITY,
    volatilitySource: VOLATILITY_SOURCE,
  }],
  instrument: (symbol) => instrumentOf(symbol),
};
