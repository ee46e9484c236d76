import type { MarketView } from '#shared/ipc/riskView.ts';
import { openText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { plain } from './chance.ts';

const MOST = 12;

/** The correlations behind the figures. */
export function Correlations({ market: { assets, correlation } }: Readonly<{ market: MarketView }>) {
  if (assets.length < 2) return null;
  const shown = assets.slice(0, MOST);
  return (
    <section aria-label="Correlations">
      <h3>Correlations {assets.length > MOST && <span className="faint">of the first {MOST}</span>}</h3>
      <div className="table-scroll correlations-scroll" role="region" aria-label="Correlations, table" tabIndex={0}>
        <table className="correlations">
          <caption className="hidden-text">Correlation of daily moves</caption>
          <thead><tr><th scope="col"><span className="hidden-text">Asset</span></th>{shown.map((asset) => <th key={asset} scope="col">{displayText(asset, 8)}</th>)}</tr></thead>
          <tbody>
            {shown.map((asset, row) => (
              <tr key={asset}>
                <th scope="row">{displayText(asset, 12)}</th>
                {shown.map((other, column) => <td key={other} className={row === column ? 'faint' : undefined}>{openText(plain(correlation[row]?.[column] ?? Number.NaN), 2)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
