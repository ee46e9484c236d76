import type { Instrument, SizeLinearRates } from '../../domain/instrument.ts';
import type { MarginRules } from '../../domain/marginRules.ts';
import { parameterSet } from '../defaults.ts';
import { DERIBIT_OPTIONS } from '../optionRates.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

const PRICES_ONLY = 'deribit-prices-2026-11-01';

/** Standard margin: base + step · coins, on all of a position. */
const RATES: Readonly<Record<string, SizeLinearRates>> = {
  BTC: { initialBase: decimal('0.02'), maintenanceBase: decimal('0.01'), step: decimal('0.00005') },
  SOL: { initialBase: decimal('0.04'), maintenanceBase: decimal('0.02'), step: decimal('0.000005') },
};

type Contract = Pick<Instrument, 'symbol' | 'kind' | 'settlement' | 'base' | 'quote' | 'settle' | 'contractSize'>;

const inverse = (base: string): Contract => ({ symbol: `${base}-PERPETUAL`, kind: 'perpetual', settlement: 'inverse', base, quote: 'USD', settle: base, contractSize: decimal('10') });
const linear = (base: string, settle: string, contractSize: string): Contract =>
  ({ symbol: `${base}_${settle}-PERPETUAL`, kind: 'perpetual', settlement: 'linear', base, quote: settle, settle, contractSize: decimal(contractSize) });

const CONTRACTS: readonly Contract[] = [inverse('BTC'), inverse('SOL'), linear('BTC', 'USDC', '0.001'), linear('BTC', 'USDT', '0.001'), linear('SOL', 'USDC', '0.1')];

function instrumentOf(symbol: string, set: string): Instrument | null {
  const contract = set === PRICES_ONLY ? undefined : CONTRACTS.find((one) => one.symbol === symbol);
  const rates = contract === undefined ? undefined : RATES[contract.base];
  return contract === undefined || rates === undefined ? null : { ...contract, sizeLinear: rates };
}

const RULES: Partial<MarginRules> = { rowPrice: 'symbol', optionMargin: DERIBIT_OPTIONS, ratioLabel: 'MM %', ratioForm: 'requirementOverEquity' };

const SOURCE = 'Rates of BTC and SOL: support.deribit.com 25944738177565 (Linear Perpetual; copy of 2025), the same as on records of 2022 and 2024 (ccxt PR 13374, 20880; issue 26913). Contract sizes: recorded get_instruments of 2022; that of BTC_USDT is taken to be that of BTC_USDC. Options: support.deribit.com, standard margin. The date of the set is ours';

/** Deribit standard margin: rates that grow with the size, no tiers; short options by themselves. */
export const deribit: VenueRules = {
  id: 'deribit',
  title: 'Deribit',
  models: ['tiered-cross', 'single-currency'],
  sets: [
    parameterSet({
      id: PRICES_ONLY,
      venue: 'deribit',
      model: 'tiered-cross',
      validFrom: utc(2020, 1, 1),
      source: 'Plimsoll: prices only; margin tiers are the document’s own',
      collateralWeights: { USD: decimal('1'), USDC: decimal('1'), USDT: decimal('1') },
    }),
    parameterSet({
      id: 'deribit-cross-collateral-2025-01-01',
      venue: 'deribit',
      model: 'tiered-cross',
      validFrom: utc(2025, 1, 1),
      source: `${SOURCE}. Haircuts (page 25944777203869, on initial margin, some currencies) were not found: weights are the document’s own`,
      rules: RULES,
    }),
    parameterSet({
      id: 'deribit-segregated-2025-01-01',
      venue: 'deribit',
      model: 'single-currency',
      validFrom: utc(2025, 1, 1),
      source: SOURCE,
      rules: { pooling: 'settle', ...RULES },
    }),
  ],
  instrument: instrumentOf,
};
