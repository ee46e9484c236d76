import { Decimal } from '#shared/num/units.ts';
import { benchAccount, symbolAt } from './account.ts';
import type { Work } from './measure.ts';

/** The headlines of an account as a plain loop makes them: everything again, with every decimal made from its text, at every tick. */
export function naiveWork(size: number, keep: (value: number) => void): Work {
  const { book, ledger } = benchAccount(size);
  const held = book.rows.map(({ position, instrument }) => ({
    symbol: instrument.symbol, contracts: position.contracts, entry: position.entryPrice,
    tiers: (instrument.tiers ?? []).map(({ notionalFloor, maintenanceMarginRate, maintenanceAmount, maxLeverage = '1' }) => ({
      floor: new Decimal(notionalFloor), rate: new Decimal(maintenanceMarginRate), amount: new Decimal(maintenanceAmount), leverage: new Decimal(maxLeverage),
    })),
  }));
  const marks = new Map([...ledger.prices().mark].map(([symbol, mark]) => [symbol, mark.toFixed()]));
  const cash = new Decimal('1e9');
  let next = 0;
  const run = (): void => {
    marks.set(symbolAt(next % size), `${1000 + (next % 97)}.125`);
    next += 1;
    let [equity, initial, maintenance] = [cash, new Decimal(0), new Decimal(0)];
    for (const { symbol, contracts, entry, tiers } of held) {
      const [quantity, mark] = [new Decimal(contracts), new Decimal(marks.get(symbol) ?? '0')];
      const notional = quantity.abs().times(mark);
      const tier = tiers.findLast(({ floor }, at) => at === 0 || notional.gt(floor));
      if (tier === undefined) continue;
      equity = equity.plus(quantity.times(mark.minus(entry)));
      initial = initial.plus(notional.div(tier.leverage));
      maintenance = maintenance.plus(notional.times(tier.rate).minus(tier.amount));
    }
    keep(maintenance.div(equity).plus(initial).e);
  };
  return { name: `the same naively in decimal.js, N = ${size}`, run, calls: 1 };
}

/** Heap that an open account of N positions holds, in bytes. Needs --expose-gc. */
export function accountMemory(size: number): number {
  const before = settledHeap();
  const account = benchAccount(size);
  const after = settledHeap();
  // Used after the measurement, so that it is not collected before.
  return account.book.rows.length === size ? after - before : NaN;
}

function settledHeap(): number {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
