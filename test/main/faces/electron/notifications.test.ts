import { describe, expect, test, vi } from 'vitest';
import { STAGES } from '#shared/domain/stage.ts';
import { notificationOf, notifyAlerts } from '../../../../src-main/faces/electron/notifications.ts';
import { notifications, reset } from '../../../support/fakeElectron.ts';
import { alert, opened, scriptedTerminal, timesOf } from './support/desktop.ts';

describe('notifyAlerts', () => {
  test('shows exactly one for each raise, in the words of the alert', async () => {
    const { raise } = await opened();
    raise(alert());
    raise(alert({ id: 2, stage: 'critical', title: 'Critical: margin ratio 86 %' }));
    expect(notifications.map(({ options }) => options['title'])).toEqual(['Main: Danger: margin ratio 71.2 %', 'Main: Critical: margin ratio 86 %']);
    expect(timesOf('notification.show')).toBe(2);
  });

  test('fires with no window open', async () => {
    const { window, raise } = await opened();
    window.close();
    raise(alert());
    expect(timesOf('notification.show')).toBe(1);
  });

  test('says once that the system shows none, and goes on', () => {
    reset({ notificationsSupported: false });
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { terminal, raise, lived } = scriptedTerminal();
    notifyAlerts(terminal, 'linux', () => false, () => undefined);
    raise(alert());
    raise(alert({ id: 2 }));
    expect([notifications.length, said.mock.calls.length]).toEqual([0, 1]);
    expect(lived.notificationFaults).toEqual(['not supported', 'not supported']);
    said.mockRestore();
  });

  test('says once that one failed, as an unsigned app’s do on macOS', () => {
    reset();
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { terminal, raise } = scriptedTerminal();
    notifyAlerts(terminal, 'darwin', () => false, () => undefined);
    raise(alert());
    raise(alert({ id: 2 }));
    for (const notification of notifications) notification.emit('failed', {}, 'Notifications are not allowed');
    expect(said.mock.calls).toEqual([['This system shows no notification (Notifications are not allowed); alerts stand in the window only.']]);
    said.mockRestore();
  });

  test('fault 45: tells the terminal that one failed, and that a later one was shown', () => {
    reset();
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { terminal, raise, lived } = scriptedTerminal();
    notifyAlerts(terminal, 'darwin', () => false, () => undefined);
    raise(alert());
    notifications[0]?.emit('failed', {}, 'Notifications are not allowed');
    raise(alert({ id: 2 }));
    notifications[1]?.emit('show');
    expect(lived.notificationFaults).toEqual(['Notifications are not allowed', null]);
    said.mockRestore();
  });

  test('on macOS has buttons that acknowledge the alert and put it off; elsewhere a click shows it', () => {
    reset();
    const { terminal, raise, asked } = scriptedTerminal();
    notifyAlerts(terminal, 'darwin', () => false, () => undefined);
    raise(alert({ id: 9 }));
    expect(notifications[0]?.options['actions']).toEqual([{ type: 'button', text: 'Acknowledge' }, { type: 'button', text: 'Snooze 15 min' }]);
    for (const at of [0, 1, 7]) notifications[0]?.emit('action', {}, at);
    expect(asked.map(({ channel, args }) => [channel, args])).toEqual([['alert/acknowledge', [{ alertId: 9 }]], ['alert/snooze', [{ alertId: 9, minutes: 15 }]]]);
    expect(notificationOf(alert(), 'linux', false)).not.toHaveProperty('actions');
  });

  test('ends when told to', () => {
    reset();
    const { terminal, raise } = scriptedTerminal();
    notifyAlerts(terminal, 'linux', () => false, () => undefined)();
    raise(alert());
    expect(notifications).toEqual([]);
  });
});

describe('notificationOf', () => {
  test('is critical from danger on', () => {
    expect(STAGES.map((stage) => notificationOf(alert({ stage }), 'linux', false).urgency)).toEqual(['normal', 'normal', 'normal', 'critical', 'critical', 'critical']);
  });

  test('stays until it is dismissed on Windows, when it is critical', () => {
    expect(STAGES.map((stage) => notificationOf(alert({ stage }), 'win32', false).timeoutType)).toEqual([undefined, undefined, undefined, 'never', 'never', 'never']);
    expect(notificationOf(alert({ stage: 'critical' }), 'linux', false)).not.toHaveProperty('timeoutType');
  });

  test('Q3: has no amount in it while privacy is on', async () => {
    expect(notificationOf(alert({ title: 'Danger: margin ratio 71.2 %' }), 'linux', true)).toMatchObject({ title: 'Main: Danger: margin ratio 71.2 %', body: 'To step down, add ••••• USDT.' });
    const { state, raise } = await opened();
    state({ settings: { theme: 'dark', privacy: true } as never });
    raise(alert());
    expect(notifications.at(-1)?.options['body']).toBe('To step down, add ••••• USDT.');
  });

  test('says when it stands on stale prices', () => {
    expect(notificationOf(alert({ onStaleData: true }), 'linux', false).body).toBe('On stale prices. To step down, add 1,200 USDT.');
    expect(notificationOf(alert(), 'linux', false).body).toBe('To step down, add 1,200 USDT.');
  });
});
