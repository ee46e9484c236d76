import type { Portfolio } from '#shared/domain/account.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { asPrice, Decimal, type DecimalText, toText } from '#shared/num/units.ts';
import type { MovedOptions } from './optionPaths.ts';

type Told = readonly (readonly [string, DecimalText])[];

/** An account and its prices as plain data, for another thread. */
export type EngineData = Readonly<{ portfolio: Portfolio; mark: Told; index: Told; /** What its options are re-priced by. */ options: MovedOptions }>;

export function engineData(engine: AccountEngine, options: MovedOptions): EngineData {
  const { mark, index } = engine.prices();
  const told = (prices: typeof mark): Told => [...prices].map(([key, value]) => [key, toText(value)]);
  return { portfolio: engine.portfolio, mark: told(mark), index: told(index), options };
}

export function engineOf({ portfolio, mark, index }: Omit<EngineData, 'options'>): AccountEngine {
  const prices = (told: Told) => new Map(told.map(([key, value]) => [key, asPrice(new Decimal(value))]));
  return engineAt(portfolio, { mark: prices(mark), index: prices(index) });
}
