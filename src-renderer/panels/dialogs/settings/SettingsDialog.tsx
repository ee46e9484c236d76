import { useState } from 'react';
import { scoreOf } from '../../../state/actions/match.ts';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { SETTINGS } from './catalogue.ts';
import './settings.css';

/** Everything that can be set, found by typing. Every change holds at once. */
export function SettingsDialog({ onClose }: Readonly<{ onClose: () => void }>) {
  const [query, setQuery] = useState('');
  const shown = SETTINGS.filter(({ section, title, words }) => scoreOf(query, { title, words: `${words} ${section}` }) !== null);
  return (
    <ClosingDialog testId="settings" title="Settings" size="wide" bodyClass="settings" onClose={onClose}>
      <input type="text" data-autofocus className="settings-query" aria-label="Find a setting" placeholder="Find a setting" value={query} spellCheck={false} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
      {shown.length === 0 && <p role="status">No setting is called “{displayText(query, 40)}”.</p>}
      {[...Map.groupBy(shown, ({ section }) => section)].map(([section, settings]) => (
        <section key={section} aria-label={section}>
          <h3>{section}</h3>
          {settings.map(({ id, title, Control }) => (
            <div key={id} className="setting" data-setting={id}>
              <h4>{title}</h4>
              <Control />
            </div>
          ))}
        </section>
      ))}
    </ClosingDialog>
  );
}
