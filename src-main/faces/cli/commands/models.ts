import { isoTime } from '#shared/document/portfolioDocument.ts';
import { MODELS, VENUES } from '#shared/venues/registry.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { type FiguresMet, reproducedBy } from '#shared/scenario/presets/reproduced.ts';
import { ok } from '#shared/util/result.ts';
import { readArguments, textOf } from '../arguments.ts';
import { badInput, type ExitCode, print, refuse } from '../output.ts';
import { readProfiles } from '../readDocument.ts';

export const MODELS_USAGE = 'models [--profile FILE]';

/** The margin models and parameter sets, with date and source; those of a profile after the built-in ones, scenario models last. */
export function modelsCommand(args: readonly string[]): ExitCode {
  const parsed = readArguments(args, { profile: { type: 'string' } }, MODELS_USAGE, [0, 0]);
  if (!parsed.ok) return badInput(parsed.error);
  const path = textOf(parsed.value, 'profile');
  const own = path === undefined ? ok([]) : readProfiles(path);
  if (!own.ok) return refuse(own.error);
  for (const [id, words] of Object.entries(MODELS)) print(`${id}\n  ${words}`);
  for (const venue of [...VENUES, ...own.value]) {
    for (const set of venue.sets) {
      print(`\n${set.id}\n  venue ${venue.id} · model ${set.model} · valid from ${isoTime(set.validFrom).slice(0, 10)}\n  source ${set.source}\n  volatility ${set.volatilitySource}`);
    }
  }
  for (const { id, name, source, validFrom, confidence, unsure } of SCENARIO_PRESETS) {
    print(`\n${id}\n  scenario margin · ${name} · valid from ${validFrom} · ${confidence}\n  source ${source}\n  reproduces ${metWords(reproducedBy(id).itself)}; its rules with the parameters of the cases ${metWords(reproducedBy(id).rules)}${unsure.map(({ field, why }) => `\n  unsure ${field}: ${why}`).join('')}`);
  }
  return 0;
}

const metWords = ({ published, ofPublished, computed, ofComputed }: FiguresMet): string => `${published} of ${ofPublished} published figures and ${computed} of ${ofComputed} computed ones`;
