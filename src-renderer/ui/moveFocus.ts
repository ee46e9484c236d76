import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

/** Moves the focus among the row buttons of a table: arrows or J and K by one, Home and End to the first and last. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const buttons = rowButtons(event.currentTarget.closest('tbody, [role="tree"]'));
  const at = buttons.indexOf(event.currentTarget);
  const step = STEPS[event.key];
  const next = step === undefined ? { Home: buttons[0], End: buttons.at(-1) }[event.key] : buttons[Math.max(0, Math.min(buttons.length - 1, at + step))];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/** The row buttons under an element, in reading order. */
const rowButtons = (root: Element | null): readonly HTMLElement[] => (root === null ? [] : [...root.querySelectorAll<HTMLElement>('.row-button')]);
