import type { Instrument } from '../../domain/instrument.ts';
import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { AMOUNT_COLUMNS, decimal, ladderOf, rowsOf, type TierTable } from '../table.ts';
import { utc } from '../utc.ts';
import table from './tiers-2025-11-10.json' with { type: 'json' };

const TIERS: TierTable = table.symbols;

function instrumentOf(symbol: string): Instrument | null {
  const rows = rowsOf(TIERS, symbol);
  if (rows === undefined) return null;
  return {
    symbol, kind: 'perpetual', settlement: 'linear', base: symbol.slice(0, -'USDT'.length), quote: 'USDT', settle: 'USDT', contractSize: decimal('1'),
    ...ladderOf(rows, AMOUNT_COLUMNS), tierRule: 'progressive', takerFeeRate: decimal('0.0006'),
  };
}

/**
 * Bitget USDT-M. Two rules live in one account: a position opened before 2025-11-10 08:00 UTC keeps the flat one, and says
 * so in the document with `tierRule`.
 */
export const bitget: VenueRules = {
  id: 'bitget',
  title: 'Bitget',
  models: ['single-currency'],
  sets: [parameterSet({
    id: 'bitget-2025-11-10',
    venue: 'bitget',
    model: 'single-currency',
    validFrom: utc(2025, 11, 10, 8),
    source: 'bitget.cloud 12560603841952 (progressive from 2025-11-10 08:00 UTC, flat for positions opened before; fee 0.06 % inside; two tiers of BTCUSDT, incomplete: nothing is known above 330,000 USDT, the largest notional of its example) and bitget.com 360052911052 (tier by long and short together)',
    rules: {
      pooling: 'settle', settlements: ['linear'], closingFee: 'notional', takerFeeRate: decimal('0.0006'), tierSize: 'bothLegs', rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity',
    },
  })],
  instrument: instrumentOf,
};
