import { createContext, type ReactNode, use, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';

export type DialogProps = Readonly<{ title: string; children: ReactNode; onClose: () => void; /** As wide as its lines, or as the screen. */ size?: 'small' | 'wide' | 'full'; /** Its heading is heard only, and it closes by Escape or by a press beside it. */ bare?: boolean }>;

/** True round a dialog about an account that is only supposed: its title and its frame say so. */
export const HypotheticalContext = createContext(false);

/**
 * The browser's own modal dialog: focus stays inside, Escape closes it, focus returns to where it was.
 * A field marked `data-autofocus` is ready to type in; else the first button of the footer has the focus: it never
 * does harm.
 */
export function Dialog({ title, children, onClose, size = 'small', bare = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const isHypothetical = use(HypotheticalContext);
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
      className={`dialog ${size} ${isHypothetical ? 'hypothetical' : ''}`}
      aria-labelledby={heading}
      onPointerDown={(event) => {
        if (bare && event.target === event.currentTarget) onClose();
      }}
      onCancel={(event) => {
        // One that stands over this one closes by itself.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={bare ? 'hidden-text' : undefined}>
        <h2 id={heading}>{isHypothetical ? `What-if: ${title}` : title}</h2>
        {!bare && (
          <Button icon="close" iconOnly onClick={onClose} className="ghost">
            Close
          </Button>
        )}
      </header>
      {children}
    </dialog>
  );
}
