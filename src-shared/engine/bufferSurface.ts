import type { PoolEngine } from './accountEngine.ts';
import { askingLines, floatLineOf, marginAfter, worthAt } from './floatMargins.ts';
import { floatWeighedOf, weighedChange } from './floatWeighed.ts';
import { floatOptionsOf } from './floatOption.ts';
import { NO_PATHS, type OptionPaths } from './optionPath.ts';
import { floatRowsOf, heldIn } from './stressModel.ts';
import { knownAdjustedEquity, knownBuffer } from './sums.ts';

/**
 * One pool in float64 under moves of several assets at once, for searches and simulations that ask many questions.
 * All in the valuation currency; a move of −0.2 is a fall of 20 %.
 */
export type BufferSurface = Readonly<{
  /** Assets that the pool gains or loses by, in the order of every list of moves. */
  assets: readonly string[];
  equity: number;
  /** Adjusted equity less maintenance margin as it stands. */
  buffer: number;
  /** Change of adjusted equity under the moves. */
  equityChange: (moves: readonly number[]) => number;
  /** Change of the worth of options under the moves: part of equity, and of no adjusted equity. */
  optionChange: (moves: readonly number[]) => number;
  /** What options on one asset ask for more when it moves, by its place; 0 where there are none. */
  optionMarginAt: (place: number, move: number) => number;
  /** Adjusted equity less maintenance margin after the moves. */
  bufferAt: (moves: readonly number[]) => number;
  /** What the buffer gains per move of 1 of each asset, at the moves. */
  slopesAt: (moves: readonly number[]) => readonly number[];
}>;

const STEP = 1e-6;
/** Prices of options are sums of rounded exponentials. */
const BEND = 1e-4;

/** A row's price moves with its base, what it is settled in with its own asset; collateral moves with its asset. @param paths options without one stay */
export function bufferSurface({ book, ledger }: Pick<PoolEngine, 'book' | 'ledger'>, paths: OptionPaths = NO_PATHS): BufferSurface {
  const sums = ledger.sums();
  const rows = floatRowsOf(book, ledger, true);
  const weighed = floatWeighedOf(book, ledger, rows);
  const assets = book.assets.filter((asset) => asset !== book.valuationCurrency || book.rowsByBase.has(asset));
  const place = new Map(assets.map((asset, at) => [asset, at]));
  const held = assets.map((asset) => heldIn(book, ledger, asset));
  const lines = rows.map((row) => floatLineOf(book, row, place));
  const options = floatOptionsOf(book, ledger, paths).map((option) => ({ ...option, own: place.get(option.base) ?? -1, worth: option.worthAt(0), margin: option.marginAt(0) }));
  const askingAt = askingLines(book, lines);
  const still = assets.map(() => 0);
  const margin = marginAfter(askingAt(still), still);
  const buffer = knownBuffer(sums).toNumber();

  const equityChange = (moves: readonly number[]): number => {
    let sum = 0;
    for (let at = 0; at < held.length; at += 1) sum += (held[at] ?? 0) * (moves[at] ?? 0);
    for (const line of lines) sum += worthAt(line, moves) * (line.profit + line.exposure * (moves[line.own] ?? 0)) - line.profit;
    return weighed.length === 0 ? sum : sum + weighedChange(weighed, new Map(assets.map((asset, at) => [asset, moves[at] ?? 0])));
  };
  const optionChange = (moves: readonly number[]): number => options.reduce((sum, { own, worth, worthAt: after }) => sum + after(moves[own] ?? 0) - worth, 0);
  const optionsOn = Map.groupBy(options, ({ own }) => own);
  const optionMarginAt = (at: number, move: number): number => (optionsOn.get(at) ?? []).reduce((sum, { margin: before, marginAt }) => sum + marginAt(move) - before, 0);
  const optionMargin = (moves: readonly number[]): number => [...optionsOn.keys()].reduce((sum, at) => sum + optionMarginAt(at, moves[at] ?? 0), 0);
  /** Row by row, so that many assets cost no more than few; what is weighed together is asked for together. */
  const slopesAt = (moves: readonly number[]): readonly number[] => {
    const slopes = [...held];
    const add = (at: number, slope: number): void => { if (at >= 0) slopes[at] = (slopes[at] ?? 0) + slope; };
    for (const line of lines) {
      add(line.own, worthAt(line, moves) * line.exposure);
      if (!line.inverse) add(line.paid, line.profit + line.exposure * (moves[line.own] ?? 0));
    }
    for (const line of askingAt(moves)) {
      const move = moves[line.own] ?? 0;
      add(line.own, -worthAt(line, moves) * (line.marginAt(move + STEP, 1) - line.marginAt(move - STEP, 1)) / (2 * STEP));
      if (!line.inverse) add(line.paid, -line.marginAt(move, 1));
    }
    for (const { own, marginAt } of options) {
      const move = moves[own] ?? 0;
      add(own, -(marginAt(move + BEND) - marginAt(move - BEND)) / (2 * BEND));
    }
    if (weighed.length === 0) return slopes;
    const weighedAt = (place: number, to: number): number => weighedChange(weighed, new Map(assets.map((asset, at) => [asset, at === place ? to : (moves[at] ?? 0)])));
    return slopes.map((slope, place) => { const at = moves[place] ?? 0; return slope + (weighedAt(place, at + STEP) - weighedAt(place, at - STEP)) / (2 * STEP); });
  };
  return { assets, equity: knownAdjustedEquity(sums).toNumber(), buffer, equityChange, optionChange, optionMarginAt, bufferAt: (moves) => buffer + equityChange(moves) - (marginAfter(askingAt(moves), moves) - margin) - optionMargin(moves), slopesAt };
}
