import { memo } from 'react';
import { useKeyHint } from '../../state/actions/useActions.ts';
import { useAccount, useConnection, usePrivacy, useTerminal } from '../../state/screen.ts';
import { useNow } from '../../ui/clock.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Ratio } from '../../ui/Ratio.tsx';
import { displayText } from '../../ui/text.ts';
import { clockText, momentText, spanText } from '../../ui/time.ts';
import './status.css';

/** The machinery in one line: rules in force, engine, database, connection, time, version. */
export const StatusBar = memo(function StatusBar() {
  const parameterSetId = useAccount((account) => account.parameterSetId);
  const version = useTerminal((terminal) => terminal.version);
  const offline = useTerminal((terminal) => terminal.offline) === true;
  const connected = useConnection().reach === 'connected';
  return (
    <footer className="panel status" aria-label="Status" tabIndex={-1}>
      {parameterSetId !== null && <span title="The dated rules that margins and weights come from">{displayText(parameterSetId, 60)}</span>}
      <NextChange />
      <Engine />
      <Database />
      <span className="status-end">
        <PrivacySwitch />
        <span className={connected ? undefined : 'late'}>{connected ? (offline ? 'offline' : 'online') : 'not connected'}</span>
        <Now />
        {version !== null && <span>Plimsoll {displayText(version, 20)}</span>}
      </span>
    </footer>
  );
});

/** Says whether amounts are hidden, and turns it round. */
function PrivacySwitch() {
  const [on, set] = usePrivacy();
  const hint = useKeyHint();
  return (
    <button type="button" className={`privacy-switch ${on ? 'on' : ''}`} aria-pressed={on} title={`${on ? 'Amounts are hidden: show them' : 'Amounts are shown: hide them'}${hint('privacy')}`} onClick={() => set(!on)}>
      <Icon name={on ? 'eyeOff' : 'eye'} size={11} />
      {on ? 'amounts hidden' : 'amounts shown'}
    </button>
  );
}

/** Rules that come into force later, and what they will ask of the account as it stands. */
function NextChange() {
  const change = useAccount((account) => account.nextChange);
  const now = useNow();
  if (change === null) return null;
  return (
    <span className="next-change" data-testid="next-change" title={`${displayText(change.parameterSetId, 80)} comes into force on ${momentText(change.at)}`}>
      next change {change.at <= now ? 'now' : `in ${spanText(change.at - now)}`}, margin ratio after <Ratio value={change.marginRatio} missing="an input of the account is missing under the next rules, or no equity is left" />
    </span>
  );
}

function Engine() {
  const engine = useTerminal((terminal) => terminal.engine);
  if (engine === null) return null;
  const { ticksPerSecond, stepMicros, recomputes, mismatches } = engine;
  return (
    <span title={`${engine.ticks} ticks so far; ${recomputes} full recomputes compared with the running figures`}>
      engine {stepMicros === null ? '' : `${Math.ceil(stepMicros)} µs · `}
      <span className="rate">{ticksPerSecond}</span> ticks/s · <span className={mismatches > 0 ? 'late' : undefined}>{mismatches} {mismatches === 1 ? 'mismatch' : 'mismatches'}</span>
    </span>
  );
}

function Database() {
  const database = useTerminal((terminal) => terminal.database);
  if (database === null) return null;
  const { state, detail, path, backupAt } = database;
  return (
    <span title={displayText(detail === null ? path : `${path}: ${detail}`)}>
      <span className={state === 'ok' ? undefined : 'late'}>database {state}</span>
      {backupAt !== null && <span title={momentText(backupAt)}> · backup {clockText(backupAt).slice(0, 5)}</span>}
    </span>
  );
}

function Now() {
  const now = useNow();
  return <span title={momentText(now)}>{clockText(now)} UTC</span>;
}
