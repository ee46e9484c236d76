import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';

export type DialogProps = Readonly<{ title: string; children: ReactNode; onClose: () => void; /** As wide as its lines, or as the screen. */ size?: 'small' | 'wide' | 'full' }>;

/**
 * The browser's own modal dialog: focus stays inside, Escape closes it, focus returns to where it was.
 * A field marked `data-autofocus` is ready to type in; else the first button of the footer has the focus: it never
 * does harm.
 */
export function Dialog({ title, children, onClose, size = 'small' }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector<HTMLElement>('footer button'))?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={`dialog ${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <Button icon="close" iconOnly onClick={onClose} className="ghost">
          Close
        </Button>
      </header>
      {children}
    </dialog>
  );
}
