import type { ReactNode } from 'react';
import { useId } from 'react';
import { Icon } from './Icon.tsx';
import { useArrangement } from './layout/arrangement.ts';

export type PanelProps = Readonly<{
  title: string;
  /** A panel with an id can be folded to its heading, which is kept under it. */
  id?: string;
  count?: number | string;
  /** A faint remark at the right of the heading. */
  note?: ReactNode;
  /** Buttons at the right of the heading. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}>;

export function Panel({ title, id, count, note, actions, className = '', children }: PanelProps) {
  const heading = useId();
  const { folded } = useArrangement();
  const isFolded = id !== undefined && folded.has(id);
  return (
    <section className={`panel ${className} ${isFolded ? 'folded' : ''}`} aria-labelledby={heading} tabIndex={-1} data-panel={id}>
      <div className="panel-head">
        <h2 id={heading}>{id === undefined ? title : <Fold id={id} title={title} isFolded={isFolded} />}</h2>
        {count !== undefined && <span className="count">{count}</span>}
        {note !== undefined && <span className="note">{note}</span>}
        {actions !== undefined && !isFolded && <span className="panel-actions">{actions}</span>}
      </div>
      {!isFolded && children}
    </section>
  );
}

/** The heading folds its panel away and brings it back. */
function Fold({ id, title, isFolded }: Readonly<{ id: string; title: string; isFolded: boolean }>) {
  const { fold } = useArrangement();
  return (
    <button type="button" className="fold-button" aria-expanded={!isFolded} title={isFolded ? `Show ${title}` : `Fold ${title} away`} onClick={() => fold(id)}>
      {title}
      <Icon name={isFolded ? 'caretRight' : 'caret'} size={10} />
    </button>
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
