import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ParsedPortfolio, parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { Reduction } from '#shared/engine/reduction.ts';
import { type Remedy, remedyOf } from '#shared/engine/remedy.ts';
import { clearedStageOf, stageOf } from '#shared/engine/stage.ts';
import { Decimal, epochMs, ONE } from '#shared/num/units.ts';
import { accountDocument, type Document, parsedAccount } from '../../arbitraries/accounts.ts';
import { type Account, accountOf } from '../../support/movedAccount.ts';

/** True when the stage would be left, were this the account for 30 s. */
const clears = (parsed: ParsedPortfolio, stage: Stage): boolean => stageRank(clearedStageOf(accountOf(parsed).evaluation.stageInputs).stage) < stageRank(stage);

/** Accounts at risk whose requirement is continuous: with steps, the buffer at a test does not say what lies before it. */
const atRisk = accountDocument({ rules: ['progressive'], betas: false, orders: false }).map((document) => {
  const account = accountOf(parsedAccount(document));
  const { stage } = stageOf(account.evaluation.stageInputs);
  return { document, account, stage, remedy: remedyOf(account.book, account.ledger, stage) };
}).filter((found): found is Found => found.remedy !== null);
type Found = Readonly<{ document: Document; account: Account; stage: Stage; remedy: Remedy }>;

function withAdded(document: Document, asset: string, added: Decimal): ParsedPortfolio {
  const at = document.collateral.findIndex((line) => line.asset === asset);
  return parsedAccount({ ...document, collateral: document.collateral.map((line, index) => (index === at ? { ...line, amount: new Decimal(line.amount).plus(added).toFixed() } : line)) });
}

function withReduced(document: Document, { symbol, positionSide: side, contracts }: Reduction): ParsedPortfolio {
  const held = document.instruments.find((instrument) => instrument.symbol === symbol);
  const mark = new Decimal(document.prices.mark[symbol] ?? NaN);
  let gain = new Decimal(0);
  const positions = document.positions.flatMap((position) => {
    if (position.symbol !== symbol || position.positionSide !== side) return [position];
    const sign = Math.sign(Number(position.contracts));
    gain = contracts.times(sign).times(held?.contractSize ?? NaN).times(mark.minus(position.entryPrice));
    const left = new Decimal(position.contracts).minus(contracts.times(sign));
    return left.isZero() ? [] : [{ ...position, contracts: left.toFixed() }];
  });
  const settle = held?.settle ?? '';
  const at = document.collateral.findIndex(({ asset }) => asset === settle);
  const paid = (line: Document['collateral'][number]) => ({ ...line, amount: new Decimal(line.amount).plus(gain).toFixed() });
  const collateral = at >= 0 ? document.collateral.map((line, index) => (index === at ? paid(line) : line)) : [...document.collateral, { asset: settle, amount: gain.toFixed(), weight: '1' }];
  return parsedAccount({ ...document, positions, collateral });
}

describe('top-up', () => {
  test('clears the stage in the valuation currency, and two cents and a millionth less do not', () => {
    fc.assert(fc.property(atRisk, ({ document, stage, remedy: { topUp } }) => {
      if (topUp === null) throw new Error('cash counts here');
      expect(clears(withAdded(document, 'USD', topUp), stage)).toBe(true);
      const less = topUp.times('0.999999').minus('0.02');
      if (less.gt(0)) expect(clears(withAdded(document, 'USD', less), stage)).toBe(false);
    }), { numRuns: 150 });
  });

  test('clears the stage in every collateral asset by its weight and its own risk, and a bit less does not', () => {
    fc.assert(fc.property(atRisk, ({ document, account, stage, remedy }) => {
      for (const { asset, amount } of remedy.topUpByAsset) {
        if (amount === null) continue;
        expect(clears(withAdded(document, asset, amount), stage), `${amount.toFixed()} ${asset}`).toBe(true);
        const price = account.ledger.prices().index.get(asset) ?? ONE;
        const less = amount.times('0.999999').minus(price.lt(100) ? '0.02' : '0.000002');
        if (less.gt(0)) expect(clears(withAdded(document, asset, less), stage), `${less.toFixed()} ${asset}`).toBe(false);
      }
    }), { numRuns: 150 });
  });
});

