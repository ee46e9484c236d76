import { asMoney, Decimal, type Money, quotient, ZERO } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import type { Known } from './known.ts';
import { NO_PATHS, type OptionPaths } from '../optionPath.ts';
import { type Line, type LineChange, lineChanges } from './lines.ts';
import type { Shock } from './shock.ts';
import { proportionalCells } from './transport.ts';

/** A line, or the account's own equity, with what it pays or is paid in all, ≥ 0, in the valuation currency. */
export type Party = Readonly<{ line: Line | 'equity'; amount: Money }>;

export type Payer = Party & Readonly<{
  /** Fraction of all losses that this payer covers, at 24 decimals; null without a loss. */
  shareOfLosses: Decimal | null;
}>;

/** Who pays for whom in one pool under one shock. Lines that neither gain nor lose are in no row and no column. */
export type Savings = Readonly<{
  /** Sums of the gaining and of the losing lines, both ≥ 0. */
  gains: Money;
  losses: Money;
  /** Gaining lines in the order of the portfolio; last the account's own equity, which pays what no gain covers. */
  payers: readonly Payer[];
  /** Losing lines in the order of the portfolio; last the account's own equity, which keeps what no loss needs. */
  takers: readonly Party[];
  /** What a payer pays a taker, ≥ 0. Rows add up to the payers' amounts and columns to the takers', to the last digit. */
  cells: readonly (readonly Money[])[];
}>;

/** By pool: no gain of one pool pays a loss of another. */
export type PoolSavings = Readonly<{ pool: string; savings: Known<Savings> }>;

/**
 * Who saves whom under a shock: gains of adjusted equity pay its losses pro rata,
 *
 *   cell = gain · loss / max(Σ gains, Σ losses)
 *
 * and the account's own equity pays, or keeps, the difference.
 *
 * @source docs/margin-models.md, "Who saves whom"
 */
export function savingsMatrix({ pools }: AccountEngine, shock: Shock, paths: OptionPaths = NO_PATHS): readonly PoolSavings[] {
  return pools.map((own) => ({ pool: own.pool.id, savings: savingsOf(own, shock, paths) }));
}

function savingsOf(own: PoolEngine, shock: Shock, paths: OptionPaths): Known<Savings> {
  const found = lineChanges(own, shock, paths);
  if (found.status === 'unknown') return found;
  const [gainers, losers] = [partiesOf(found.changes, 1), partiesOf(found.changes, -1)];
  const [gains, losses] = [sumOf(gainers), sumOf(losers)];
  const payers = [...gainers, equity(losses.minus(gains))];
  const takers = [...losers, equity(gains.minus(losses))];
  const cells = proportionalCells(payers.map(({ amount }) => amount), takers.map(({ amount }) => amount));
  const kept = takers.length - 1;
  return {
    status: 'known', gains, losses, takers, cells,
    payers: payers.map((payer, at) => ({ ...payer, shareOfLosses: losses.isZero() ? null : quotient(payer.amount.minus(cells[at]?.[kept] ?? ZERO).div(losses)) })),
  };
}

const equity = (amount: Decimal): Party => ({ line: 'equity', amount: asMoney(Decimal.max(ZERO, amount)) });

const partiesOf = (changes: readonly LineChange[], sign: 1 | -1): readonly Party[] =>
  changes.filter(({ change }) => change.comparedTo(0) === sign).map(({ line, change }) => ({ line, amount: asMoney(change.abs()) }));

const sumOf = (parties: readonly Party[]): Money => asMoney(parties.reduce<Decimal>((sum, { amount }) => sum.plus(amount), ZERO));
