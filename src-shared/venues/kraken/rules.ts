import type { Instrument } from '../../domain/instrument.ts';
import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal, FLAT_COLUMNS, ladderOf, rowsOf, type TierTable } from '../table.ts';
import { utc } from '../utc.ts';
import table from './tiers-2025-01-01.json' with { type: 'json' };

const SINGLE = 'kraken-single-collateral-2025-01-01';

const TIERS: TierTable = table.symbols;

/** `PI_XBTUSD`: an inverse perpetual of one dollar, margined in its coin. The venue's XBT is BTC here as elsewhere. */
function instrumentOf(symbol: string, set: string): Instrument | null {
  const rows = set === SINGLE ? rowsOf(TIERS, symbol) : undefined;
  if (rows === undefined) return null;
  const coin = symbol.slice('PI_'.length, -'USD'.length);
  const base = coin === 'XBT' ? 'BTC' : coin;
  return { symbol, kind: 'perpetual', settlement: 'inverse', base, quote: 'USD', settle: base, contractSize: decimal('1'), ...ladderOf(rows, FLAT_COLUMNS), tierRule: 'flat', tierUnit: 'contracts' };
}

/** Kraken Futures: multi-collateral, where only the larger side of an underlying is asked for, and single-collateral inverse contracts. */
export const kraken: VenueRules = {
  id: 'kraken',
  title: 'Kraken Futures',
  models: ['tiered-cross', 'single-currency'],
  sets: [
    parameterSet({
      id: 'kraken-multi-collateral-2025-01-01',
      venue: 'kraken',
      model: 'tiered-cross',
      validFrom: utc(2025, 1, 1),
      source: 'support.kraken.com 4844463246100 (larger of the long and the short margins of an underlying) and 360022632452 (percentages on the value at entry; the copy ends before the rates). Tiers and haircuts are the document’s own. Undated copies; the date of the set is ours',
      rules: { settlements: ['linear'], maintenanceBasis: 'entry', initialBasis: 'entry', sides: 'larger', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
    }),
    parameterSet({
      id: SINGLE,
      venue: 'kraken',
      model: 'single-currency',
      validFrom: utc(2025, 1, 1),
      source: 'Tiers: support.kraken.com 15579128794772 (copy of 2024 or 2025; the date of the set is ours). It says value at entry, yet the liquidation price of 360022835671 (7,481) only follows with the maintenance margin at the mark, which is what this set takes',
      rules: { pooling: 'settle', settlements: ['inverse'], initialBasis: 'entry', rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
    }),
  ],
  instrument: instrumentOf,
};
