import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';

type Prices = ReadonlyMap<string, StampedPrice>;

/**
 * Prices of an account and those of a document that is written into it: what only one of them names stays, and where both
 * do the document wins, unless both say when and the account's is newer.
 */
export function mergedPrices(own: PriceSet, given: PriceSet): PriceSet {
  const forward = new Map([...new Set([...own.forward.keys(), ...given.forward.keys()])].map((asset) => [asset, merged(own.forward.get(asset), given.forward.get(asset))] as const));
  const rate = given.rate === undefined ? own.rate : winner(own.rate, given.rate);
  return { mark: merged(own.mark, given.mark), index: merged(own.index, given.index), forward, volatility: merged(own.volatility, given.volatility), ...(rate === undefined ? {} : { rate }) };
}

function merged(own: Prices = new Map(), given: Prices = new Map()): Prices {
  return new Map([...own, ...[...given].map(([key, price]) => [key, winner(own.get(key), price)] as const)]);
}

const winner = (own: StampedPrice | undefined, given: StampedPrice): StampedPrice => (own?.at !== undefined && given.at !== undefined && own.at > given.at ? own : given);
