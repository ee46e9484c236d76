import type { ReactNode } from 'react';

/** One headline figure: a faint name, the figure, and what stands small beside it. */
export function Fig({ label, state, children, aside, big = false, className = '' }: Readonly<{ label: string; state?: string; children: ReactNode; aside?: ReactNode; big?: boolean; className?: string }>) {
  return (
    <div className={`fig ${className}`}>
      <dt>
        {label}
        {state !== undefined && state !== '' && <span className="fig-state"> {state}</span>}
      </dt>
      <dd className={big ? 'big' : undefined}>
        {children}
        {aside !== undefined && <small>{aside}</small>}
      </dd>
    </div>
  );
}
