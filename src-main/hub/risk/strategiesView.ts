import type { CoverageView, StrategyView } from '#shared/ipc/scenarioMarginView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { coverageOf } from '#shared/scenario/strategy/coverage.ts';
import { assignedGain } from '#shared/scenario/strategy/assignment.ts';
import { grouped, type Grouped, type OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import type { Leg } from '#shared/scenario/strategy/recognise.ts';
import { floatText } from './text.ts';
import type { NamedUnit } from './units.ts';

/** What belongs together: the user's groups as they still are, then what is recognised in the rest. */
export function strategiesView({ unit, legs, names }: Pick<NamedUnit, 'unit' | 'legs' | 'names'>, groups: readonly OwnGroup[]): readonly StrategyView[] {
  const prices = pricesOf(unit);
  const options = new Set(unit.options.map(({ id }) => id));
  const assigned = (own: Grouped): DecimalText | null => { const gain = assignedGain(own, (id) => prices.get(id) ?? null, (id) => options.has(id)); return gain === null ? null : floatText(gain); };
  const byId = new Map(legs.map((leg) => [leg.id, leg]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return grouped(legs, groups).map((strategy) => ({ ...strategy, assigned: assigned(strategy) })).map(({ kind, own, name, size, legs: parts, cap, breakEven, gone, smaller, assigned: gain }) => ({
    kind, own, name, assigned: gain, size: size === null ? null : floatText(size), cap: cap === null ? null : floatText(cap), breakEven: breakEven === null ? null : floatText(breakEven), gone: gone.map(nameOf), smaller: smaller.map(nameOf),
    legs: parts.flatMap(({ id, quantity }) => { const leg = byId.get(id); return leg === undefined ? [] : [{ id, name: nameOf(id), kind: kindOf(leg), quantity: floatText(quantity) }]; }),
  }));
}

/** One unit of each line now: options at their mark, holdings at the price of the underlying. */
const pricesOf = (unit: RiskUnit): ReadonlyMap<string, number> => new Map([
  ...unit.options.map((line) => [line.id, markOf(unit, line)] as const), ...unit.perpetuals.map(({ id, price }) => [id, price] as const),
  ...unit.futures.flatMap(({ id, expiry }) => { const at = unit.expiries[expiry]; return at === undefined ? [] : [[id, at.open] as const]; }), ...unit.holdings.map(({ id }) => [id, unit.spot] as const),
]);

const kindOf = (leg: Leg): StrategyView['legs'][number]['kind'] => (leg.kind === 'option' ? (leg.sign > 0 ? 'call' : 'put') : leg.kind);

/** Short options and what covers them. @param marginOf maintenance margin of a unit; asked again without what is uncovered */
export function coverageView({ legs, unit }: Pick<NamedUnit, 'legs' | 'unit'>, marginOf: (unit: RiskUnit) => number): readonly CoverageView[] {
  return coverageOf(legs).map(({ sign, legs: open, short, held, perpetuals, futures, options, uncovered }) => ({
    kind: sign > 0 ? 'call' : 'put', short: floatText(short), held: floatText(held), perpetuals: floatText(perpetuals), futures: floatText(futures), options: floatText(options), uncovered: floatText(uncovered),
    asks: uncovered === 0 ? null : floatText(marginOf(unit) - marginOf(withoutParts(unit, open))),
  }));
}

const withoutParts = (unit: RiskUnit, open: ReadonlyMap<string, number>): RiskUnit => ({ ...unit, options: unit.options.map((line) => ({ ...line, quantity: line.quantity + (open.get(line.id) ?? 0) })).filter(({ quantity }) => quantity !== 0) });
