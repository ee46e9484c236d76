import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import type { ChargeTerms } from '../orderCharge.ts';
import type { CollateralTerms } from '../collateralTerms.ts';
import { asMoney, type Decimal, type Money, quotient, ZERO } from '../../num/units.ts';
import type { OptionRule } from '../optionRule.ts';
import type { OptionTerms } from '../optionTerms.ts';
import { profitShares } from '../profitShares.ts';
import { isShort } from '../sides.ts';

/**
 * What one row counts for in the requirements of its pool, valuation currency; null when unknown. Where open profit is weighed with its
 * balance, `profitAdjustment` is what the row's profit counts for beyond itself, and its part of the margin on a debt is in both requirements.
 */
export type RowLine = Readonly<{ id: string; maintenanceMargin: Money | null; initialMargin: Money | null; profitAdjustment: Money | null }>;
/** What the open orders of one symbol reserve, and what they ask for beyond it, 0 where the rules ask for nothing. */
export type OrderLine = Readonly<{ symbol: string; orderMargin: Money | null; maintenanceMargin: Money | null; openingFee: Money | null }>;
/** One collateral line: the effective weight of its amount (24 decimals), what counts of it, and what a debt adds to both requirements. */
export type WeightLine = Readonly<{ asset: string; location: string | null; weight: Decimal | null; adjustedValue: Money | null; owedMargin: Money | null }>;

/** Every line of an account in the order of its document, so that the same book can be held against itself line by line. */
export type AccountLines = Readonly<{ rows: readonly RowLine[]; orders: readonly OrderLine[]; collateral: readonly WeightLine[] }>;

/** Where only the larger side of an underlying is asked for, the rows on the smaller one count 0: lines add up to the totals. */
export function accountLines({ portfolio, pools, orderMargin, chargeTerms }: AccountEngine): AccountLines {
  return {
    rows: inOrder(portfolio.positions.length, pools.flatMap((own) => rowLines(own))),
    orders: [...new Set(portfolio.orders.map(({ symbol }) => symbol))].map((symbol) => {
      const { maintenance, openingFee } = chargeTerms(symbol) ?? NO_CHARGE;
      return { symbol, orderMargin: orderMargin(symbol), maintenanceMargin: maintenance, openingFee };
    }),
    collateral: inOrder(portfolio.collateral.length, pools.flatMap((own) => weightLines(own))),
  };
}

const NO_CHARGE: ChargeTerms = { maintenance: asMoney(ZERO), openingFee: asMoney(ZERO) };

type At<T> = readonly [number, T];

function inOrder<T>(length: number, placed: readonly At<T>[]): readonly T[] {
  const lines = new Map(placed);
  return Array.from({ length }, (_, at) => lines.get(at)).flatMap((line) => line ?? []);
}

function rowLines({ pool, book, ledger }: PoolEngine): readonly At<RowLine>[] {
  const larger = initialSides({ pool, book, ledger });
  const shareOf = profitShares(book, ledger);
  return book.rows.flatMap((row, inPool): At<RowLine>[] => {
    const [at, terms] = [pool.rows[inPool], row.option === null ? ledger.rowTerms(inPool) : askedOf(row.option, ledger.optionTerms(inPool))];
    if (at === undefined) return [];
    const counts = row.option !== null || larger(row.instrument.base) === null || larger(row.instrument.base) === isShort(row);
    const { adjustment, owedMargin } = shareOf(inPool);
    const withOwed = (margin: Money): Money => (owedMargin.isZero() ? margin : asMoney(margin.plus(owedMargin)));
    return [[at, {
      id: row.id,
      maintenanceMargin: terms?.maintenanceMargin == null ? null : withOwed(ledger.requiredOf(inPool)),
      initialMargin: terms?.initialMargin == null ? null : withOwed(counts ? terms.initialMargin : asMoney(ZERO)),
      profitAdjustment: (terms === null && row.option === null) || ledger.weighedProfit(row.instrument.settle)?.isKnown === false ? null : adjustment,
    }]];
  });
}

/** A long option asks for nothing, whether it has a price or not. */
const askedOf = ({ size }: OptionRule, terms: OptionTerms | null): Pick<OptionTerms, 'initialMargin' | 'maintenanceMargin'> | null => (size.isNegative() ? terms : NO_MARGIN);

const NO_MARGIN = { initialMargin: asMoney(ZERO), maintenanceMargin: asMoney(ZERO) };

/** Whether the shorts of an underlying are asked for; null where both sides are. */
function initialSides({ book, ledger }: PoolEngine): (base: string) => boolean | null {
  if (book.rules.sides === 'sum') return () => null;
  const sum = (base: string, short: boolean): Decimal => (book.rowsByBase.get(base) ?? []).reduce<Decimal>((total, at) => {
    const row = book.rows[at];
    return row === undefined || isShort(row) !== short ? total : total.plus(ledger.rowTerms(at)?.initialMargin ?? ZERO);
  }, ZERO);
  const found = new Map([...book.rowsByBase.keys()].map((base) => [base, sum(base, true).gt(sum(base, false))]));
  return (base) => found.get(base) ?? null;
}

function weightLines({ pool, book, ledger }: PoolEngine): readonly At<WeightLine>[] {
  return book.collateral.flatMap(({ collateral: { asset, location }, weight }, inPool): At<WeightLine>[] => {
    const [at, terms] = [pool.collateral[inPool], ledger.collateralTerms(inPool)];
    return at === undefined ? [] : [[at, { asset, location: location ?? null, weight: weight === null ? null : quotient(weight), ...valuesOf(terms) }]];
  });
}

const valuesOf = (terms: CollateralTerms | null): Pick<WeightLine, 'adjustedValue' | 'owedMargin'> => ({ adjustedValue: terms?.adjustedValue ?? null, owedMargin: terms?.owedMargin ?? null });
