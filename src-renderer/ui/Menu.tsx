import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type MenuItem = Readonly<{
  id: string;
  label: ReactNode;
  /** For radio items: the chosen one. */
  checked?: boolean;
  separated?: boolean;
  onSelect: () => void;
}>;

export type MenuProps = Readonly<{
  /** What stands in the button. */
  trigger: ReactNode;
  label: string;
  items: readonly MenuItem[];
  className?: string;
  align?: 'start' | 'end';
  title?: string;
}>;

/** A menu button as the desktop knows it: arrows, Home, End, first letters, Enter, Escape. */
export function Menu({ trigger, label, items, className = '', align = 'start', title }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    focusItem(root.current, (all) => all.find((item) => item.getAttribute('aria-checked') === 'true') ?? all[0]);
    const outside = (event: Event): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className={`menu ${className}`} ref={root}>
      <button
        ref={button}
        type="button"
        className="menu-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={title}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {trigger}
      </button>
      {open && (
        <div className={`menu-list ${align}`} role="menu" id={id} aria-label={label} tabIndex={-1} onKeyDown={(event) => moveByKey(event, root.current, close)}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              className={`menu-item ${item.separated === true ? 'separated' : ''}`}
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

type Pick = (all: readonly HTMLElement[]) => HTMLElement | undefined;

function focusItem(root: HTMLElement | null, pick: Pick): void {
  if (root !== null) pick([...root.querySelectorAll<HTMLElement>('.menu-item')])?.focus();
}

function moveByKey(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !focused.classList.contains('menu-item')) return;
  if (event.key === 'Escape') return stop(event, close);
  if (event.key === 'Tab') return close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) return stop(event, () => focusItem(root, (all) => all.at((all.indexOf(focused) + step) % all.length)));
  if (event.key === 'Home') return stop(event, () => focusItem(root, (all) => all[0]));
  if (event.key === 'End') return stop(event, () => focusItem(root, (all) => all.at(-1)));
  if (event.key.length === 1 && event.key !== ' ') focusItem(root, (all) => byLetter(all, focused, event.key.toLowerCase()));
  return undefined;
}

function byLetter(all: readonly HTMLElement[], from: HTMLElement, letter: string): HTMLElement | undefined {
  const start = all.indexOf(from) + 1;
  return [...all.slice(start), ...all.slice(0, start)].find((item) => item.textContent.trim().toLowerCase().startsWith(letter));
}

function stop(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  act();
}
