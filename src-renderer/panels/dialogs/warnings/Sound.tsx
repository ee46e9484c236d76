import { useId, useState } from 'react';
import type { WarningSettings } from '#shared/ipc/warnings.ts';
import { Button } from '../../../ui/Button.tsx';
import { isHeard, playTone } from '../../../ui/tone.ts';
import { Check } from '../../../ui/Check.tsx';

type SoundProps = Readonly<{ sound: WarningSettings['sound']; onChange: (sound: WarningSettings['sound']) => void }>;

/** A tone for danger and worse, at a loudness of its own. */
export function Sound({ sound, onChange }: SoundProps) {
  const id = useId();
  const [volume, setVolume] = useState(sound.volume);
  return (
    <section className="warning-part" aria-label="Sound">
      <h4>Sound</h4>
      <div>
        <Check on={sound.on} onChange={(on) => onChange({ ...sound, on })}>A tone for danger and worse: two beeps, three higher ones for critical, five for liquidating.</Check>
        <div className="warning-line">
          <label htmlFor={id}>Volume</label>
          <input id={id} type="range" min={0} max={100} step={5} value={volume} disabled={!sound.on} onChange={(event) => setVolume(Number(event.target.value))} onPointerUp={() => onChange({ ...sound, volume })} onKeyUp={() => onChange({ ...sound, volume })} onBlur={() => volume !== sound.volume && onChange({ ...sound, volume })} />
          <output htmlFor={id} className="warning-volume">{volume} %</output>
          <Button className="small" onClick={() => playTone('critical', volume / 100)}>Test the sound</Button>
        </div>
        {!isHeard() && <p className="soft">The browser plays nothing before the first click or key in this window.</p>}
      </div>
    </section>
  );
}
