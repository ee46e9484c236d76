import type { StrategyView } from '#shared/ipc/scenarioMarginView.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { NONE, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';

const WORDS: Readonly<Record<StrategyView['kind'], string>> = {
  coveredCall: 'Covered call', coveredPut: 'Covered put', protectivePut: 'Protective put', protectiveCall: 'Protective call', carry: 'Carry', box: 'Box', ironCondor: 'Iron condor', vertical: 'Vertical', calendar: 'Calendar',
  straddle: 'Straddle', strangle: 'Strangle', single: 'By itself',
};

/** What belongs together; every unit of every leg is in one of them. Left out where nothing does. */
export function Strategies({ strategies, currency }: Readonly<{ strategies: readonly StrategyView[]; currency: string }>) {
  if (strategies.every(({ kind }) => kind === 'single')) return null;
  const price = { decimals: 2, unit: currency };
  return (
    <table className="pm-lines" data-testid="strategies">
      <caption className="hidden-text">Strategies</caption>
      <thead><tr><th scope="col">Strategy</th><th scope="col">Units</th><th scope="col">Legs</th><th scope="col" title="Where the gain ends">Cap</th><th scope="col" title="Price of the underlying at expiry, from what was paid">Break-even</th></tr></thead>
      <tbody>
        {strategies.map(({ kind, size, legs, cap, breakEven }) => (
          <tr key={`${kind} ${legs.join(' ')}`}>
            <th scope="row">{WORDS[kind]}</th><td>{significantText(size, 4, 'halfEven')}</td><td className="faint pm-legs">{displayText(legs.join(', '), 120)}</td>
            <td>{cap === null ? NONE : <Amount value={cap} {...price} />}</td><td>{breakEven === null ? NONE : <Amount value={breakEven} {...price} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
