import { Notification, type NotificationConstructorOptions } from 'electron';
import { stageRank } from '#shared/domain/stage.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import { SNOOZE } from '#shared/ipc/warnings.ts';
import { maskFigures } from '#shared/util/hiddenFigures.ts';
import type { Terminal } from '../../terminal.ts';

/** More than a person looks back through. */
const HELD = 100;

/**
 * One notification for each alert that is told, whether or not a window is open. Where the system cannot show one the
 * alert stands across the window, which is told why, and that is said once.
 *
 * @param isPrivate whether amounts are hidden at that moment
 * @param onClick brings the window to the alert's account
 */
export function notifyAlerts({ onRaise, cannotNotify, call }: Pick<Terminal, 'onRaise' | 'cannotNotify' | 'call'>, platform: NodeJS.Platform, isPrivate: () => boolean, onClick: (alert: AlertView) => void): () => void {
  // A notification that nobody holds is collected, and a later click on it in the system's list is lost.
  const shown: Notification[] = [];
  let told = false;
  const cannotShow = (why: string): void => {
    if (!told) console.error(`This system shows no notification (${why}); alerts stand in the window only.`);
    told = true;
    cannotNotify(why);
  };
  return onRaise((alert) => {
    if (!Notification.isSupported()) {
      cannotShow('not supported');
      return;
    }
    const notification = new Notification(notificationOf(alert, platform, isPrivate()));
    shown.push(notification);
    if (shown.length > HELD) shown.shift();
    notification.on('click', () => onClick(alert));
    notification.on('action', (_event, at) => {
      const act = ACTS[at]?.act(call, alert.id);
      act?.catch((error: unknown) => console.error(`Nothing was done from the notification: ${String(error)}`));
    });
    notification.on('show', () => cannotNotify(null));
    notification.on('failed', (_event, error) => cannotShow(error));
    notification.show();
  });
}

/** What can be done from a notification, in the order of its buttons. Elsewhere than on macOS a click on it shows the alert, and both are there. */
const ACTS: readonly Readonly<{ text: string; act: (call: Terminal['call'], alertId: number) => Promise<unknown> }>[] = [
  { text: 'Acknowledge', act: (call, alertId) => call('alert/acknowledge', [{ alertId }]) },
  { text: `Snooze ${SNOOZE.mostUrgent} min`, act: (call, alertId) => call('alert/snooze', [{ alertId, minutes: SNOOZE.mostUrgent }]) },
];

/** @param masked without amounts: it may be seen on a locked screen */
export function notificationOf(alert: AlertView, platform: NodeJS.Platform, masked: boolean): NotificationConstructorOptions {
  const said = masked ? maskFigures : (text: string): string => text;
  const urgent = stageRank(alert.stage) >= stageRank('danger');
  return {
    title: said(`${alert.accountName}: ${alert.title}`),
    body: said(alert.onStaleData ? `On stale prices. ${alert.action}` : alert.action),
    urgency: urgent ? 'critical' : 'normal',
    // Elsewhere urgency alone keeps it on screen.
    ...(platform === 'darwin' ? { actions: ACTS.map(({ text }) => ({ type: 'button' as const, text })) } : {}),
    ...(platform === 'win32' && urgent ? { timeoutType: 'never' as const } : {}),
  };
}
