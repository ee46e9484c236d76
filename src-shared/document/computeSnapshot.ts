import type { PriceState } from '../domain/priceState.ts';
import type { Stage } from '../domain/stage.ts';
import type { AccountEngine } from '../engine/accountEngine.ts';
import type { AccountEvaluation } from '../engine/accountEvaluation.ts';
import { solvencyOf } from '../engine/contribution/solvency.ts';
import type { Move } from '../engine/liquidation.ts';
import { nextChange, openAccount } from '../engine/step.ts';
import { stageOf } from '../engine/stage.ts';
import type { EpochMs } from '../num/units.ts';
import type { VenueRules } from '../venues/registry.ts';
import { upcomingFor } from '../venues/upcoming.ts';
import type { ParsedPortfolio } from './parsePortfolio.ts';
import { redactedSnapshot, type Snapshot, snapshotDocument, type SnapshotInput } from './snapshot.ts';

export type SnapshotOptions = Readonly<{
  now: EpochMs;
  version: string;
  demo: boolean;
  redact: boolean;
  sha256: (text: string) => string;
  /** Venues that the user described: where rules dated later are looked for, beside the built-in ones. */
  profiles?: readonly VenueRules[];
  /** State of each price; documents and stored accounts know them differently. */
  stateOf: (key: `mark:${string}` | `index:${string}`) => PriceState;
  /** The stage that was shown, hysteresis included; absent: the stage that the figures ask for. */
  stage?: Stage;
}>;

/** The document, and whether a headline in it is unknown or only a bound. */
export type ComputedSnapshot = Readonly<{ snapshot: Snapshot; partial: boolean }>;

/** Where the venue takes the account over; null where it says nothing of it. */
function backstopOf(engine: AccountEngine, { binding }: AccountEvaluation): Move | null {
  if (engine.book.rules.backstop === undefined) return null;
  return solvencyOf(engine, []).find(({ pool }) => pool === binding)?.backstop?.move ?? null;
}

/** A portfolio with prices → its snapshot document. Pure. */
export function computeSnapshot({ portfolio, prices }: ParsedPortfolio, options: SnapshotOptions): ComputedSnapshot {
  const asOf = portfolio.asOf ?? options.now;
  const state = openAccount(portfolio, prices, upcomingFor(portfolio, asOf, options.profiles), asOf);
  const evaluation = state.engine.evaluate();
  const input: SnapshotInput = {
    book: state.engine.book, evaluation, change: nextChange(state), backstop: backstopOf(state.engine, evaluation), prices, asOf, version: options.version, demo: options.demo, sha256: options.sha256,
    stage: options.stage ?? stageOf(evaluation.stageInputs).stage,
    priceOf: (key) => {
      const name = key.slice(key.indexOf(':') + 1);
      const found = key.startsWith('mark:') ? prices.mark.get(name) : prices.index.get(name);
      return found === undefined ? { at: null, state: 'unknown' } : { at: found.at ?? asOf, state: options.stateOf(key) };
    },
  };
  const partial = Object.values(evaluation.totals).some(({ certainty }) => certainty !== 'exact');
  return { snapshot: options.redact ? redactedSnapshot(input) : snapshotDocument(input), partial };
}
