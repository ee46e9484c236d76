import { useId } from 'react';
import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import { displayText } from '../../../ui/text.ts';

/** Which model is asked, where its figures are from, and which of them are unsure. */
export function Presets({ view: { presets, chosen }, onChoose }: Readonly<{ view: ScenarioMarginView; onChoose: (id: string) => void }>) {
  const id = useId();
  const own = presets.find((preset) => preset.id === chosen);
  return (
    <div className="pm-presets">
      <label htmlFor={id}>Model</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.target.value)} data-autofocus data-testid="pm-preset">
        {presets.map((preset) => <option key={preset.id} value={preset.id}>{displayText(preset.name, 80)}</option>)}
      </select>
      {own !== undefined && (
        <span className="faint">
          {displayText(own.source, 160)}, {own.validFrom}, {own.confidence}
          {own.unsure.length > 0 && <span className="pm-unsure" title={displayText(own.unsure.map(({ field, why }) => `${field}: ${why}`).join('\n'), 2000)}> · {own.unsure.length} unsure</span>}
        </span>
      )}
    </div>
  );
}
