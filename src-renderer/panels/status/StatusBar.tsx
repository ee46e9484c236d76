import { memo } from 'react';
import { useAccount, useConnection, useTerminal } from '../../state/screen.ts';
import { useNow } from '../../ui/clock.ts';
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
        <span className={connected ? undefined : 'late'}>{connected ? (offline ? 'offline' : 'online') : 'not connected'}</span>
        <Now />
        {version !== null && <span>Plimsoll {displayText(version, 20)}</span>}
      </span>
    </footer>
  );
});

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
