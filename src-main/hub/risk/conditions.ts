import { type Collateral, listedWeight, listedWeightTiers, type Portfolio } from '#shared/domain/account.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';
import { STABLECOINS } from '#shared/venues/defaults.ts';
import { scaledOptionRates, scaledRates } from './scaledRates.ts';
import { stressedBy, stressedView } from './stressed.ts';

const DEPEG = new Decimal('-0.1');

/** Rules and collateral that turn worse while the market stays: the book under rates and weights that a venue may set. */
export function conditionLines(engine: AccountEngine, now: AccountEvaluation, paths: OptionPaths): readonly StressLineView[] {
  const { portfolio } = engine;
  const under = (changed: Portfolio) => stressedView(now, engineAt(changed, engine.prices()).evaluate());
  const held = portfolio.collateral.filter(({ asset }) => asset !== portfolio.valuationCurrency);
  const steps = engine.book.rows.some(({ option }) => option !== null) ? 'Every step of every schedule, and the rate of short options' : 'Every step of every schedule';
  const stables = [...new Set(held.map(({ asset }) => asset).filter((asset) => STABLECOINS.includes(asset)))];
  return [
    { id: 'requirement15', name: 'Maintenance rates × 1.5', note: steps, moves: [], after: under(scaled(portfolio, new Decimal('1.5'))) },
    { id: 'requirement2', name: 'Maintenance rates × 2', note: steps, moves: [], after: under(scaled(portfolio, new Decimal(2))) },
    ...(held.length === 0 ? [] : [{ id: 'haircut', name: 'Collateral counts a tenth less', note: `All but ${portfolio.valuationCurrency}`, moves: [], after: under({ ...portfolio, collateral: portfolio.collateral.map((line) => cut(line, engine)) }) }]),
    ...stables.map((asset): StressLineView => ({ id: `depeg:${asset}`, name: `${asset} at 0.90`, note: 'A stablecoin that is held as collateral leaves its peg', moves: [{ asset, move: toText(DEPEG), source: null }], after: stressedBy(engine, now, new Map([[asset, DEPEG]]), paths) })),
  ];
}

const scaled = ({ parameters, ...portfolio }: Portfolio, factor: Decimal): Portfolio => ({
  ...portfolio, instruments: portfolio.instruments.map((own) => scaledRates(own, factor)), parameters: parameters.rules === undefined ? parameters : { ...parameters, rules: scaledOptionRates(parameters.rules, factor) },
});

const CUT = '0.9';

/** A line at nine tenths of the weight that it has now, tiers too; one without a known weight stays as it is. */
function cut(line: Collateral, { book: { valuationCurrency, parameters } }: AccountEngine): Collateral {
  if (line.asset === valuationCurrency) return line;
  const lessened = (weight: DecimalText): DecimalText => toText(new Decimal(weight).times(CUT));
  const tiers = line.tiers ?? (line.weight === undefined ? listedWeightTiers(parameters, line.asset) : undefined);
  if (tiers !== undefined) return { ...line, tiers: tiers.map((tier) => ({ ...tier, weight: lessened(tier.weight) })) };
  const weight = line.weight ?? listedWeight(parameters, line.asset);
  return weight === undefined ? line : { ...line, weight: lessened(weight) };
}