describe('reduction', () => {
  test('of one row at its mark clears the stage', () => {
    let seen = 0;
    fc.assert(fc.property(atRisk, ({ document, stage, remedy: { reduce } }) => {
      if (reduce === null) return;
      seen += 1;
      expect(clears(withReduced(document, reduce), stage), `${reduce.contracts.toFixed()} of ${reduce.symbol}`).toBe(true);
    }), { numRuns: 200 });
    expect(seen).toBeGreaterThan(20);
  });

  test('clears where cash in the settle currency counts for half of what P&L does', () => {
    let seen = 0;
    fc.assert(fc.property(atRisk, ({ document }) => {
      const thin = { ...document, collateral: document.collateral.map((line) => (line.asset === 'USD' ? { ...line, weight: '0.5' } : line)) };
      const account = accountOf(parsedAccount(thin));
      const { stage } = stageOf(account.evaluation.stageInputs);
      const reduce = remedyOf(account.book, account.ledger, stage)?.reduce ?? null;
      if (reduce === null) return;
      seen += 1;
      expect(clears(withReduced(thin, reduce), stage), `${reduce.contracts.toFixed()} of ${reduce.symbol}`).toBe(true);
    }), { numRuns: 300 });
    expect(seen).toBeGreaterThan(20);
  });

  test('is whole lots, and one lot less does not clear', () => {
    let seen = 0;
    fc.assert(fc.property(atRisk, ({ document }) => {
      const lots = { ...document, instruments: document.instruments.map((held) => ({ ...held, lotSize: '0.001' })), positions: document.positions.slice(0, 1).map((position) => ({ ...position, contracts: new Decimal(position.contracts).toFixed(3) })).filter(({ contracts }) => Number(contracts) !== 0) };
      const account = accountOf(parsedAccount(lots));
      const { stage } = stageOf(account.evaluation.stageInputs);
      const reduce = remedyOf(account.book, account.ledger, stage)?.reduce ?? null;
      const held = account.book.rows[0]?.position;
      if (reduce === null || held === undefined || reduce.contracts.eq(new Decimal(held.contracts).abs())) return;
      seen += 1;
      expect(reduce.contracts.mod('0.001').isZero()).toBe(true);
      expect(clears(withReduced(lots, reduce), stage)).toBe(true);
      const settlesInFull = account.book.rows[0]?.instrument.settle === 'USD';
      const less = reduce.contracts.minus('0.001');
      if (settlesInFull && less.gt(0)) expect(clears(withReduced(lots, { ...reduce, contracts: less }), stage)).toBe(false);
    }), { numRuns: 200 });
    expect(seen).toBeGreaterThan(20);
  });
});

describe('clearing price', () => {
  test('of the nearest underlying clears the stage when nothing else moves, and a thousandth short of the move does not', () => {
    let seen = 0;
    fc.assert(fc.property(atRisk, ({ document, account, stage, remedy: { clearingPrice } }) => {
      if (clearingPrice === null) return;
      seen += 1;
      const { asset, price } = clearingPrice;
      const reference = account.evaluation.underlyings.find((underlying) => underlying.asset === asset)?.reference ?? new Decimal(NaN);
      const at = (move: Decimal) => parsedAccount({ ...document, prices: movedPrices(document, asset, move) });
      const move = price.div(reference).minus(1);
      expect(clears(at(move), stage), `${asset} at ${price.toFixed()}`).toBe(true);
      const short = move.times('0.99').minus(move.isNegative() ? '-0.00001' : '0.00001');
      if (short.isNegative() === move.isNegative() && move.abs().gt('0.001')) expect(clears(at(short), stage), `${asset} just short of ${price.toFixed()}`).toBe(false);
    }), { numRuns: 200 });
    expect(seen).toBeGreaterThan(20);
  });
});

