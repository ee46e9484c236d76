import type { StrategyView } from '#shared/ipc/scenarioMarginView.ts';
import { displayText } from '../../../ui/text.ts';

const WORDS: Readonly<Record<StrategyView['kind'], string>> = {
  coveredCall: 'Covered call', coveredPut: 'Covered put', protectivePut: 'Protective put', protectiveCall: 'Protective call', carry: 'Carry', box: 'Box', ironCondor: 'Iron condor', vertical: 'Vertical', calendar: 'Calendar',
  straddle: 'Straddle', strangle: 'Strangle', single: 'By itself', own: 'Put together',
};

const COVERED: ReadonlySet<StrategyView['kind']> = new Set(['coveredCall', 'coveredPut', 'protectivePut', 'protectiveCall']);
const COVERS: Readonly<Record<string, string>> = { held: 'what is held', perpetual: 'a perpetual', future: 'a future' };

/** Its own name, else what it is. */
export const strategyName = ({ name, kind }: StrategyView): string => (name === null ? WORDS[kind] : displayText(name, 60));

/** What stands beside the name: what it is, what covers it, and what has become of its legs; empty when there is nothing to add. */
export function strategyNote({ name, kind, own, legs, gone, smaller }: StrategyView): string {
  const cover = COVERED.has(kind) ? legs.map((leg) => COVERS[leg.kind]).find((words) => words !== undefined) : undefined;
  return [
    ...(name === null || kind === 'own' ? [] : [WORDS[kind].toLowerCase()]), ...(own !== null && name === null ? ['taken out'] : []), ...(cover === undefined ? [] : [`with ${cover}`]),
    ...(legs.length === 0 ? ['nothing of it is held any more'] : gone.length > 0 ? [`gone: ${displayText(gone.join(', '), 80)}`] : []), ...(smaller.length > 0 ? [`less than was put in: ${displayText(smaller.join(', '), 80)}`] : []),
  ].join(', ');
}
