import { isoTime } from '#shared/document/portfolioDocument.ts';
import { MODELS, VENUES } from '#shared/venues/registry.ts';
import { readArguments } from '../arguments.ts';
import { badInput, type ExitCode, print } from '../output.ts';

export const MODELS_USAGE = 'models';

/** The margin models and parameter sets, with date and source. */
export function modelsCommand(args: readonly string[]): ExitCode {
  const parsed = readArguments(args, {}, MODELS_USAGE, [0, 0]);
  if (!parsed.ok) return badInput(parsed.error);
  for (const [id, words] of Object.entries(MODELS)) print(`${id}\n  ${words}`);
  for (const venue of VENUES) {
    for (const set of venue.sets) {
      print(`\n${set.id}\n  venue ${venue.id} · model ${set.model} · valid from ${isoTime(set.validFrom).slice(0, 10)}\n  source ${set.source}\n  volatility ${set.volatilitySource}`);
    }
  }
  return 0;
}
