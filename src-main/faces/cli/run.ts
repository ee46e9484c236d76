import { epochMs } from '#shared/num/units.ts';
import { CLOSES_USAGE, closesCommand } from './commands/closes.ts';
import { EXPORT_USAGE, exportCommand } from './commands/export.ts';
import { IMPORT_USAGE, importCommand } from './commands/import.ts';
import { INSTRUMENTS_USAGE, instrumentsCommand } from './commands/instruments.ts';
import { MODELS_USAGE, modelsCommand } from './commands/models.ts';
import { RECORD_USAGE, recordCommand } from './commands/record.ts';
import { REPLAY_USAGE, replayCommand } from './commands/replay.ts';
import { type Serve, SERVE_USAGE, serveCommand } from './commands/serve.ts';
import { SNAPSHOT_USAGE, snapshotCommand } from './commands/snapshot.ts';
import { VERIFY_USAGE, verifyCommand } from './commands/verify.ts';
import { complain, type ExitCode, print } from './output.ts';

const HELP = `Plimsoll: how far a cross-margined account is from liquidation.

usage: plimsoll <command>

  ${SNAPSHOT_USAGE}
      read a portfolio document, compute, print a snapshot document
  ${IMPORT_USAGE}
      put a portfolio document into the local portfolio
  ${CLOSES_USAGE}
      put daily closes into the database: CSV or JSON with date, asset and close
  ${EXPORT_USAGE}
      margin snapshot of a stored account, at its last known prices
  ${SERVE_USAGE}
      the terminal in a browser, on loopback
  ${RECORD_USAGE}
      raw frames of the live feeds to a file, with all else that a replay needs
  ${REPLAY_USAGE}
      a recorded session, or bare frames, through the same adapters; results to stdout
  ${VERIFY_USAGE}
      self-test of the engine, integrity of the database
  ${MODELS_USAGE}
      margin models and parameter sets, with date and source
  ${INSTRUMENTS_USAGE}
      instruments that are known of a venue, or what changed in its lists; contacts nobody

exit codes: 0 done, 2 bad input, 3 computed but a headline is unknown or a bound, 1 anything else
The database is in the platform's data folder unless --db names another.`;

/** One command of the CLI. @param serve starts the web face, which this one does not know */
export async function runCommand([command, ...rest]: readonly string[], serve: Serve): Promise<ExitCode> {
  const now = epochMs(Date.now());
  switch (command) {
    case 'snapshot': return snapshotCommand(rest, now);
    case 'import': return importCommand(rest, now);
    case 'closes': return closesCommand(rest, now);
    case 'export': return exportCommand(rest, now);
    case 'models': return modelsCommand(rest);
    case 'instruments': return instrumentsCommand(rest, now);
    case 'verify': return verifyCommand(rest, now);
    case 'serve': return await serveCommand(rest, serve);
    case 'record': return await recordCommand(rest, now);
    case 'replay': return await replayCommand(rest);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      print(HELP);
      return 0;
    default:
      complain(`there is no command "${command}"; see plimsoll --help`);
      return 2;
  }
}
