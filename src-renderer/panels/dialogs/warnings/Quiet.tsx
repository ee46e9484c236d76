import { useId } from 'react';
import type { WarningSettings } from '#shared/ipc/warnings.ts';
import { Check } from '../../../ui/Check.tsx';

type QuietProps = Readonly<{ settings: WarningSettings; isQuiet: boolean; onChange: (own: Partial<WarningSettings>) => void }>;

const COOLDOWNS = [0, 1, 5, 15, 30, 60] as const;
const two = (part: number): string => String(part).padStart(2, '0');
const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** "22:30" as a minute of the day; null while it is not written to the end. */
function minuteOf(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** When alerts wait: quiet hours, and the pause before the same is told again. */
export function Quiet({ settings: { quiet, cooldownMinutes }, isQuiet, onChange }: QuietProps) {
  const id = useId();
  const cooldowns = COOLDOWNS.some((minutes) => minutes === cooldownMinutes) ? COOLDOWNS : [...COOLDOWNS, cooldownMinutes].toSorted((a, b) => a - b);
  const time = (end: 'from' | 'to') => (
    <input
      type="time" aria-label={`Quiet hours ${end}`} value={timeText(quiet[end])} disabled={!quiet.on}
      onChange={(event) => {
        const minute = minuteOf(event.target.value);
        if (minute !== null) onChange({ quiet: { ...quiet, [end]: minute } });
      }}
    />
  );
  return (
    <>
      <section className="warning-part" aria-label="Quiet hours">
        <h4>Quiet hours</h4>
        <div>
          <Check on={quiet.on} onChange={(on) => onChange({ quiet: { ...quiet, on } })}>Hold back what is less than critical. Critical and worse are told at any hour; the rest at the end, if it is still open.</Check>
          <div className="warning-line">
            From {time('from')} to {time('to')} <span className="faint">by the clock of the machine that Plimsoll runs on</span>
            {isQuiet && <b>It is quiet now.</b>}
          </div>
        </div>
      </section>
      <section className="warning-part" aria-label="Cooldown">
        <h4><label htmlFor={id}>Cooldown</label></h4>
        <div className="warning-line">
          <select id={id} value={cooldownMinutes} onChange={(event) => onChange({ cooldownMinutes: Number(event.target.value) })}>
            {cooldowns.map((minutes) => <option key={minutes} value={minutes}>{minutes === 0 ? 'none' : `${minutes} min`}</option>)}
          </select>
          <span>before the same matter is told again at the same stage or below</span>
        </div>
      </section>
    </>
  );
}