test('an account that is liquidated as it stands is told the price that brings it back', () => {
  const text = JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Beyond', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', collateral: [{ asset: 'USDT', amount: '1000' }],
    positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000' }], prices: { mark: { BTCUSDT: '49000' } },
  });
  const parsed = parsePortfolio(text, epochMs(Date.UTC(2026, 10, 24)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { book, ledger } = accountOf(parsed.value);
  // 1000 · 0.9999 + 0.1 (P − 60000) = 0.1 · P · 0.004 / 0.98, so P = 5000.1 / (0.1 − 0.0004 / 0.98)
  const exact = new Decimal('5000.1').div(new Decimal('0.1').minus(new Decimal('0.0004').div('0.98')));
  const clearing = remedyOf(book, ledger, 'liquidating')?.clearingPrice;
  expect(clearing?.asset).toBe('BTC');
  expect(clearing?.price.minus(exact).div(exact).toNumber()).toBeCloseTo(0, 5);
  expect(clearing?.price.gte(exact)).toBe(true);
});

test('nothing more is asked for once the clearing level is passed', () => {
  fc.assert(fc.property(atRisk, ({ document, stage, remedy: { topUp } }) => {
    if (topUp === null) throw new Error('cash counts here');
    const { book, ledger } = accountOf(withAdded(document, 'USD', topUp.plus(1)));
    expect(remedyOf(book, ledger, stage)).toBeNull();
  }), { numRuns: 50 });
});

describe('clearing price where the ratio decides', () => {
  const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.4', maintenanceAmount: '0', initialMarginRate: '0.5' }];
  const base = { schema: 'plimsoll.portfolio/1', name: 'Ratio', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross' };
  const perpetual = (settle: string): object => ({ symbol: 'ETH-PERP', kind: 'perpetual', settlement: 'linear', base: 'ETH', quote: settle, settle, contractSize: '1', tiers });
  const clearingOfWatch = (document: object): Readonly<{ asset: string; price: string }> | null => {
    const account = accountOf(parsedAccount(document));
    expect(stageOf(account.evaluation.stageInputs)).toEqual({ stage: 'watch', test: 'ratio' });
    const found = remedyOf(account.book, account.ledger, 'watch')?.clearingPrice ?? null;
    return found === null ? null : { asset: found.asset, price: found.price.toFixed() };
  };

  test('is the first price of the underlying with a ratio below the clearing level', () => {
    // 40 (1 + x) < 0.48 · (80 + 100 x) from x = 0.2 on
    const document = { ...base, collateral: [{ asset: 'USD', amount: '80' }], instruments: [perpetual('USD')], positions: [{ symbol: 'ETH-PERP', contracts: '50', entryPrice: '2' }], prices: { mark: { 'ETH-PERP': '2' } } };
    expect(clearingOfWatch(document)).toEqual({ asset: 'ETH', price: '2.40001' });
  });

  test('counts the P&L that is worth less when its settle currency falls', () => {
    // Equity 300 + (60 − 200)(1 + x), requirement 80 (1 + x): below 0.48 from x = −3.2 / 147.2 on
    const document = {
      ...base, collateral: [{ asset: 'USD', amount: '300' }, { asset: 'USDC', amount: '-200' }], instruments: [perpetual('USDC')],
      positions: [{ symbol: 'ETH-PERP', contracts: '100', entryPrice: '1.4' }], prices: { mark: { 'ETH-PERP': '2' }, index: { USDC: '1' } },
    };
    expect(clearingOfWatch(document)).toEqual({ asset: 'USDC', price: '0.97826' });
  });
});

function movedPrices(document: Document, asset: string, move: Decimal): Document['prices'] {
  const moved = (text: string): string => new Decimal(text).times(ONE.plus(move)).toDecimalPlaces(20).toFixed();
  const bases = new Map(document.instruments.map(({ symbol, base }) => [symbol, base]));
  return {
    mark: Object.fromEntries(Object.entries(document.prices.mark).map(([symbol, text]) => [symbol, bases.get(symbol) === asset ? moved(text) : text])),
    index: Object.fromEntries(Object.entries(document.prices.index).map(([name, text]) => [name, name === asset ? moved(text) : text])),
  };
}
