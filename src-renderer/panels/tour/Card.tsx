import { type CSSProperties, type ReactNode, type RefObject, useEffect } from 'react';
import './tour.css';

type CardProps = Readonly<{ label: string; children: ReactNode; ref: RefObject<HTMLElement | null>; /** It takes the focus when this changes. */ focusKey: number; className: string; style?: CSSProperties; testId: string; onLeave: () => void }>;

/** Something said over the screen that stops nothing behind it. Escape leaves it; the focus goes back to where it was. */
export function Card({ label, children, ref, focusKey, className, style, testId, onLeave }: CardProps) {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    ref.current?.focus();
  }, [ref, focusKey]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], [role="menu"]') !== null) return;
      event.preventDefault();
      onLeave();
    };
    // Before what lies below it: one press leaves one layer.
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [onLeave]);
  return (
    <section ref={ref} className={`card ${className}`} role="dialog" aria-modal="false" aria-label={label} tabIndex={-1} style={style} data-testid={testId}>
      {children}
    </section>
  );
}
