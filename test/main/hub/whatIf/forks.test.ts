import { describe, expect, test } from 'vitest';
import type { WhatIfChange } from '#shared/ipc/whatIf.ts';
import { Decimal, epochMs, toText } from '#shared/num/units.ts';
import { ACCOUNT_ID } from '../../../support/hostedAccount.ts';
import { after, figure, forked, GOLDEN, refusal } from './support.ts';

const TRADE = { kind: 'trade', row: null, symbol: 'SOL-PERP', contracts: '', price: '' } as const;

describe('a fork', () => {
  test('with nothing changed is the account as it was shown', () => {
    const { engine, view } = forked(GOLDEN);
    const live = engine.view(ACCOUNT_ID);
    expect({ ...view.account, accountId: ACCOUNT_ID, seq: live?.seq, asOf: live?.asOf }).toEqual(live);
    expect(view.figures.every(({ before, after: own, change }) => before.value === own.value && change === '0')).toBe(true);
    expect(view.stage.before).toEqual(view.stage.after);
  });

  test('has the figures of golden account 1 before, and those of the engine after every price fell by 20 %', () => {
    const view = after(forked(GOLDEN), [], { all: '-20' });
    expect(figure(view, 'buffer')).toMatchObject({ before: { value: '22300' }, after: { value: '6640' }, change: '-15660' });
    expect(figure(view, 'adjustedEquity')).toMatchObject({ before: { value: '24700' }, after: { value: '8560' } });
    expect(view.jointMove.before).toMatchObject({ status: 'move' });
    const sol = view.underlyings.find(({ id }) => id === 'SOL');
    expect(sol).toMatchObject({ price: { before: '150', after: '120' }, liquidation: { before: { status: 'price' }, after: { status: 'price' } } });
    expect(view.account.positions.map(({ mark: { state, underneath } }) => [state, underneath])).toEqual([['supposed', '60000'], ['supposed', '3000'], ['supposed', '150']]);
  });

  test('moves one asset by its own percentage in the place of the joint one, and keeps a stablecoin still', () => {
    const view = after(forked(GOLDEN), [], { all: '-20', assets: { SOL: '+10 %' } });
    expect(view.underlyings.map(({ id, price }) => [id, price.after])).toEqual(expect.arrayContaining([['BTC', '48000'], ['ETH', '2400'], ['SOL', '165'], ['USDX', '1']]));
  });

  test('is judged as liquidating when the move goes beyond the joint liquidation', () => {
    expect(after(forked(GOLDEN), [], { all: '-28' }).stage.after.stage).not.toBe('liquidating');
    expect(after(forked(GOLDEN), [], { all: '-29' }).stage.after.stage).toBe('liquidating');
  });

  test('closes a row at its mark with the figures that the account says it would have without it', () => {
    const fork = forked(GOLDEN);
    for (const { id, withoutThis } of fork.view.account.positions) {
      const view = after(fork, [{ kind: 'closePosition', row: id }]);
      // Golden account 1 settles in USD, which has no line: it is opened with the profit in it.
      expect({ adjusted: figure(view, 'adjustedEquity')?.after.value, maintenance: figure(view, 'maintenanceMargin')?.after.value }).toEqual({ adjusted: withoutThis?.adjustedEquity, maintenance: withoutThis?.maintenanceMargin });
      expect(view.positionLiquidations.find((own) => own.id === id)?.liquidation.after).toBeNull();
    }
  });

  test('adds to a position at the average entry, reduces it into cash, and turns it at the price of the trade', () => {
    const fork = forked(GOLDEN);
    const trade = (contracts: string, price: string) => after(fork, [{ ...TRADE, contracts, price }]);
    expect(trade('500', '140').positions.find(({ symbol }) => symbol === 'SOL-PERP')).toMatchObject({ standing: 'changed', contracts: { before: '500', after: '1000' }, entryPrice: '150' });
    const reduced = trade('-200', '');
    expect(reduced.positions.find(({ symbol }) => symbol === 'SOL-PERP')).toMatchObject({ contracts: { after: '300' }, entryPrice: '160' });
    expect(reduced.collateral.find(({ asset }) => asset === 'USD')).toMatchObject({ standing: 'added', amount: { before: null, after: '-2000' } });
    const turned = trade('-800', '155');
    expect(turned.positions.find(({ symbol }) => symbol === 'SOL-PERP')).toMatchObject({ contracts: { after: '-300' }, entryPrice: '155' });
    expect(turned.collateral.find(({ asset }) => asset === 'USD')?.amount.after).toBe('-2500');
    // A trade at the mark costs nothing by itself.
    expect(figure(trade('500', ''), 'equity')?.change).toBe('0');
    expect(figure(trade('-800', ''), 'equity')?.change).toBe('0');
  });

  test('takes money in and out, edits and removes collateral and orders', () => {
    const fork = forked(GOLDEN);
    expect(figure(after(fork, [{ kind: 'transfer', asset: 'USDX', amount: '5000' }]), 'buffer')?.change).toBe('5000');
    expect(figure(after(fork, [{ kind: 'transfer', asset: 'BTC', amount: '\u22120.1' }]), 'adjustedEquity')?.change).toBe('-5700');
    expect(figure(after(fork, [{ kind: 'editCollateral', row: 'BTC|', amount: '0.1', weight: '1' }]), 'adjustedEquity')?.change).toBe('300');
    expect(after(fork, [{ kind: 'removeCollateral', row: 'BTC|' }]).collateral.find(({ asset }) => asset === 'BTC')).toMatchObject({ standing: 'removed', amount: { before: '0.10', after: null } });
    const order = { kind: 'addOrder', symbol: 'BTC-PERP', contracts: '2', price: '59000', reduceOnly: false } as const;
    const ordered = after(fork, [order]);
    expect(ordered.orders).toMatchObject([{ id: 'BTC-PERP|+0', standing: 'added' }]);
    expect(figure(ordered, 'initialMargin')?.change).not.toBe('0');
    expect(after(fork, [order, { kind: 'removeOrder', row: 'BTC-PERP|+0' }]).orders).toEqual([]);
  });

  test('edits a row as it stands, and a change may build on another', () => {
    const edit = { kind: 'editPosition', row: 'SOL-PERP|both|cross', contracts: '300', entryPrice: '150', leverage: '10', isolatedMargin: '' } as const;
    const view = after(forked(GOLDEN), [edit, { ...TRADE, contracts: '-300' }]);
    expect(view.positions.at(-1)).toMatchObject({ symbol: 'SOL-PERP', standing: 'removed' });
    expect(figure(view, 'equity')?.after.value).toBe('30000');
  });

  test('stands on its own prices: what streams later changes the account and not the fork', () => {
    const fork = forked(GOLDEN);
    fork.engine.setManual(ACCOUNT_ID, 'mark:SOL-PERP', { value: toText(new Decimal(120)), at: epochMs(0) });
    expect(fork.engine.view(ACCOUNT_ID)?.totals.equity).toBe('10000');
    expect(after(fork, []).account.totals.equity).toBe('25000');
    const refreshed = fork.forks.refresh(fork.view.forkId, { changes: [], shock: { all: '-10', assets: {} } });
    expect(refreshed.ok && figure(refreshed.value, 'equity')?.before.value).toBe('10000');
    expect(refreshed.ok && refreshed.value.spec.shock.all).toBe('-10');
  });
});

