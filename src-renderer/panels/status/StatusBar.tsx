import { memo } from 'react';
import { useAccount, useConnection, useTerminal } from '../../state/screen.ts';
import { useNow } from '../../ui/clock.ts';
import { displayText } from '../../ui/text.ts';
import { clockText, momentText } from '../../ui/time.ts';
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
