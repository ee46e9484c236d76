import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountIn } from '../../../../src-main/faces/electron/deepLink.ts';
import { app, becomeReady } from '../../../support/fakeElectron.ts';
import { eventually } from '../../../support/eventually.ts';
import { launch, opened, timesOf } from './support/desktop.ts';

describe('a link', () => {
  test.each([
    ['plimsoll://account/main', 'main'], ['PLIMSOLL://account/main/', 'main'], ['plimsoll://account/My%20account', 'My account'],
    ['plimsoll://account/', null], ['plimsoll://account/a/b', null], ['plimsoll://account/a?live=1', null], ['plimsoll://account/a#x', null], ['plimsoll://price/set', null],
    ['plimsoll://account/%E0%A4%A', null], ['plimsoll://account/a%00b', null], ['https://account/main', null], [' plimsoll://account/main', null], ['', null],
  ])('%j names %j', (link, accountId) => {
    expect(accountIn(link)).toBe(accountId);
  });

  test('names the account that it was made for, and whatever else it holds names none or one', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 40 }), (text) => {
      const found = accountIn(`plimsoll://account/${encodeURIComponent(text.toWellFormed())}`);
      if (found !== null) expect(found).toBe(text.toWellFormed());
    }));
  });

  const chosen = (asked: readonly Readonly<{ channel: string; args: unknown }>[]): readonly unknown[] => asked.filter(({ channel }) => channel !== 'terminal/state').map(({ channel, args }) => [channel, args]);

  test('only ever shows the window on its account: at the start, while the app runs, and from a second launch', async () => {
    const { asked } = await opened({ args: ['plimsoll://account/first'] });
    app.emit('open-url', { preventDefault: () => undefined }, 'plimsoll://account/second');
    app.emit('second-instance', {}, ['/opt/plimsoll', '--demo', 'plimsoll://account/third'], '/', null);
    app.emit('open-url', { preventDefault: () => undefined }, 'plimsoll://order/buy');
    expect(chosen(asked)).toEqual(['first', 'second', 'third'].map((accountId) => ['account/select', [{ accountId }]]));
  });

  test('that comes before the app is ready waits for it', async () => {
    const desktop = launch();
    app.emit('open-url', { preventDefault: () => undefined }, 'plimsoll://account/early');
    expect(chosen(desktop.asked)).toEqual([]);
    becomeReady();
    await eventually('the account is chosen', () => chosen(desktop.asked).length === 1);
    expect(timesOf('new BrowserWindow')).toBe(1);
  });

  test('is the system’s only for an installed app', () => {
    launch({ packaged: false });
    expect(timesOf('app.setAsDefaultProtocolClient')).toBe(0);
    launch({ packaged: true });
    expect(timesOf('app.setAsDefaultProtocolClient')).toBe(1);
  });
});
