import { useState } from 'react';
import type { StrategyView, UnitView } from '#shared/ipc/scenarioMarginView.ts';
import type { OwnGroupsView } from '#shared/ipc/strategyGroups.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { Button } from '../../../ui/Button.tsx';
import { exactText, NONE, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { Coverage } from './Coverage.tsx';
import { Regroup } from './Regroup.tsx';
import { strategyName, strategyNote } from './strategyWords.ts';
import './strategies.css';

/** Puts the strategies of an underlying together anew. Resolves to why it was refused, null when it was not. */
export type OnGroup = (asset: string, groups: OwnGroupsView) => Promise<string | null>;

/** What belongs together; every unit of every leg is in one of them. Left out where there is one leg, or where nothing does and nothing is short. @param onGroup null: of a what-if, which is not regrouped */
export function Strategies({ unit: { asset, strategies, ownGroups, coverage }, currency, onGroup }: Readonly<{ unit: UnitView; currency: string; onGroup: OnGroup | null }>) {
  const [isEditing, setEditing] = useState(false);
  const isPlain = strategies.every(({ kind, own }) => kind === 'single' && own === null) && strategies.every(({ legs }) => legs.every(({ kind }) => kind !== 'call' && kind !== 'put'));
  if (strategies.length === 0 || isPlain) return null;
  return (
    <section aria-label={`Strategies of ${displayText(asset, 20)}`} className="pm-strategies" data-testid="strategies">
      <Coverage coverage={coverage} asset={asset} currency={currency} />
      {isEditing && onGroup !== null
        ? <Regroup strategies={strategies} groups={ownGroups} onGroup={(groups) => onGroup(asset, groups)} onDone={() => setEditing(false)} />
        : <Table strategies={strategies} currency={currency} />}
      {!isEditing && onGroup !== null && <Button onClick={() => setEditing(true)} title="Put legs together by hand; margin and totals stay as they are">Regroup…</Button>}
    </section>
  );
}

function Table({ strategies, currency }: Readonly<{ strategies: readonly StrategyView[]; currency: string }>) {
  const price = { decimals: 2, unit: currency };
  return (
    <table className="pm-lines">
      <caption className="hidden-text">Strategies</caption>
      <thead><tr><th scope="col">Strategy</th><th scope="col">Units</th><th scope="col">Legs</th><th scope="col" title="Where the gain ends">Cap</th><th scope="col" title="Price of the underlying at expiry, from what was paid; for what is held, from the price of now">Break-even</th><th scope="col" title={`What equity gains from now until the option is assigned at its strike, whatever the price beyond it, in ${currency}`}>If assigned</th></tr></thead>
      <tbody>
        {strategies.map((own, at) => {
          const note = strategyNote(own);
          return (
            <tr key={at} data-testid="strategy">
              <th scope="row">{strategyName(own)}{note !== '' && <small className="faint pm-note">{note}</small>}</th>
              <td>{own.size === null ? NONE : significantText(own.size, 4, 'halfEven')}</td>
              <td className="faint pm-legs" title={own.legs.map((leg) => `${exactText(leg.quantity)} ${displayText(leg.name, 60)}`).join('\n')}>{own.legs.length === 0 ? NONE : displayText(own.legs.map(({ name }) => name).join(', '), 120)}</td>
              <td>{own.cap === null ? NONE : <Amount value={own.cap} {...price} />}</td><td>{own.breakEven === null ? NONE : <Amount value={own.breakEven} {...price} />}</td>
              <td>{own.assigned === null ? NONE : <Amount value={own.assigned} {...price} signed toned />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
