import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/**
 * Binance COIN-M: one pool per coin, brackets by the notional in coins, so that a bracket rises as the price falls. No
 * table from 0 on was found: a document brings its own, with `tierUnit` coin.
 */
export const binanceCoinm: VenueRules = {
  id: 'binance-coinm',
  title: 'Binance COIN-M',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'binance-coinm-2020-08-10',
    venue: 'binance-coinm',
    model: 'single-currency',
    validFrom: utc(2020, 8, 10),
    source: 'Rules: Binance FAQ be2c7d9d95b04a7e8044ed02dd7dfe5c (a pool per coin) and ceccfcfb4e3a45e3b48b0b1bb1a8ae46 (brackets in coins; it quotes two of them, not the first, so that no bracket is built in). Valid from the listing of BTCUSD_PERP',
    rules: { pooling: 'settle', settlements: ['inverse'], rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity' },
  })],
  instrument: () => null,
};
