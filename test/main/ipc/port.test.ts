import { describe, expect, test } from 'vitest';
import type { Call } from '#shared/ipc/contract.ts';
import { calls } from '#shared/ipc/contract.ts';
import { ok } from '#shared/util/result.ts';
import { createPort, type Handlers } from '../../../src-main/ipc/port.ts';

const NO_STATE: ReturnType<Handlers['terminal/state']> = Promise.reject(new Error('not asked for'));
NO_STATE.catch(() => undefined);

function portWith() {
  const served: string[] = [];
  let changes = 0;
  const nothing = (channel: Call) => () => {
    served.push(channel);
    return ok(null);
  };
  const refused = { ok: false, error: { code: 'account/unknown', accountId: 'a', retryable: false } } as const;
  const handlers: Handlers = {
    'terminal/state': () => NO_STATE,
    'account/view': () => {
      served.push('account/view');
      return refused;
    },
    'account/compare': () => refused,
    'account/matrix': () => refused,
    'account/derivation': () => refused, 'account/stress': () => refused, 'account/risk': () => refused, 'account/simulatedRisk': () => refused, 'account/historicalRisk': () => refused, 'account/hedges': () => refused, 'strategies/group': () => refused, 'account/explain': () => refused, 'account/explainAnew': () => refused, 'account/design': () => refused, 'design/export': () => refused, 'account/odds': () => refused, 'account/scenarioMargin': () => refused, 'risk/progress': () => refused, 'risk/cancel': () => refused,
    'portfolio/import': () => refused, 'portfolio/venues': () => ok([]), 'portfolio/document': () => refused, 'portfolio/check': () => refused, 'portfolio/save': () => refused, 'portfolio/undo': () => refused,
    'snapshot/export': () => refused,
    'accounts/overview': () => refused, 'whatIf/open': () => refused, 'whatIf/change': () => refused, 'whatIf/refresh': () => refused, 'whatIf/close': nothing('whatIf/close'),
    'scenario/list': () => ok([]), 'scenario/save': () => ok([]), 'scenario/remove': () => ok([]), 'scenario/import': () => ok({ name: '', scenarios: [] }), 'terminal/diagnostics': () => ok([]),
    'episode/list': () => ok([]), 'episode/import': () => refused, 'episode/remove': () => refused,
    'preset/document': () => refused, 'preset/save': () => refused, 'preset/import': () => refused, 'preset/remove': () => refused,
    'network/setHosts': () => ok(null), 'screen/painted': () => ok(null), 'screen/kept': () => ok({}), 'screen/keep': () => ok(null), 'account/quote': ({ symbol }) => ok({ symbol, venue: null, items: [] }),
    'settings/set': ({ theme = 'system', privacy = false, priceBandPercent = 10, marketMethod = 'default' }) => ok({ theme, privacy, priceBandPercent, marketMethod }),
    'alert/snooze': () => refused, 'alert/snoozeAccount': () => refused, 'rule/list': () => ok([]), 'rule/save': () => ok([]), 'rule/remove': () => ok([]), 'rule/test': () => ok([]),
    'warnings/set': () => ok(null), 'webhook/set': () => ok(null), 'webhook/test': () => ok(null),
    'account/select': nothing('account/select'), 'account/remove': nothing('account/remove'), 'price/set': nothing('price/set'), 'price/release': nothing('price/release'), 'drill/start': nothing('drill/start'), 'drill/end': nothing('drill/end'), 'price/import': () => ok({ used: [], unused: [] }), 'price/importDays': () => refused, 'price/releaseAll': () => ok({ released: 0 }),
    'feed/setLive': nothing('feed/setLive'), 'feed/reconnect': nothing('feed/reconnect'), 'terminal/setOffline': nothing('terminal/setOffline'), 'alert/acknowledge': nothing('alert/acknowledge'),
  };
  const port = createPort(handlers, () => () => undefined, () => { changes += 1; });
  return { port, served, changes: () => changes };
}

describe('a call', () => {
  test.each<[Call, unknown, string]>([
    ['account/view', undefined, 'account/view: arguments: '],
    ['account/view', {}, 'account/view: arguments: '],
    ['account/view', [], 'account/view: '],
    ['account/view', [{ accountId: 3 }], 'account/view: 0.accountId: '],
    ['account/view', [{ accountId: 'a', more: 1 }], 'account/view: 0: '],
    ['account/view', [{ accountId: 'a' }, 1], 'account/view: '],
    ['price/set', [{ accountId: 'a', kind: 'last', key: 'x', value: '1' }], 'price/set: 0.kind: '],
    ['settings/set', [{ theme: 'purple' }], 'settings/set: 0.theme: '],
    ['alert/acknowledge', [{ alertId: -1 }], 'alert/acknowledge: 0.alertId: '],
    ['account/matrix', [{ accountId: 'a', shockPercent: 51, asker: 'test' }], 'account/matrix: 0.shockPercent: '],
    ['account/derivation', [{ accountId: 'a', figure: { of: 'account', figure: 'luck' } }], 'account/derivation: 0.figure.figure: '],
  ])('%s with %j is refused by an error that names the path, and is not served', async (channel, args, words) => {
    const { port, served } = portWith();
    await expect(port.call(channel, args)).rejects.toThrow(words);
    expect(served).toEqual([]);
  });

  test('of the contract is served with its arguments', async () => {
    const { port, served } = portWith();
    expect(await port.call('account/select', [{ accountId: 'a' }])).toEqual(ok(null));
    expect(served).toEqual(['account/select']);
  });

  test('tells of a change when it may have made one', async () => {
    const { port, changes } = portWith();
    await port.call('account/view', [{ accountId: 'a' }]);
    await port.call('snapshot/export', [{ accountId: 'a', format: 'json', redact: false }]);
    await port.call('account/compare', [{ accountId: 'a', chosen: null, asker: 'test' }]);
    await port.call('account/matrix', [{ accountId: 'a', shockPercent: -20, asker: 'test' }]);
    await port.call('account/derivation', [{ accountId: 'a', figure: { of: 'account', figure: 'equity' } }]);
    expect(changes()).toBe(0);
    await port.call('settings/set', [{ theme: 'dark' }]);
    await port.call('feed/reconnect', []);
    expect(changes()).toBe(2);
  });

  test('has a schema that takes a list of arguments, each', () => {
    for (const schema of Object.values(calls)) expect(schema.safeParse('no list').success).toBe(false);
  });
});
