import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { exposuresOf } from '#shared/engine/exposures.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { Decimal } from '#shared/num/units.ts';
import { floatText } from './text.ts';

/** Units of an asset that an account gains by: what moves in a line, and options at their delta; null when it is not known. */
export function deltaOf({ book, prices }: AccountEngine, { underlyings }: AccountEvaluation, exposures: ReturnType<typeof exposuresOf>, asset: string): Decimal | null {
  const size = underlyings.find((own) => own.asset === asset)?.netSize ?? null;
  const options = exposures.get(asset)?.options ?? 0;
  if (size === null || options === 0) return size;
  const price = rateOf(asset, book.valuationCurrency, prices().index);
  return price === null ? null : size.plus(floatText(options / price.toNumber()));
}
