import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { decimal } from '../table.ts';
import { utc } from '../utc.ts';

/** Gate futures, one pool per settle currency, and CrossEx, one pool over venues in which a debt adds a tenth of itself. */
export const gate: VenueRules = {
  id: 'gate',
  title: 'Gate',
  models: ['single-currency', 'tiered-cross'],
  sets: [
    parameterSet({
      id: 'gate-2024-09-01',
      venue: 'gate',
      model: 'single-currency',
      validFrom: utc(2024, 9, 1),
      source: 'Liquidation price and fee 0.075 %: Gate support, gatenode.pro post 3870211, and a recorded position (ccxt PR 13130); tier of the larger leg in hedge mode: leverage-and-margin page; liquidation by margin ratio since 2024-09: gate.io announcement 39469 (its day is not known). Tiers are the document’s own',
      rules: {
        pooling: 'settle', closingFee: 'notional', takerFeeRate: decimal('0.00075'), tierSize: 'largerLeg', rowPrice: 'symbol', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity',
      },
    }),
    parameterSet({
      id: 'gate-crossex-2026-09-01',
      venue: 'gate',
      model: 'tiered-cross',
      validFrom: utc(2026, 9, 1),
      source: 'CrossEx: pendle-finance/arbitrage-with-crossex PR 39 (a client of it, between 2026-08-19 and 2026-09-15; the day is ours): rate = margin / margin balance, a negative wallet adds 10 % of itself to the maintenance margin. Tiers and weights are the document’s own',
      defaultLiabilityWeight: decimal('1.1'),
      rules: { settlements: ['linear'], rowPrice: 'symbol', ratioLabel: 'Maintenance margin rate', ratioForm: 'requirementOverEquity' },
    }),
  ],
  instrument: () => null,
};
