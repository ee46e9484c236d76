import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import type { OptionPath, OptionPaths } from './optionPath.ts';
import type { OptionRule } from './optionRule.ts';
import { optionPricesOf } from './optionSums.ts';

/** One option in float64 after its underlying has moved by a fraction, in the valuation currency. */
export type FloatOption = Readonly<{ base: string; /** Signed. */ worthAt: (move: number) => number; /** Maintenance margin, ≥ 0. */ marginAt: (move: number) => number }>;

/** Options of a pool that have a price and a path; what is settled in the coin is worth as much more as the coin is. */
export function floatOptionsOf(book: Book, ledger: Ledger, paths: OptionPaths): readonly FloatOption[] {
  return book.rows.flatMap((row): FloatOption[] => {
    const { option, instrument } = row;
    const path = option === null ? null : paths(instrument);
    const { mark, settle, base, quote } = optionPricesOf(row, book.valuationCurrency, ledger.prices());
    if (option === null || path === null || mark === null || settle === null) return [];
    const inCoin = instrument.settlement === 'inverse';
    const [size, rate] = [option.size.toNumber(), settle.toNumber()];
    const markAt = (move: number): number => path(move) * rate * (inCoin ? 1 + move : 1);
    return [{ base: instrument.base, worthAt: (move) => size * markAt(move), marginAt: marginOf(option, { markAt, underlying: base?.toNumber() ?? null, quote: quote?.toNumber() ?? null }) }];
  });
}

type Unit = Readonly<{ markAt: OptionPath; underlying: number | null; quote: number | null }>;

/** Beside `optionTermsOf`, which is the exact rule. Nothing where that is unknown: the account says so. */
function marginOf({ size, rates, strike }: OptionRule, { markAt, underlying, quote }: Unit): (move: number) => number {
  if (rates === null || strike === null || underlying === null || quote === null) return () => 0;
  const [held, rate, factor, fee] = [size.abs().toNumber(), rates.maintenance.toNumber(), rates.factor.toNumber(), rates.liquidationFee.toNumber()];
  return (move) => {
    const [own, mark] = [underlying * (1 + move), markAt(move)];
    return held * (rate * (rates.shareOfMark ? Math.max(own, mark) : own) * factor + mark + fee * own);
  };
}
