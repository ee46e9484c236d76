import { parameterSet } from '../defaults.ts';
import type { VenueRules } from '../registry.ts';
import { utc } from '../utc.ts';

/** Binance Portfolio Margin: one pool over USD-M and COIN-M contracts, and a ratio that is safer when higher. */
export const binancePortfolioMargin: VenueRules = {
  id: 'binance-portfolio-margin',
  title: 'Binance Portfolio Margin',
  models: ['tiered-cross'],
  sets: [parameterSet({
    id: 'binance-portfolio-margin-2024-01-01',
    venue: 'binance-portfolio-margin',
    model: 'tiered-cross',
    validFrom: utc(2024, 1, 1),
    source: 'uniMMR = accountEquity / accountMaintMargin: developers.binance.com, portfolio-margin, Account-Information (undated). Brackets and collateral ratios of this mode were not found: tiers and weights are the document’s own. The date of the set is ours: the oldest record is of 2024',
    rules: { settlements: ['linear', 'inverse'], rowPrice: 'symbol', ratioLabel: 'uniMMR', ratioForm: 'equityOverRequirement' },
  })],
  instrument: () => null,
};
