import { useId } from 'react';
import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import { ROLL_DAYS } from '#shared/ipc/limits.ts';
import { displayText } from '../../../ui/text.ts';

/** Which model is asked, where its figures are from, and which of them are unsure. */
export function Presets({ view: { presets, chosen }, days, onChoose, onRoll }: Readonly<{ view: ScenarioMarginView; days: number; onChoose: (id: string) => void; onRoll: (days: number) => void }>) {
  const id = useId();
  const own = presets.find((preset) => preset.id === chosen);
  return (
    <div className="pm-presets">
      <label htmlFor={id}>Model</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.target.value)} data-autofocus data-testid="pm-preset">
        {presets.map((preset) => <option key={preset.id} value={preset.id}>{displayText(preset.name, 80)}</option>)}
      </select>
      <label htmlFor={`${id}-days`} title="At the prices of now: options are priced then, and what ends before is settled at the index of now">Days on</label>
      <input id={`${id}-days`} type="number" min={ROLL_DAYS.least} max={ROLL_DAYS.most} value={days} onChange={({ target: { value } }) => onRoll(Math.min(ROLL_DAYS.most, Math.max(ROLL_DAYS.least, Math.round(Number(value) || 0))))} data-testid="pm-days" />
      {own !== undefined && (
        <span className="faint">
          {displayText(own.source, 160)}, {own.validFrom}, {own.confidence}
          {own.unsure.length > 0 && <span className="pm-unsure" title={displayText(own.unsure.map(({ field, why }) => `${field}: ${why}`).join('\n'), 2000)}> · {own.unsure.length} unsure</span>}
        </span>
      )}
    </div>
  );
}
