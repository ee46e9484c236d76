import type { Settings } from '#shared/ipc/settings.ts';
import { type Density, useDensity } from '../../../state/density.ts';
import { useLayout } from '../../../state/layout.ts';
import { CONTRAST, LOCALE, localeTag, type LookChoice, PALETTE, useLook } from '../../../state/look.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { useRun } from '../../../state/openDocument.ts';
import { Button } from '../../../ui/Button.tsx';
import { openText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { momentText } from '../../../ui/time.ts';
import { useNow } from '../../../ui/clock.ts';
import { Choice } from '../Choice.tsx';

const THEMES: readonly Readonly<{ id: Settings['theme']; label: string }>[] = [{ id: 'system', label: 'As the system' }, { id: 'light', label: 'Light' }, { id: 'dark', label: 'Dark' }];

export function Theme() {
  const theme = useTerminal((terminal) => terminal.settings.theme) ?? 'system';
  const commands = useCommands();
  const run = useRun();
  const choose = (id: string): void => {
    const next = THEMES.find((option) => option.id === id);
    if (next !== undefined) run('Theme', commands.setTheme(next.id));
  };
  return <Choice label="Theme" options={THEMES} chosen={theme} onChoose={choose} />;
}

function Look({ label, choice }: Readonly<{ label: string; choice: LookChoice }>) {
  const [chosen, choose] = useLook(choice);
  return <Choice label={label} options={choice.options} chosen={chosen} onChoose={choose} />;
}

export const Contrast = () => <Look label="Contrast" choice={CONTRAST} />;

/** Each in its own colours, with the signs that stand beside them. */
export function Palette() {
  const [chosen, choose] = useLook(PALETTE);
  const swatch = (id: string) => (
    <span className="setting-swatch" data-palette={id} aria-hidden="true">
      <span className="gain"><Icon name="up" size={9} /></span>
      <span className="loss"><Icon name="down" size={9} /></span>
    </span>
  );
  return <Choice label="Palette" options={PALETTE.options} chosen={chosen} onChoose={choose} mark={swatch} />;
}

const DENSITIES: readonly Readonly<{ id: Density; label: string }>[] = [{ id: 'compact', label: 'Compact' }, { id: 'regular', label: 'Regular' }];

export function Lines() {
  const { density, choose } = useDensity();
  return <Choice label="Lines" options={DENSITIES} chosen={density} onChoose={(id) => choose(id === 'regular' ? 'regular' : 'compact')} />;
}

export function Panels() {
  const { reset } = useLayout();
  return <div className="setting-buttons"><Button onClick={reset}>Where they stood at first</Button></div>;
}

/** How a figure and a date look under it; files and copies are always plain. */
export function Locale() {
  const [chosen, choose] = useLook(LOCALE);
  const now = useNow();
  return (
    <div className="setting-locale">
      <select className="line-field" aria-label="Figures and dates" value={chosen} onChange={(event) => choose(event.target.value)}>
        {LOCALE.options.map(({ id, label }) => (
          <option key={id} value={id}>
            {id === 'system' ? `${label} (${localeTag(id, navigator.language) ?? ''})` : label}
          </option>
        ))}
      </select>
      <span className="soft" data-testid="locale-sample">{openText('-1234567.5', 2)} · {momentText(now)}</span>
    </div>
  );
}
