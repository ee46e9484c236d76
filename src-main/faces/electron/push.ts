import type { WebContents } from 'electron';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import { PUSH_MESSAGE } from '#shared/ipc/desktop.ts';
import { isPageUrl } from './page.ts';

/**
 * Sends what the terminal pushes to the page that is there when it comes. A page that misses some sees a gap in their
 * numbers and asks for the state.
 *
 * @returns ends it
 */
export function pushTo(page: () => WebContents | null, { subscribe }: Pick<TerminalPort, 'subscribe'>): () => void {
  return subscribe((push) => {
    const contents = page();
    if (contents !== null && !contents.isDestroyed() && !contents.isCrashed() && isPageUrl(contents.getURL())) contents.send(PUSH_MESSAGE, push);
  });
}
