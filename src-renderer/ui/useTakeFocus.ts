import { type RefObject, useEffect, useRef } from 'react';

/** What arrives after its dialog takes the focus from the button that closes it; from anything else that was chosen meanwhile it does not. */
export function useTakeFocus<E extends HTMLElement>(): RefObject<E | null> {
  const box = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement?.closest('dialog footer') instanceof HTMLElement) box.current?.querySelector<HTMLElement>('tbody [tabindex="0"], [role="treeitem"][tabindex="0"]')?.focus();
  }, []);
  return box;
}
