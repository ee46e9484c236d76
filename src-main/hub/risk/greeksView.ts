import type { GreeksView, UnitGreeksView } from '#shared/ipc/scenarioMarginView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { type Greeks, lineGreeks, sumGreeks, TENORS } from '#shared/scenario/margin/greeks.ts';
import type { AccountFacts } from '../accountHost.ts';
import { floatText } from './text.ts';
import { type NamedUnit, unitsOf } from './units.ts';

/** By tenor, the longest last, and of all together; null without options, where delta is all there is. */
export function greeksView({ asset, unit, names }: Pick<NamedUnit, 'asset' | 'unit' | 'names'>): UnitGreeksView | null {
  if (unit.options.length === 0) return null;
  const lines = lineGreeks(unit);
  const tenors = TENORS.flatMap((tenor) => {
    const own = lines.filter((line) => line.tenor === tenor);
    return own.length === 0 ? [] : [{ tenor, sum: greeksText(sumGreeks(own)), lines: own.map(({ id, greeks }) => ({ id, name: names.get(id) ?? asset, greeks: greeksText(greeks) })) }];
  });
  return { total: greeksText(sumGreeks(lines)), tenors };
}

/** Null delta and gamma: of several underlyings. */
export type AccountGreeks = Readonly<{ delta: number | null; gamma: number | null; vega: number; theta: number }>;

/**
 * Greeks of an account, of one underlying or of all; null where one of its lines cannot be priced. Delta and gamma of all are in
 * units of different things: they are null unless there is one underlying.
 */
export function accountGreeks(host: AccountFacts, asset: string, at: EpochMs): AccountGreeks | null {
  const units = unitsOf(host, at).filter((own) => asset === '' || own.asset === asset);
  if (units.length === 0 || units.some(({ lacking }) => lacking.length > 0)) return null;
  const sum = sumGreeks(units.flatMap(({ unit }) => lineGreeks(unit)));
  return sum === null || units.length === 1 ? sum : { ...sum, delta: null, gamma: null };
}

export const greeksText = (own: Greeks | null): GreeksView | null => (own === null ? null : { delta: floatText(own.delta), gamma: floatText(own.gamma), vega: floatText(own.vega), theta: floatText(own.theta) });
