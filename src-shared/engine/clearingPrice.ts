import { Decimal } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { isSoldOn } from './optionMoves.ts';
import { nearestMove } from './liquidation.ts';
import { changeAt, crossChangeAt, equityChangeAt, type FloatAsset, type Need, type StressModel } from './stressModel.ts';

const SEARCH_STEPS = 48;
/** Moves that are tried before the search is narrowed, as multiples of the price: 0.1 % to + 300 %, or down to a twentieth. */
const TRIED = Array.from({ length: 60 }, (_, at) => Math.expm1(Math.log(1.001) * 1.13 ** at)).filter((move) => move <= 3);

/** The price of the nearest underlying, moved away from its liquidation, from which on every test passes; of any, when the account is there already. Null when there is none, or when options on it are short, which ask for something else there. */
export function clearingPriceOf(book: Book, ledger: Ledger, model: StressModel, needs: readonly Need[]): Readonly<{ asset: string; price: Decimal }> | null {
  const found = candidates(model).filter(({ name }) => !isSoldOn(book, name)).flatMap((candidate) => {
    const [reference, move] = [referencePrice(book, ledger, candidate.name), leastMove(model, needs, candidate)];
    return reference === null || move === null ? [] : [{ name: candidate.name, reference, move }];
  });
  const [least] = found.toSorted((a, b) => Math.abs(a.move) - Math.abs(b.move));
  if (least === undefined) return null;
  const exact = least.reference.times(new Decimal((1 + least.move).toFixed(15)));
  return { asset: least.name, price: exact.toSignificantDigits(6, least.move > 0 ? Decimal.ROUND_UP : Decimal.ROUND_DOWN) };
}

/** The smallest move away from the root at which every test passes; null when none of those tried does. */
function leastMove(model: StressModel, needs: readonly Need[], candidate: Nearest): number | null {
  const away = candidate.root < 0 ? TRIED : TRIED.map((move) => -move / (1 + move)).filter((move) => move >= -0.95);
  const found = away.findIndex((move) => passesAt(model, needs, candidate, move));
  let [low, high] = [found === 0 ? 0 : away[found - 1] ?? 0, away[found]];
  if (high === undefined) return null;
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const middle: number = (low + high) / 2;
    if (passesAt(model, needs, candidate, middle)) high = middle;
    else low = middle;
  }
  return high;
}

type Nearest = Readonly<{ name: string; asset: FloatAsset; root: number }>;

/** The asset with the nearest root; every asset either way where the account is liquidated as it stands. */
function candidates(model: StressModel): readonly Nearest[] {
  const found = [...model.assets].flatMap(([name, asset]): Nearest[] => {
    const move = asset.roots === null ? null : nearestMove(asset.roots);
    return move === null ? [] : [{ name, asset, root: move.toNumber() }];
  });
  const here = found.filter(({ root }) => root === 0);
  if (here.length > 0) return here.flatMap((candidate) => [{ ...candidate, root: -Number.MIN_VALUE }, { ...candidate, root: Number.MIN_VALUE }]);
  return found.toSorted((a, b) => Math.abs(a.root) - Math.abs(b.root)).slice(0, 1);
}

function referencePrice(book: Book, ledger: Ledger, asset: string): Decimal | null {
  const { mark, index } = ledger.prices();
  const row = (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []).find(({ instrument }) => mark.has(instrument.symbol));
  return index.get(asset) ?? (row === undefined ? null : mark.get(row.instrument.symbol) ?? null);
}

/** All tests again with one asset moved by x; its own liquidation price stays where it is. */
function passesAt(model: StressModel, needs: readonly Need[], { name, asset, root }: Nearest, x: number): boolean {
  const gained = changeAt(asset, x);
  const equity = model.equity + equityChangeAt(asset, x);
  const buffer = model.equity - model.maintenance + gained - model.slack;
  if (equity <= 0 || equity - buffer > model.level.ratio * equity) return false;
  if (needs.some((need) => need.asset !== null && need.asset !== name && need.missing - gained - crossChangeAt(model, name, x, need) > 0)) return false;
  return [asset.roots?.down, asset.roots?.up].every((other) => {
    const place = other?.toNumber() ?? (other === undefined ? root : null);
    if (place === null) return true;
    const remaining = (1 + place) / (1 + x) - 1;
    return remaining < asset.down - 1e-12 || remaining > asset.up + 1e-12;
  });
}
