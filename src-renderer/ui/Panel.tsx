import type { ReactNode } from 'react';
import { useId } from 'react';

export type PanelProps = Readonly<{
  title: string;
  count?: number | string;
  /** A faint remark at the right of the heading. */
  note?: ReactNode;
  /** Buttons at the right of the heading. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}>;

export function Panel({ title, count, note, actions, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={heading} tabIndex={-1}>
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        {count !== undefined && <span className="count">{count}</span>}
        {note !== undefined && <span className="note">{note}</span>}
        {actions !== undefined && <span className="panel-actions">{actions}</span>}
      </div>
      {children}
    </section>
  );
}

/** What will be here, and one next step. */
export function Empty({ children, action }: Readonly<{ children: ReactNode; action?: ReactNode }>) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
