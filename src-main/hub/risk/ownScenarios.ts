import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { ScenarioView } from '#shared/ipc/whatIfView.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { each, type Pieces } from '#shared/util/pieces.ts';
import { readProfiles } from '../profileShelf.ts';
import type { ForkBase } from '../whatIf/base.ts';
import { supposed } from '../whatIf/forks.ts';
import { stressedView } from './stressed.ts';

/** Those saved last are asked: each is the whole account again. */
const ASKED = 12;

/** What the user saved to be made on an account, as plain data: `base` null for a what-if, which is one already; `profiles`: venues of the user's own by their documents. */
export type OwnScenarios = Readonly<{ base: ForkBase | null; scenarios: readonly ScenarioView[]; profiles: readonly string[] }>;

/** Those that are asked, the newest first. */
export const askedOf = (scenarios: readonly ScenarioView[]): readonly ScenarioView[] => scenarios.toSorted((left, right) => right.savedAt - left.savedAt).slice(0, ASKED);

/** Each made on the account as it is now: one piece each. */
export function* ownScenarios({ base, scenarios, profiles }: OwnScenarios, now: AccountEvaluation): Pieces<readonly StressLineView[]> {
  if (base === null) return [];
  const venues = readProfiles(profiles);
  return yield* each(askedOf(scenarios), ({ name, spec }): StressLineView => {
    const made = supposed(base, spec, venues);
    const line = { id: `own:${name}`, name, moves: movesOf(spec) };
    if (!made.ok) return { ...line, note: made.error.map(({ message }) => message).join(' '), after: { status: 'unknown', missing: 'moves that this book can make' } };
    const { evaluation, skipped } = made.value;
    return { ...line, note: words(spec.changes.length, skipped.length), after: stressedView(now, evaluation) };
  });
}

function words(changes: number, skipped: number): string {
  if (changes === 0) return '';
  return `${changes} ${changes === 1 ? 'change' : 'changes'} of the book${skipped === 0 ? '' : `, ${skipped} of which ${skipped === 1 ? 'does' : 'do'} not fit it`}`;
}

/** As they were typed, in percent; what cannot be read is told by the fork. */
function movesOf({ shock: { all, assets } }: WhatIfSpec): StressLineView['moves'] {
  const typed = [...(all === '' ? [] : [['all', all] as const]), ...Object.entries(assets)];
  return typed.flatMap(([asset, text]) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? [{ asset, move: toText(new Decimal(text).div(100)), source: 'as it was saved' }] : []));
}
