import { useId } from 'react';
import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import { ROLL_DAYS } from '#shared/ipc/limits.ts';
import { displayText } from '../../../ui/text.ts';
import { PresetActions } from './presets/PresetActions.tsx';
import { PresetFacts } from './presets/PresetFacts.tsx';
import './presets.css';

/** Which model is asked, what it rests on, and those of the user's own. */
export function Presets({ view: { presets, chosen }, days, onChoose, onRoll }: Readonly<{ view: ScenarioMarginView; days: number; onChoose: (id: string | null) => void; onRoll: (days: number) => void }>) {
  const id = useId();
  const preset = presets.find((other) => other.id === chosen);
  const [shipped, mine] = [presets.filter(({ own }) => own === null), presets.filter(({ own }) => own !== null)];
  return (
    <div className="pm-choice">
      <div className="pm-presets">
        <label htmlFor={id}>Model</label>
        <select className="line-field" id={id} value={chosen} onChange={(event) => onChoose(event.target.value)} data-autofocus data-testid="pm-preset">
          {shipped.map((other) => <option key={other.id} value={other.id}>{displayText(other.name, 80)}</option>)}
          {mine.length > 0 && <optgroup label="Your own">{mine.map((other) => <option key={other.id} value={other.id}>{displayText(other.name, 80)}</option>)}</optgroup>}
        </select>
        <label htmlFor={`${id}-days`} title="At the prices of now: options are priced then, and what ends before is settled at the index of now">Days on</label>
        <input className="line-field" id={`${id}-days`} type="number" min={ROLL_DAYS.least} max={ROLL_DAYS.most} value={days} onChange={({ target: { value } }) => onRoll(Math.min(ROLL_DAYS.most, Math.max(ROLL_DAYS.least, Math.round(Number(value) || 0))))} data-testid="pm-days" />
        {preset !== undefined && <PresetActions preset={preset} onChosen={onChoose} />}
      </div>
      {preset !== undefined && <PresetFacts key={preset.id} preset={preset} />}
    </div>
  );
}
