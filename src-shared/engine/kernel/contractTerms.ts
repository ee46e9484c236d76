import { type Decimal, ZERO } from '../../num/units.ts';
import { curve, type PriceCurve } from './priceCurve.ts';

/**
 * A position as a kernel sees it. `quantity` is signed: base units when linear, quote units (contracts · contractSize)
 * when inverse; when quanto, contracts · multiplier in settle units per quote point.
 */
export type Leg = Readonly<{ settlement: 'linear' | 'inverse' | 'quanto'; quantity: Decimal; entryPrice: Decimal }>;

/**
 * Profit of a leg as a curve of its mark, in the settle currency:
 *
 *   linear, quanto   q · (P − entry)
 *   inverse          q · (1 / entry − 1 / P)
 *
 * @source docs/margin-models.md, "Contracts"
 */
export function profitCurve({ settlement, quantity, entryPrice }: Leg): PriceCurve {
  return settlement === 'inverse'
    ? curve({ constant: quantity.div(entryPrice), inverse: quantity.neg() })
    : curve({ linear: quantity, constant: quantity.times(entryPrice).neg() });
}

/** |q| · P, or |q| / P when inverse: ≥ 0, in the settle currency. */
export function notionalCurve({ settlement, quantity }: Leg): PriceCurve {
  return settlement === 'inverse' ? curve({ inverse: quantity.abs() }) : curve({ linear: quantity.abs() });
}

/** Notional of a leg at a price, in the settle currency. */
export function notionalAt({ settlement, quantity }: Leg, price: Decimal): Decimal {
  return settlement === 'inverse' ? quantity.abs().div(price) : quantity.abs().times(price);
}

/** Profit of a leg at a mark, signed, in the settle currency. */
export function profitAt({ settlement, quantity, entryPrice }: Leg, mark: Decimal): Decimal {
  return settlement === 'inverse' ? quantity.div(entryPrice).minus(quantity.div(mark)) : quantity.times(mark.minus(entryPrice));
}

/** The price at which the notional of a leg is a given one: the edge of a tier. */
export function priceAtNotional({ settlement, quantity }: Leg, notional: Decimal): Decimal {
  return settlement === 'inverse' ? quantity.abs().div(notional) : notional.div(quantity.abs());
}

export type Fill = Readonly<{ quantity: Decimal; price: Decimal }>;

/**
 * Average entry of fills on one side: Σ(q · p) / Σq when linear, Σq / Σ(q / p) when inverse, where quantity counts
 * quote units.
 *
 * @throws RangeError when nothing was filled
 */
export function averageEntry(settlement: Leg['settlement'], fills: readonly Fill[]): Decimal {
  const filled = fills.reduce<Decimal>((sum, { quantity }) => sum.plus(quantity.abs()), ZERO);
  if (filled.isZero()) throw new RangeError('an average entry needs a fill');
  return settlement === 'inverse'
    ? filled.div(fills.reduce<Decimal>((sum, { quantity, price }) => sum.plus(quantity.abs().div(price)), ZERO))
    : fills.reduce<Decimal>((sum, { quantity, price }) => sum.plus(quantity.abs().times(price)), ZERO).div(filled);
}
