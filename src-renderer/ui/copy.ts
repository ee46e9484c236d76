import type { ClipboardEvent } from 'react';
import { maskFigures } from '#shared/util/hiddenFigures.ts';
import { presentation } from './presentation.ts';

/** Figures of a what-if say so wherever they are pasted: the root of the page is marked while one is shown. */
const marked = (text: string): string => (document.documentElement.dataset['whatIf'] === undefined ? text : `What-if, not the live account\n${text}`);

/** What is hidden on the screen is hidden in what leaves it. */
const copied = (text: string): string => marked(presentation().masked ? maskFigures(text) : text);

/** Puts a text where a copy would put the selection; a selection of the user's own is left alone. */
export function copyOf(text: () => string, onCopied: () => void): (event: ClipboardEvent) => void {
  return (event) => {
    if (document.getSelection()?.isCollapsed === false) return;
    event.clipboardData.setData('text/plain', copied(text()));
    event.preventDefault();
    onCopied();
  };
}

/** Copies a text at the press of a button: by the copy event, which asks for no permission in any window. */
export function copyText(text: string): void {
  const put = (event: globalThis.ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', copied(text));
    event.preventDefault();
  };
  document.addEventListener('copy', put, { once: true, capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
}
