import type { StandingView } from '#shared/ipc/overviewView.ts';
import { distanceText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { placeWord } from './places.ts';

/** Who goes first, second and third on the way of the move, who stays, and of whom it is not known. */
export function Order({ accounts, percent }: Readonly<{ accounts: readonly StandingView[]; percent: number }>) {
  const known = accounts.flatMap(({ name, shocked }) => (shocked?.status === 'known' ? [{ name, ...shocked }] : []));
  const going = known.flatMap(({ name, place, liquidatedAt }) => (place === null || liquidatedAt === null ? [] : [{ name, place, liquidatedAt }])).toSorted((a, b) => a.place - b.place);
  const staying = known.filter(({ place }) => place === null);
  const unknown = accounts.filter(({ shocked }) => shocked?.status === 'unknown');
  const names = (list: readonly Readonly<{ name: string }>[]): string => list.map(({ name }) => displayText(name, 40)).join(', ');
  return (
    <div className="order" data-testid="order">
      <h3>On the way to {distanceText(String(percent / 100), 0)}</h3>
      {going.length === 0 && <p>No account {unknown.length === 0 ? '' : 'that is wholly known '}is liquidated.</p>}
      {going.length > 0 && (
        <ol>
          {going.map(({ name, place, liquidatedAt }) => (
            <li key={name} data-testid="order-line" data-name={name}>
              <b>{placeWord(place)}</b> {displayText(name, 40)} <span className="faint">{liquidatedAt === '0' ? 'now' : `at ${distanceText(liquidatedAt)}`}</span>
            </li>
          ))}
        </ol>
      )}
      {staying.length > 0 && <p data-testid="staying"><span className="faint">Not liquidated:</span> {names(staying)}</p>}
      {unknown.length > 0 && <p data-testid="not-known"><span className="unknown">?</span> <span className="faint">Not known:</span> {names(unknown)}</p>}
    </div>
  );
}
