import type { Instrument } from '../../domain/instrument.ts';
import type { MarginRules } from '../../domain/marginRules.ts';
import { parameterSet } from '../defaults.ts';
import { BYBIT_OPTIONS } from '../optionRates.ts';
import type { VenueRules } from '../registry.ts';
import { AMOUNT_COLUMNS, decimal, ladderOf, rowsOf, type TierTable } from '../table.ts';
import { utc } from '../utc.ts';
import table2023 from './tiers-2023-10-09.json' with { type: 'json' };
import table2025 from './tiers-2025-12-29.json' with { type: 'json' };

const BY_ENTRY = 'bybit-uta-2023-10-09';
const BY_MARK = 'bybit-uta-2025-10-01';

type Contract = Pick<Instrument, 'symbol' | 'kind' | 'settlement' | 'base' | 'quote' | 'settle'>;

/** What is traded under the symbols of the tables. */
const CONTRACTS: readonly Contract[] = [
  { symbol: 'BTCPERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USDC' },
  { symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT' },
  { symbol: 'RVNUSDT', kind: 'perpetual', settlement: 'linear', base: 'RVN', quote: 'USDT', settle: 'USDT' },
];

const TABLES: Readonly<Record<string, readonly [table: TierTable, columns: Parameters<typeof ladderOf>[1]]>> = {
  [BY_ENTRY]: [table2023.symbols, ['floor', 'cap', 'rate', 'initial', 'amount']],
  [BY_MARK]: [table2025.symbols, AMOUNT_COLUMNS],
};

function instrumentOf(symbol: string, set: string): Instrument | null {
  const contract = CONTRACTS.find((one) => one.symbol === symbol);
  const [table, columns] = TABLES[set] ?? [{}, AMOUNT_COLUMNS];
  const rows = rowsOf(table, symbol);
  if (contract === undefined || rows === undefined) return null;
  return { ...contract, contractSize: decimal('1'), ...ladderOf(rows, columns), tierRule: 'progressive', takerFeeRate: decimal('0.00055') };
}

/** The margin balance is wallet and open profit together, after the collateral value ratio. */
const RULES: Partial<MarginRules> = {
  weightedOn: 'equity', closingFee: 'bankruptcy', takerFeeRate: decimal('0.00055'), closingFeeInInitial: true, hedgedLeg: 'feesOnly', rowPrice: 'symbol',
  optionMargin: BYBIT_OPTIONS, ratioLabel: 'Account MM rate', ratioForm: 'requirementOverEquity',
};

/** The example of the page, by coins held. What is live is shown by the venue alone. */
const EXAMPLE_WEIGHTS = {
  BTC: [['0', '0.98'], ['10', '0.95'], ['20', '0.9'], ['30', '0.85'], ['40', '0.8'], ['50', '0']],
  USDT: [['0', '1']],
} as const;

const weightTiers = Object.fromEntries(Object.entries(EXAMPLE_WEIGHTS).map(([asset, rows]) => [asset, rows.map(([from, weight]) => ({ from: decimal(from), weight: decimal(weight) }))]));

const WEIGHT_SOURCE = 'options on BTC: Bybit help 000001546 and 000001735; weights: an example, not live, of Bybit help "Collateral Value Ratio List" (2025-09-18)';

/** Bybit UTA in cross margin: closing fee inside, progressive tiers by notional, one pool of weighted collateral. */
export const bybit: VenueRules = {
  id: 'bybit',
  title: 'Bybit',
  models: ['tiered-cross'],
  sets: [
    parameterSet({
      id: BY_ENTRY,
      venue: 'bybit',
      model: 'tiered-cross',
      validFrom: utc(2023, 10, 9),
      source: `By entry value, fee 0.055 %, hedged leg: records of 2023 and 2024 (ccxt PR 18841, 18712). Tiers of BTCUSDT, incomplete: ${table2023.source.repo} @ ${table2023.source.commit.slice(0, 9)}, ${table2023.source.date}; ${WEIGHT_SOURCE}`,
      weightTiers,
      rules: { maintenanceBasis: 'entry', initialBasis: 'entry', ...RULES },
    }),
    parameterSet({
      id: BY_MARK,
      venue: 'bybit',
      model: 'tiered-cross',
      validFrom: utc(2025, 10, 1),
      source: `By mark: bybit-exchange/docs v5 position.mdx @ 072c197 and a record of 2025-10 (its day is not known; another record still had IM by entry). Tiers of BTCPERP and RVNUSDT: ${table2025.source.repo} @ ${table2025.source.commit.slice(0, 9)}, 2025-12-29; ${WEIGHT_SOURCE}`,
      weightTiers,
      rules: RULES,
    }),
  ],
  instrument: instrumentOf,
};
