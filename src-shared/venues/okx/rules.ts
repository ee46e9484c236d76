import type { Instrument } from '../../domain/instrument.ts';
import type { MarginRules } from '../../domain/marginRules.ts';
import { parameterSet } from '../defaults.ts';
import { OKX_OPTIONS } from '../optionRates.ts';
import type { VenueRules } from '../registry.ts';
import { decimal, FLAT_COLUMNS, ladderOf, rowsOf, type TierTable } from '../table.ts';
import { utc } from '../utc.ts';
import table from './tiers-2025-07-23.json' with { type: 'json' };

const TIERS: TierTable = table.symbols;

/** Contract values of the table's symbols, in base units. */
const CONTRACT_VALUES: Readonly<Record<string, string>> = { '1INCH-USDT-SWAP': '1' };

function instrumentOf(symbol: string): Instrument | null {
  const [rows, value] = [rowsOf(TIERS, symbol), CONTRACT_VALUES[symbol]];
  const [base = '', quote = ''] = symbol.split('-');
  if (rows === undefined || value === undefined) return null;
  return {
    symbol, kind: 'perpetual', settlement: 'linear', base, quote, settle: quote, contractSize: decimal(value),
    ...ladderOf(rows, FLAT_COLUMNS), tierRule: 'flat', tierUnit: 'contracts', takerFeeRate: decimal('0.0005'),
  };
}

/** The fee of closing all of it counts with the requirement; the ratio is safer when higher. */
const RULES: Partial<MarginRules> = { closingFee: 'notional', takerFeeRate: decimal('0.0005'), rowPrice: 'symbol', optionMargin: OKX_OPTIONS, ratioLabel: 'Margin ratio', ratioForm: 'equityOverRequirement' };

const SOURCE = `Tiers of 1INCH-USDT-SWAP, incomplete: ${table.source.repo} @ ${table.source.commit.slice(0, 9)}, 2025-07-23; contract value: recorded /public/instruments of 2022-05-13; rules: OKX "Tiered maintenance margin ratio rules" (copy of 2025-05-16); fee 0.05 %: a recorded position. Options: OKX help, option margin, first tier`;

/** OKX: flat tiers by contracts, taker fee inside the requirement. */
export const okx: VenueRules = {
  id: 'okx',
  title: 'OKX',
  models: ['tiered-cross', 'single-currency'],
  sets: [
    parameterSet({
      id: 'okx-multi-currency-2025-07-23',
      venue: 'okx',
      model: 'tiered-cross',
      validFrom: utc(2025, 7, 23),
      source: `${SOURCE}. Discount rates: no complete table by coins was found, weights are the document’s own`,
      // adjEq = Σ currency equity · discount rate: the rate is on the balance with the open profit in it.
      rules: { weightedOn: 'equity', ...RULES },
    }),
    parameterSet({
      id: 'okx-single-currency-2025-07-23',
      venue: 'okx',
      model: 'single-currency',
      validFrom: utc(2025, 7, 23),
      source: SOURCE,
      rules: { pooling: 'settle', ...RULES },
    }),
  ],
  instrument: instrumentOf,
};
