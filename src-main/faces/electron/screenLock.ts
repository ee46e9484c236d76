import { powerMonitor } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';

/**
 * While the screen is locked amounts are hidden wherever they may be seen, notifications on the lock screen among them.
 * Who hid them before finds them hidden after.
 *
 * @param isPrivate whether they are hidden at that moment
 */
export function hideWhileLocked({ call }: Pick<TerminalPort, 'call'>, isPrivate: () => boolean): void {
  let hidByLock = false;
  const set = (privacy: boolean): void => {
    call('settings/set', [{ privacy }]).catch((error: unknown) => console.error(`Amounts could not be ${privacy ? 'hidden' : 'shown'}: ${String(error)}`));
  };
  powerMonitor.on('lock-screen', () => {
    if (isPrivate()) return;
    hidByLock = true;
    set(true);
  });
  powerMonitor.on('unlock-screen', () => {
    if (hidByLock) set(false);
    hidByLock = false;
  });
}
