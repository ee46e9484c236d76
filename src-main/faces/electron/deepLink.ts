import { app } from 'electron';
import { calls } from '#shared/ipc/contract.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';

export const LINK_SCHEME = 'plimsoll';

/**
 * The account that a link names: `plimsoll://account/ID`, and nothing else. A link only ever opens a screen.
 *
 * @returns null when it is any other text
 */
export function accountIn(link: string): string | null {
  const found = /^plimsoll:\/\/account\/([^/?#\s]{1,300})\/?$/i.exec(link)?.[1];
  if (found === undefined) return null;
  try {
    const accountId = decodeURIComponent(found);
    const parsed = calls['account/select'].safeParse([{ accountId }]);
    return parsed.success && !isWhatIf(accountId) && !/\p{Cc}/u.test(accountId) ? accountId : null;
  } catch {
    return null;
  }
}

/** The first link among the arguments that the app was started with; the others are not obeyed. */
const linkAmong = (args: readonly string[]): string | null => args.find((arg) => accountIn(arg) !== null) ?? null;

/** Links that the system hands over, from the first on. */
export type Links = Readonly<{ /** Tells of those that wait, then of every other. */ open: (show: (accountId: string) => void) => void }>;

/**
 * Listens for links. Call before the app is ready: on macOS the first one comes then.
 *
 * @param first of the account that the app was started for
 */
export function followLinks(first: string | null): Links {
  let waiting = first;
  let show = (accountId: string): void => {
    waiting = accountId;
  };
  const take = (link: string | null): void => {
    const accountId = link === null ? null : accountIn(link);
    if (accountId !== null) show(accountId);
  };
  app.on('open-url', (event, link) => {
    event.preventDefault();
    take(link);
  });
  app.on('second-instance', (_event, args) => take(linkAmong(args)));
  return {
    open: (next) => {
      show = next;
      if (waiting !== null) next(waiting);
    },
  };
}
