import type { Portfolio } from '../../domain/account.ts';
import type { Decimal } from '../../num/units.ts';
import { each, type Pieces } from '../../util/pieces.ts';
import type { AccountEngine } from '../accountEngine.ts';
import type { AccountEvaluation, VenueRatio } from '../accountEvaluation.ts';
import { engineAt } from '../contribution/engineAt.ts';
import { type Shock, shockedPrices } from '../contribution/shock.ts';
import { NO_PATHS, type OptionPaths } from '../optionPath.ts';
import { ratioInputs } from '../evaluate.ts';
import { addFigures, type Figure, type Totals, totalsOf } from '../figures.ts';
import type { MissingInput } from '../missing.ts';
import type { Prices } from '../prices.ts';
import { type AccountLines, accountLines } from './accountLines.ts';
import { type Differences, differencesOf, type WholeAccount } from './differences.ts';
import { type Profile, profiledBook, type ProfiledBook } from './profile.ts';

/** A liquidation of one underlying's own move, (price − reference) / reference, signed. */
export type ModelLiquidation = Readonly<{ asset: string; fraction: Decimal }>;

/** One book under one model. Headlines are of the pool nearest to liquidation, as on the account itself. */
export type ModelResult = Readonly<{
  id: string;
  title: string;
  adjustedEquity: Figure;
  initialMargin: Figure;
  maintenanceMargin: Figure;
  marginRatio: Figure;
  venueRatio: VenueRatio;
  /** The underlyings whose own move liquidates the account, the nearest first. */
  liquidations: readonly ModelLiquidation[];
  /** What the liquidation of an underlying is not known without. */
  unplaced: readonly string[];
  /** The pool of the headlines, and the row with the largest share of its maintenance margin. */
  binding: Readonly<{ pool: string | null; row: Readonly<{ id: string; share: Decimal }> | null }>;
  /** What is unknown, and the figures that it touches. */
  missing: readonly MissingInput[];
  whole: WholeAccount;
  /** Whether the account outlasts each stress, in the order asked for; null while that is not known. */
  survives: readonly (boolean | null)[];
  lines: AccountLines;
}> & Omit<ProfiledBook, 'portfolio'>;

export type Comparison = Readonly<{
  /** In the order of the profiles; each depends on its own profile alone. */
  results: readonly ModelResult[];
  /** Each against the first profile, in the order of the profiles. */
  differences: readonly Readonly<{ id: string; differences: Differences }>[];
  /** Ids by margin ratio, the safest first; equity used up is worst, then bounds, then unknown. */
  ranking: readonly string[];
}>;

/**
 * The same book under every model: a piece for each, and for each move that its account is put through.
 *
 * @param stressesOf moves that each model's account is put through; a venue's own marks may differ
 * @source docs/margin-models.md, "One book under every model"
 */
export function* compareModels(portfolio: Portfolio, prices: Prices, profiles: readonly Profile[], stressesOf: (profile: Profile) => readonly Shock[] = () => [], paths: OptionPaths = NO_PATHS): Pieces<Comparison> {
  const results: ModelResult[] = [];
  for (const profile of profiles) results.push(yield* resultOf(portfolio, prices, profile, stressesOf(profile), paths));
  const [first] = results;
  return {
    results,
    differences: first === undefined ? [] : results.map((result) => ({ id: result.id, differences: differencesOf(first, result) })),
    ranking: results.toSorted((a, b) => rankOf(a) - rankOf(b) || compareRatios(a, b)).map(({ id }) => id),
  };
}

function* resultOf(portfolio: Portfolio, prices: Prices, profile: Profile, stresses: readonly Shock[], paths: OptionPaths): Pieces<ModelResult> {
  const { portfolio: own, ...kept } = profiledBook(portfolio, profile);
  const engine = engineAt(own, prices);
  const evaluation = engine.evaluate();
  yield;
  const isBlind = evaluation.missing.some(({ blocksLiquidation }) => blocksLiquidation);
  const survives = yield* each(stresses, (shock) => (isBlind ? null : outlasts(engine, shock, paths)));
  const { adjustedEquity, initialMargin, maintenanceMargin, marginRatio } = evaluation.totals;
  return {
    id: profile.id, title: profile.title, adjustedEquity, initialMargin, maintenanceMargin, marginRatio, venueRatio: evaluation.venueRatio,
    liquidations: liquidationsOf(evaluation), unplaced: unplacedOf(evaluation), binding: { pool: evaluation.binding, row: bindingRow(engine, evaluation) }, missing: evaluation.missing,
    whole: wholeOf(engine), survives, lines: accountLines(engine), ...kept,
  };
}

/** By the ratio of every cross pool at the end of the move. */
function outlasts({ book, portfolio, prices }: AccountEngine, shock: Shock, paths: OptionPaths): boolean | null {
  const shocked = shockedPrices(book, prices(), shock, paths);
  if (shocked.status === 'unknown') return null;
  return !engineAt(portfolio, shocked.prices).pools.some(({ pool, ledger }) => pool.kind === 'cross' && ratioInputs(ledger.sums()).liquidating);
}

function liquidationsOf({ underlyings }: AccountEvaluation): readonly ModelLiquidation[] {
  return underlyings
    .flatMap(({ asset, distance }): ModelLiquidation[] => (distance === null ? [] : [{ asset, fraction: distance.fraction }]))
    .toSorted((a, b) => a.fraction.abs().comparedTo(b.fraction.abs()));
}

const unplacedOf = ({ underlyings }: AccountEvaluation): readonly string[] => [...new Set(underlyings.flatMap(({ liquidation }) => (liquidation.status === 'unknown' ? [liquidation.missing] : [])))];

function bindingRow({ pools }: AccountEngine, { rows, binding }: AccountEvaluation): ModelResult['binding']['row'] {
  const places = pools.find(({ pool }) => pool.id === binding)?.pool.rows ?? [];
  return places.reduce<ModelResult['binding']['row']>((largest, at) => {
    const [row, share] = [rows[at], rows[at]?.maintenanceShare ?? null];
    return row === undefined || share === null || (largest !== null && share.lte(largest.share)) ? largest : { id: row.row.id, share };
  }, null);
}

function wholeOf({ pools }: AccountEngine): WholeAccount {
  const totals = pools.map(({ ledger }) => totalsOf(ledger.sums()));
  const sum = (of: (own: Totals) => Figure): Figure => totals.map(of).reduce(addFigures);
  return { adjustedEquity: sum((own) => own.adjustedEquity), initialMargin: sum((own) => own.initialMargin), maintenanceMargin: sum((own) => own.maintenanceMargin) };
}

/** 0 a ratio, 1 equity used up, 2 only a bound, 3 unknown. */
function rankOf({ marginRatio: { value, certainty } }: ModelResult): number {
  if (certainty === 'unknown') return 3;
  if (certainty !== 'exact') return 2;
  return value === null ? 1 : 0;
}

const compareRatios = ({ marginRatio: { value: a } }: ModelResult, { marginRatio: { value: b } }: ModelResult): number => (a === null || b === null ? 0 : a.comparedTo(b));
