import { Decimal } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import { bindingOf, staked } from '../accountEvaluation.ts';
import { addFigures, type Figure, totalsOf } from '../figures.ts';
import { equityBounds, type Interval, ratioBounds, type RatioInterval, type Requirement, requirementBounds } from './bounds.ts';
import { createModels, type Model, type Models } from './model.ts';
import type { Part } from './part.ts';
import type { Ages, IntervalOptions } from './reach.ts';

/**
 * The headlines of an account as far as old prices leave them open. Equity is of all pools and the margin ratio of the
 * worst, whichever it comes to be; the others are of the pool that is the worst at the last seen prices. Null: nobody can say, because an input is missing, or has an age and no σ.
 */
export type AccountInterval = Readonly<{
  equity: Interval | null;
  adjustedEquity: Interval | null;
  maintenanceMargin: Interval | null;
  initialMargin: Interval | null;
  buffer: Interval | null;
  freeMargin: Interval | null;
  marginRatio: RatioInterval | null;
  initialMarginRatio: RatioInterval | null;
}>;

/**
 * Where each headline may be by now: every price anywhere within ± k · σ · √age of itself, those of one asset together,
 * those of different assets in any combination. Contains the figure as it stands; without an age it is that figure.
 *
 * @source docs/margin-models.md, "Intervals"
 */
export const intervalOf = (engine: AccountEngine, ages: Ages, options: IntervalOptions): AccountInterval => intervalFrom(engine, createModels(engine, ages, options));

export function intervalFrom(engine: AccountEngine, models: Models): AccountInterval {
  const pools = stakedPools(engine);
  const binding = bindingOf(pools, ({ ledger }) => ledger.sums());
  if (binding === undefined) throw new RangeError('an account has a cross pool');
  const model = models.of([binding]);
  const totals = totalsOf(binding.ledger.sums());
  const whole = models.of(engine.pools);
  const equity = engine.pools.map(({ ledger }) => totalsOf(ledger.sums()).equity).reduce(addFigures);
  const { lacks } = model;
  const marginRatio = worstRatio(pools.map((own) => poolRatio(own, models.of([own]), 'maintenance')));
  return {
    equity: known(equity, whole.lacks.equity, () => equityBounds(whole, (part) => part.equity)),
    adjustedEquity: known(totals.adjustedEquity, lacks.adjusted, () => equityBounds(model, ({ adjusted }) => adjusted)),
    maintenanceMargin: known(totals.maintenanceMargin, lacks.maintenance, () => requirementBounds(model, 'maintenance')),
    initialMargin: known(totals.initialMargin, lacks.initial, () => requirementBounds(model, 'initial')),
    buffer: known(totals.buffer, lacks.adjusted || lacks.maintenance, () => equityBounds(model, left('maintenance'))),
    freeMargin: known(totals.freeMargin, lacks.adjusted || lacks.initial, () => equityBounds(model, left('initial'))),
    marginRatio,
    initialMarginRatio: rivals(pools, binding) ? null : poolRatio(binding, model, 'initial'),
  };
}

/** What only has a bound, or none, for want of an input is no interval. */
const known = <T>({ certainty }: Figure, lacks: boolean, bounds: () => T): T | null => (certainty !== 'exact' || lacks ? null : bounds());

const left = (which: Requirement) => (part: Part): Decimal => part.adjusted.minus(part[which]);

/** The pools whose ratios decide the headlines: cross pools, and of those the ones that can be liquidated. */
export const stakedPools = ({ pools }: AccountEngine): readonly PoolEngine[] => staked(pools.filter(({ pool }) => pool.kind === 'cross'), ({ book }) => book.rows.length);

/** Another pool whose ratio is not known may be the worse one. */
const rivals = (pools: readonly PoolEngine[], binding: PoolEngine): boolean => pools.some((own) => own !== binding && totalsOf(own.ledger.sums()).marginRatio.certainty !== 'exact');

/** Nothing of any equity is 0. */
function poolRatio({ ledger }: PoolEngine, model: Model, which: Requirement): RatioInterval | null {
  const { marginRatio, initialMarginRatio } = totalsOf(ledger.sums());
  const lacks = model.lacks[which] || (model.lacks.adjusted && !requirementBounds(model, which).high.isZero());
  return known(which === 'maintenance' ? marginRatio : initialMarginRatio, lacks, () => ratioBounds(model, which));
}

/** The ratio of the pool that turns out to be the worst. */
function worstRatio(ratios: readonly (RatioInterval | null)[]): RatioInterval | null {
  const larger = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || b === null ? null : Decimal.max(a, b));
  const [first, ...rest] = ratios;
  return rest.reduce<RatioInterval | null>((worst, next) => (worst === null || next === null ? null : { low: larger(worst.low, next.low), high: larger(worst.high, next.high) }), first ?? null);
}
