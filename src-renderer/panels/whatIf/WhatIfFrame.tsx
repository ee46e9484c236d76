import { useEffect } from 'react';
import { useLive, useWhatIf } from '../../state/screen.ts';

/** The frame round the whole window while what is on it is not live, and Escape, which always leads back. */
export function WhatIfFrame() {
  const [{ view }, whatIf] = useWhatIf();
  const isOn = view !== null;
  const liveId = useLive((account) => account.accountId);
  // Another account was chosen: its what-if would be another one. The changes can be taken up again.
  const isOfAnother = view !== null && liveId !== null && liveId !== view.accountId;
  useEffect(() => {
    if (isOfAnother) whatIf.leave();
  }, [isOfAnother, whatIf]);
  useEffect(() => {
    if (!isOn) return undefined;
    const { dataset } = document.documentElement;
    dataset['whatIf'] = 'on';
    // The button that was pressed is gone: what it led to has the focus, and says what it is.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.what-if-strip')?.focus();
    const press = (event: KeyboardEvent): void => {
      // A dialog, a menu or a form closes first.
      const isElsewhere = document.querySelector('dialog[open], [role="menu"]') !== null || (event.target instanceof Element && event.target.closest('.change-form') !== null);
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere) return;
      event.preventDefault();
      whatIf.leave();
    };
    document.addEventListener('keydown', press);
    return () => {
      delete dataset['whatIf'];
      document.removeEventListener('keydown', press);
    };
  }, [isOn, whatIf]);
  return isOn ? <div className="what-if-frame" aria-hidden="true" data-testid="what-if-frame" /> : null;
}
