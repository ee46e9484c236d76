import type { ReverseStressView } from '#shared/ipc/riskView.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { distanceText, exactText, signOf } from '../../../ui/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { displayText } from '../../../ui/text.ts';
import { sigmasText } from './chance.ts';

type Found = Extract<ReverseStressView, { status: 'known'; result: 'found' }>;

/** The likeliest way the account dies: a sentence, and an arrow for every row. */
export function Reverse({ reverse, unit }: Readonly<{ reverse: ReverseStressView; unit: string }>) {
  return (
    <section aria-label="The likeliest way this account dies" data-testid="reverse">
      <h3>The likeliest way this account dies</h3>
      {reverse.status === 'unknown' && <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(reverse.missing.split(', ')))}.</p>}
      {reverse.status === 'known' && reverse.result === 'liquidated' && <p className="loss">It is at or below its maintenance margin now.</p>}
      {reverse.status === 'known' && reverse.result === 'none' && <p className="faint">No likely way: it would need a fall of some asset beyond 99 %, or there is none.</p>}
      {reverse.status === 'known' && reverse.result === 'found' && <FoundWay found={reverse} unit={unit} />}
    </section>
  );
}

function FoundWay({ found: { sigmas, moves, rows, loss, gains }, unit }: Readonly<{ found: Found; unit: string }>) {
  const hurting = moves.filter(({ move }) => signOf(move) !== 0);
  return (
    <>
      <p className="reverse-sentence" data-testid="reverse-sentence">
        {hurting.map(({ asset, move }, place) => (
          <span key={asset}>
            {place > 0 && (place === hurting.length - 1 ? ' and ' : ', ')}
            <b>{displayText(asset, 12)} {distanceText(move, 1)}</b>
          </span>
        ))}
        {hurting.length > 1 ? ' together' : ''}: a day of <b title="Standard deviations of one day, of all assets with their correlations">{sigmasText(sigmas)}</b> {gains ? 'in which equity gains' : 'that costs'}{' '}
        <Amount value={loss} decimals={moneyDecimals(unit)} unit={unit} mode={gains ? 'floor' : 'ceil'} /> {displayText(unit, 16)}{gains ? ', by options that count for no margin' : ''}. No smaller move of this market liquidates.
      </p>
      <div className="reverse-parts">
      <div className="table-scroll" role="region" aria-label="The move, by asset" tabIndex={0}>
        <table className="reverse-table">
          <caption className="hidden-text">What each asset does, and what each row gains or loses by it</caption>
          <thead><tr><th scope="col">Asset</th><th scope="col">Moves</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
          <tbody>
            {hurting.map(({ asset, move, price, to, priceDecimals }) => (
              <tr key={asset}>
                <th scope="row"><Arrow up={signOf(move) > 0} /> {displayText(asset, 16)}</th>
                <td className="figure" title={exactText(move)}>{distanceText(move, 2)}</td>
                <td><Amount value={price} decimals={priceDecimals} unit={unit} missing={`no price of ${asset}`} /></td>
                <td><Amount value={to} decimals={priceDecimals} unit={unit} missing={`no price of ${asset}`} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="reverse-rows" aria-label="Rows by this move">
        {rows.map(({ id, name, change }) => (
          <li key={id}>
            <span><Arrow up={signOf(change) > 0} /> {displayText(name, 40)}</span>
            <Amount value={change} decimals={moneyDecimals(unit)} unit={unit} signed toned />
          </li>
        ))}
      </ul>
      </div>
    </>
  );
}

function Arrow({ up }: Readonly<{ up: boolean }>) {
  return <span className={`arrow ${up ? 'gain' : 'loss'}`}><Icon name={up ? 'up' : 'down'} size={9} /><span className="hidden-text">{up ? 'rises' : 'falls'}</span></span>;
}
