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
    const { terminal, raise } = scriptedTerminal();
    notifyAlerts(terminal, 'linux', () => undefined);
    raise(alert());
    raise(alert({ id: 2 }));
    expect([notifications.length, said.mock.calls.length]).toEqual([0, 1]);
    said.mockRestore();
  });

  test('says once that one failed, as an unsigned app’s do on macOS', () => {
    reset();
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { terminal, raise } = scriptedTerminal();
    notifyAlerts(terminal, 'darwin', () => undefined);
    raise(alert());
    raise(alert({ id: 2 }));
    for (const notification of notifications) notification.emit('failed', {}, 'Notifications are not allowed');
    expect(said.mock.calls).toEqual([['This system shows no notification (Notifications are not allowed); alerts stand in the window only.']]);
    said.mockRestore();
  });

  test('ends when told to', () => {
    reset();
    const { terminal, raise } = scriptedTerminal();
    notifyAlerts(terminal, 'linux', () => undefined)();
    raise(alert());
    expect(notifications).toEqual([]);
  });
});

describe('notificationOf', () => {
  test('is critical from danger on', () => {
    expect(STAGES.map((stage) => notificationOf(alert({ stage }), 'linux').urgency)).toEqual(['normal', 'normal', 'normal', 'critical', 'critical', 'critical']);
  });

  test('stays until it is dismissed on Windows, when it is critical', () => {
    expect(STAGES.map((stage) => notificationOf(alert({ stage }), 'win32').timeoutType)).toEqual([undefined, undefined, undefined, 'never', 'never', 'never']);
    expect(notificationOf(alert({ stage: 'critical' }), 'linux')).not.toHaveProperty('timeoutType');
  });

  test('says when it stands on stale prices', () => {
    expect(notificationOf(alert({ onStaleData: true }), 'linux').body).toBe('On stale prices. To step down, add 1,200 USDT.');
    expect(notificationOf(alert(), 'linux').body).toBe('To step down, add 1,200 USDT.');
  });
});