describe('what cannot be made is refused by one sentence that names the field', () => {
  const cases: readonly (readonly [string, readonly WhatIfChange[], string, RegExp])[] = [
    ['contracts that are no number', [{ ...TRADE, contracts: '1e5', price: '' }], 'changes.0.contracts', /^Contracts is "1e5"; expected .+\.$/],
    ['no contracts', [{ ...TRADE, contracts: ' ', price: '' }], 'changes.0.contracts', /^Contracts is empty; expected .+\.$/],
    ['nothing traded', [{ ...TRADE, contracts: '0', price: '' }], 'changes.0.contracts', /^Contracts is "0"/],
    ['an unknown symbol', [{ ...TRADE, symbol: 'NONE', contracts: '1', price: '1' }], 'changes.0.symbol', /^Symbol is "NONE", which neither this account nor its venue knows/],
    ['a price below zero', [{ ...TRADE, contracts: '1', price: '-5' }], 'changes.0.price', /^Price is "-5"; expected a number above 0/],
    ['more out than is there', [{ kind: 'transfer', asset: 'USDX', amount: '-30000' }], 'changes.0.amount', /^Amount takes out 30000 USDX, and only 20000 is there/],
    ['a weight above one', [{ kind: 'editCollateral', row: 'BTC|', amount: '1', weight: '2' }], 'changes.0.weight', /^Weight is "2"/],
    ['a leverage of nothing', [{ kind: 'editPosition', row: 'SOL-PERP|both|cross', contracts: '1', entryPrice: '1', leverage: '0', isolatedMargin: '' }], 'changes.0.leverage', /^Leverage is "0"/],
    ['a margin of its own on a cross row', [{ kind: 'editPosition', row: 'SOL-PERP|both|cross', contracts: '1', entryPrice: '1', leverage: '', isolatedMargin: '5' }], 'changes.0.isolatedMargin', /^Isolated margin of SOL-PERP is 5 on a cross position/],
    ['a row that is gone', [{ kind: 'closePosition', row: 'SOL-PERP|both|cross' }, { kind: 'closePosition', row: 'SOL-PERP|both|cross' }], 'changes.1.row', /^There is no position SOL-PERP in this book any more\.$/],
    ['a price typed wrong', [{ kind: 'setPrice', priceKind: 'mark', key: 'SOL-PERP', value: 'x' }], 'changes.0.value', /^Price is "x"/],
  ];
  test.each(cases)('%s', (_name, changes, path, words) => {
    const [fault, ...more] = refusal(forked(GOLDEN).change({ changes }));
    expect(more).toEqual([]);
    expect(fault?.[0]).toBe(path);
    expect(fault?.[1]).toMatch(words);
  });

  test.each([['all', { all: '-100', assets: {} }, /^The move of all assets is "-100"; expected a percentage above -100/], ['assets.SOL', { all: '', assets: { SOL: 'half' } }, /^The move of SOL is "half"/]] as const)('a move: %s', (field, shock, words) => {
    const [fault] = refusal(forked(GOLDEN).change({ shock }));
    expect(fault?.[0]).toBe(`shock.${field}`);
    expect(fault?.[1]).toMatch(words);
  });

  test('a move that a beta makes a fall to nothing', () => {
    const [fault] = refusal(forked(JSON.stringify({ ...JSON.parse(GOLDEN), betas: { SOL: '2' } })).change({ shock: { all: '-60', assets: {} } }));
    expect(fault?.[1]).toMatch(/^The move of all assets takes SOL down by 120 %, by its beta/);
  });

  test('and a refusal leaves the fork as it was', () => {
    const fork = forked(GOLDEN);
    const before = after(fork, [{ kind: 'transfer', asset: 'USDX', amount: '5000' }]);
    expect(refusal(fork.change({ changes: [{ ...TRADE, contracts: 'x' }] }))).toHaveLength(1);
    expect(fork.forks.find(before.forkId)?.engine().evaluate().totals.equity.value?.toFixed()).toBe(before.account.totals.equity);
  });
});

test('a change that does not fit another book is left out with its reason, and the rest is made', () => {
  const reply = forked(GOLDEN).change({ changes: [{ kind: 'closePosition', row: 'DOGE|both|cross' }, { kind: 'transfer', asset: 'USDX', amount: '1' }] }, true);
  expect(reply).toMatchObject({ ok: true, value: { spec: { changes: [{ kind: 'transfer' }] }, skipped: [{ change: { kind: 'closePosition' }, reason: 'There is no position DOGE in this book any more.' }] } });
});

test('no more forks are held than there may be, and a closed one is gone', () => {
  const { forks, view } = forked(GOLDEN);
  const opened = Array.from({ length: 16 }, () => forks.open(ACCOUNT_ID)).flatMap((reply) => (reply.ok ? [reply.value.forkId] : []));
  expect(forks.find(view.forkId)).toBeNull();
  expect(opened.every((id) => forks.find(id) !== null)).toBe(true);
  forks.close(opened[0] ?? '');
  expect(forks.find(opened[0] ?? '')).toBeNull();
  expect(forks.change(opened[0] ?? '', { changes: [], shock: { all: '', assets: {} } }, false)).toMatchObject({ ok: false, error: { code: 'account/unknown' } });
});
