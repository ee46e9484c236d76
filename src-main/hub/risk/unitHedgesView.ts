import type { UnitHedgeView } from '#shared/ipc/scenarioMarginView.ts';
import { lineGreeks, sumGreeks } from '#shared/scenario/margin/greeks.ts';
import { type UnitHedge, unitHedgePieces } from '#shared/scenario/margin/hedges.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';
import type { Pieces } from '#shared/util/pieces.ts';
import { type Beside, inQuote, liquidatedAt } from './beside.ts';
import { greeksText } from './greeksView.ts';
import { floatText } from './text.ts';
import type { NamedUnit } from './units.ts';

/** Trades that take risk off one unit, each with the account after it and after its cost. None while a line cannot be priced: a hedge of half a book may add to its risk. */
export function* unitHedgesView(own: Pick<NamedUnit, 'unit' | 'tradables' | 'lacking'>, model: ScenarioModel, beside: Beside): Pieces<readonly UnitHedgeView[]> {
  if (!isHedged(own)) return [];
  const before = inQuote(own.unit, model, scenarioMargin(own.unit, model)).maintenance;
  const views: UnitHedgeView[] = [];
  for (const hedge of yield* unitHedgePieces(own.unit, model, own.tradables.map(({ tradable }) => tradable))) views.push(yield* hedgeView(own, hedge, model, beside, before));
  return views;
}

export const isHedged = ({ unit, lacking }: Pick<NamedUnit, 'unit' | 'lacking'>): boolean => lacking.length === 0 && unit.options.length > 0;

function* hedgeView({ unit, tradables }: Pick<NamedUnit, 'unit' | 'tradables'>, { kind, trades, after }: UnitHedge, model: ScenarioModel, { equity, others }: Beside, before: number): Pieces<UnitHedgeView> {
  const named = trades.map(({ id, quantity }) => ({ quantity, of: tradables.find(({ tradable }) => tradable.line.id === id) }));
  const cost = named.reduce<number | null>((sum, { quantity, of }) => (sum === null || of === undefined || of.feeRate === null ? null : sum + Math.abs(quantity) * unit.spot * of.feeRate), 0);
  const { maintenance } = inQuote(after, model, scenarioMargin(after, model));
  const then = { equity: equity - (cost ?? 0), others };
  return {
    kind, trades: named.map(({ quantity, of }) => ({ name: of?.name ?? '', quantity: floatText(quantity) })), cost: cost === null ? null : floatText(cost),
    greeks: greeksText(sumGreeks(lineGreeks(after))), maintenance: floatText(maintenance), change: floatText(maintenance - before),
    ratio: then.equity > 0 ? floatText((others + maintenance) / then.equity) : null, liquidation: yield* liquidatedAt(after, model, then, [0]),
  };
}
