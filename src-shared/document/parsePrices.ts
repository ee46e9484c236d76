import type { PriceSet } from '../domain/account.ts';
import type { Failure } from '../domain/failure.ts';
import { err, ok, type Result } from '../util/result.ts';
import { faultsOf } from './faults.ts';
import { pricesFrom, readJson } from './parsePortfolio.ts';
import { pricesSchema } from './portfolioSchema.ts';

/** A `prices` object on its own (or a document that has one), laid over the prices of a portfolio. */
export function parsePrices(text: string, base: PriceSet): Result<PriceSet, Failure> {
  const json = readJson(text);
  if (!json.ok) return err({ code: 'document/invalid', faults: [json.error], retryable: false });
  const value = json.value;
  const own = typeof value === 'object' && value !== null && 'prices' in value ? value.prices : value;
  const parsed = pricesSchema.safeParse(own);
  if (!parsed.success) return err({ code: 'document/invalid', faults: faultsOf(parsed.error).map((fault) => ({ ...fault, path: `prices.${fault.path}` })), retryable: false });
  const over = pricesFrom(parsed.data);
  const rate = over.rate ?? base.rate;
  return ok({
    mark: new Map([...base.mark, ...over.mark]),
    index: new Map([...base.index, ...over.index]),
    forward: new Map([...base.forward, ...over.forward]),
    volatility: new Map([...base.volatility, ...over.volatility]),
    ...(rate === undefined ? {} : { rate }),
  });
}
