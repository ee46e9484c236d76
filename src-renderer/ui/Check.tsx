import type { ReactNode } from 'react';

/** On or off. */
export function Check({ on, onChange, children }: Readonly<{ on: boolean; onChange: (on: boolean) => void; children: ReactNode }>) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={() => onChange(!on)} />
      <span>{children}</span>
    </label>
  );
}
