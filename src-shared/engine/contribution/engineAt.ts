import type { Portfolio } from '../../domain/account.ts';
import { type AccountEngine, createAccountEngine } from '../accountEngine.ts';
import type { Prices } from '../prices.ts';

/** A portfolio as an account of its own at given prices: for questions of the kind "and without this line?". */
export function engineAt(portfolio: Portfolio, { mark, index }: Prices): AccountEngine {
  const engine = createAccountEngine(portfolio);
  for (const [symbol, value] of mark) engine.setMark(symbol, value);
  for (const [asset, value] of index) engine.setIndex(asset, value);
  return engine;
}
