import { type Collateral, listedLiabilityWeight, type Portfolio } from '../domain/account.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';
import { type Weighting, weightingOf } from './collateralWeight.ts';

export type CollateralLine = Readonly<{
  collateral: Collateral;
  amount: Decimal;
  /** What the account holds of the asset in lines before this one, weighed together with it; 0 where a line has a weight of its own. */
  before: Decimal;
  weighting: Weighting;
  /** What the amount counts for, in units of the asset; null when no weight is known. */
  countedAmount: Decimal | null;
  /** Effective weight of the whole amount: 1 for a debt and for nothing, null when none is known. */
  weight: Decimal | null;
  /** What a debt adds to the requirement, in units of the asset, ≥ 0. */
  owedMargin: Decimal;
}>;

/** What is held of an asset where a payment in it would go, and how it is weighed there. */
export type Balance = Readonly<{ amount: Decimal; weighting: Weighting }>;

const weighsItself = ({ weight, tiers }: Collateral): boolean => weight !== undefined || tiers !== undefined;

/** Lines of one asset are weighed together, one after the other, unless a line has a weight of its own. */
export function createCollateral(portfolio: Portfolio): readonly CollateralLine[] {
  const held = new Map<string, Decimal>();
  return portfolio.collateral.map((line) => {
    const before = weighsItself(line) ? ZERO : held.get(line.asset) ?? ZERO;
    const made = createCollateralLine(line, before, portfolio);
    if (!weighsItself(line)) held.set(line.asset, before.plus(made.amount));
    return made;
  });
}

function createCollateralLine(collateral: Collateral, before: Decimal, portfolio: Portfolio): CollateralLine {
  // Adding 0 makes a negative zero a plain one: it is no debt.
  const amount = new Decimal(collateral.amount).plus(0);
  const weighting = weightingOf(collateral, portfolio);
  const [low, high] = [weighting.counted(before), weighting.counted(before.plus(amount))];
  const countedAmount = low === null || high === null ? null : before.isZero() ? high : high.minus(low);
  const surplus = surplusOf(portfolio, collateral.asset);
  const owed = (balance: Decimal): Decimal => (balance.isNegative() ? balance.abs().times(surplus) : ZERO);
  return {
    collateral, amount, before, weighting, countedAmount, weight: countedAmount === null ? null : amount.isZero() ? ONE : countedAmount.div(amount),
    owedMargin: owed(before.plus(amount)).minus(owed(before)),
  };
}

/** What a debt asks for beyond itself, per unit, ≥ 0. */
export const surplusOf = ({ parameters }: Portfolio, asset: string): Decimal => new Decimal(listedLiabilityWeight(parameters, asset) ?? ONE).minus(ONE);

/** The lines that are weighed together, else the first line, else nothing. */
export function balanceOf(portfolio: Portfolio, collateral: readonly CollateralLine[], byAsset: ReadonlyMap<string, readonly number[]>, asset: string): Balance {
  const lines = (byAsset.get(asset) ?? []).flatMap((at) => collateral[at] ?? []);
  const together = lines.findLast((line) => !weighsItself(line.collateral));
  const [first] = lines;
  if (together !== undefined) return { amount: together.before.plus(together.amount), weighting: together.weighting };
  return first === undefined ? { amount: ZERO, weighting: weightingOf({ asset }, portfolio) } : { amount: first.amount, weighting: first.weighting };
}
