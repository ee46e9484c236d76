import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { compareModels, type Comparison, type ModelResult } from '#shared/engine/compare/compareModels.ts';
import type { Profile } from '#shared/engine/compare/profile.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import type { ComparisonView, ModelView, NearestView } from '#shared/ipc/comparisonView.ts';
import { type EpochMs, toText } from '#shared/num/units.ts';
import type { Episode } from '#shared/scenario/stress/episodes.ts';
import type { Pieces } from '#shared/util/pieces.ts';
import { episodeMoves, shockOf } from '../risk/episodeMoves.ts';
import { assetsOf } from '../risk/assets.ts';
import { venueRatioView } from '../rowViews.ts';
import { differencesView } from './differences.ts';
import { figureView, poolWords, rowIdOf, rowWords } from './figures.ts';
import { OWN } from './profiles.ts';

type Names = ReadonlyMap<string, string>;

/** About how many pieces it takes. */
export const comparisonPiecesOf = (profiles: readonly Profile[], days: readonly Episode[]): number => profiles.length * (1 + days.length);

/** `days`: of the past, which the account outlasts or not; `chosen`: the model whose differences are told line by line, null for none. */
export type Comparing = Readonly<{ paths: OptionPaths; profiles: readonly Profile[]; days: readonly Episode[]; chosen: string | null; at: EpochMs }>;

/** The account's book under every model, in pieces. */
export function* comparisonPieces(engine: AccountEngine, { paths, profiles, days, chosen, at }: Comparing): Pieces<ComparisonView> {
  const { portfolio } = engine;
  const assets = assetsOf(engine);
  const comparison = yield* compareModels(portfolio, engine.prices(), profiles, ({ parameters }) => days.map((episode) => shockOf(episodeMoves(episode, engine.book, assets, parameters))), paths);
  const names: Names = new Map(portfolio.positions.map((position) => [rowIdOf(position), rowWords(position)]));
  const results = new Map(comparison.results.map((result) => [result.id, result]));
  const parameters = new Map(profiles.map((profile) => [profile.id, profile.parameters]));
  return {
    asOf: at, valuationCurrency: portfolio.valuationCurrency,
    models: comparison.ranking.flatMap((id): ModelView[] => {
      const [result, set] = [results.get(id), parameters.get(id)];
      return result === undefined || set === undefined ? [] : [modelView(result, set, names, days)];
    }),
    differences: chosen === null ? null : differencesOf(comparison, chosen, names),
  };
}

function differencesOf({ results, differences }: Comparison, chosen: string, names: Names): ComparisonView['differences'] {
  const [own] = results;
  const other = results.find(({ id }) => id === chosen);
  const found = differences.find(({ id }) => id === chosen);
  return own === undefined || other === undefined || found === undefined ? null : differencesView(own, other, found.differences, names);
}

function modelView(result: ModelResult, set: Readonly<{ id: string; model: string }>, names: Names, days: readonly Episode[]): ModelView {
  const { id, title, binding: { pool, row }, missing, ownSchedules, ownWeights, notTaken } = result;
  return {
    id, title, parameterSetId: set.id, model: set.model, own: id === OWN,
    marginRatio: figureView(result.marginRatio), venueRatio: venueRatioView(result.venueRatio), maintenanceMargin: figureView(result.maintenanceMargin),
    initialMargin: figureView(result.initialMargin), adjustedEquity: figureView(result.adjustedEquity), nearest: nearestView(result),
    pool: pool === null || pool === 'cross' ? null : poolWords(pool),
    bindingRow: row === null ? null : { name: names.get(row.id) ?? row.id, share: toText(row.share) },
    unknown: missing.map(({ missing: what, makesUnknown }) => ({ missing: what, makesUnknown })), ownSchedules, ownWeights, notTaken,
    survives: days.map(({ id, name }, place) => ({ id, name, survived: result.survives[place] ?? null })),
  };
}

/** With an input missing that a liquidation depends on, or an underlying without an answer, there may be a nearer one than those that are known. */
function nearestView({ liquidations, unplaced, missing }: ModelResult): NearestView {
  const blocking = new Set(missing.filter(({ blocksLiquidation }) => blocksLiquidation).map((input) => input.missing));
  if (blocking.size > 0 || unplaced.length > 0) return { status: 'unknown', missing: [...(blocking.size > 0 ? blocking : unplaced)].join(', ') };
  const [nearest] = liquidations;
  return nearest === undefined ? { status: 'none' } : { status: 'move', asset: nearest.asset, fraction: toText(nearest.fraction) };
}
