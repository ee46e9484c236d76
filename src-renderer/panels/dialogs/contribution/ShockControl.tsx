import { useId } from 'react';
import { SHOCK_PERCENT } from '#shared/ipc/limits.ts';

type ShockControlProps = Readonly<{ percent: number; onChange: (percent: number) => void }>;

const { least, most } = SHOCK_PERCENT;

/** A move of all assets together, in whole percent. */
export function ShockControl({ percent, onChange }: ShockControlProps) {
  const id = useId();
  const set = (text: string): void => {
    const next = Math.round(Number(text));
    if (text.trim() !== '' && Number.isFinite(next)) onChange(Math.max(least, Math.min(most, next)));
  };
  return (
    <div className="shock" role="group" aria-label="Joint move">
      <label htmlFor={id} title="Every asset moves by this, times its beta; stable coins stay where they are">
        All assets move by
      </label>
      <input type="range" data-autofocus data-testid="shock" aria-label="All assets move by, percent" min={least} max={most} step={1} value={percent} onChange={(event) => set(event.target.value)} />
      <input id={id} type="number" className="shock-number" min={least} max={most} step={1} value={percent} onChange={(event) => set(event.target.value)} />
      <span aria-hidden="true">%</span>
    </div>
  );
}
