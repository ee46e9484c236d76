import type { PriceSet } from '../domain/account.ts';
import type { Failure, Fault } from '../domain/failure.ts';
import { err, ok, type Result } from '../util/result.ts';
import { faultsOf } from './faults.ts';
import { pricesFrom, readJson } from './parsePortfolio.ts';
import { pricesSchema } from './portfolioSchema.ts';

const invalid = (faults: readonly Fault[]): Result<PriceSet, Failure> => err({ code: 'document/invalid', faults, retryable: false });

/** A `prices` object on its own (or a document that has one), laid over the prices of a portfolio. */
export function parsePrices(text: string, base: PriceSet): Result<PriceSet, Failure> {
  const json = readJson(text);
  if (!json.ok) return invalid([json.error]);
  const value = json.value;
  const own = typeof value === 'object' && value !== null && 'prices' in value ? value.prices : value;
  const parsed = pricesSchema.safeParse(own);
  const faults = faultsOf(own, parsed.error);
  if (!parsed.success || faults.length > 0) return invalid(faults.map(({ path, message }) => ({ path: path === '(document)' ? 'prices' : `prices.${path}`, message })));
  const over = pricesFrom(parsed.data);
  const rate = over.rate ?? base.rate;
  return ok({
    mark: new Map([...base.mark, ...over.mark]),
    index: new Map([...base.index, ...over.index]),
    forward: new Map([...base.forward, ...[...over.forward].map(([asset, curve]) => [asset, new Map([...(base.forward.get(asset) ?? []), ...curve])] as const)]),
    volatility: new Map([...base.volatility, ...over.volatility]),
    ...(rate === undefined ? {} : { rate }),
  });
}
