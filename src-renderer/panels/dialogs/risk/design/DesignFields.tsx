import type { DesignField, DesignSpec } from '#shared/ipc/design.ts';
import type { DesignAssetView, DesignView } from '#shared/ipc/designView.ts';
import { DataTable } from '../../../../ui/DataTable.tsx';
import { NONE, openText } from '../../../../ui/format.ts';
import { displayText } from '../../../../ui/text.ts';
import { plain } from '../chance.ts';

type FieldsProps = Readonly<{ view: DesignView; spec: DesignSpec; onType: (field: DesignField, asset: string, text: string) => void }>;

const COLUMNS = [
  { key: 'asset', label: 'Asset' }, { key: 'factors', label: 'Rates ×', title: 'Every maintenance rate of its contracts is multiplied by this, to 100 % at most; initial rates stay' },
  { key: 'weights', label: 'Weight', title: 'Collateral weight from 0 to 1; it comes before one that a line of the account has' },
  { key: 'sigmas', label: 'σ a day, %', title: 'Deviation of a day’s move as it is now' }, { key: 'volumes', label: 'Volume a day', title: 'Units of the asset that are traded in a day, for the liquidity add-on; no part of a parameter set' },
];

const WORDS: Readonly<Record<DesignField, string>> = { factors: 'Factor', weights: 'Weight', sigmas: 'σ', volumes: 'Volume' };

/** One line an asset; what stands in grey is as it is. */
export function DesignFields({ view: { assets, faults }, spec, onType }: FieldsProps) {
  if (assets.length === 0) return <p className="faint">Nothing is held that has a rate, a weight or a σ.</p>;
  const wrong = new Set(faults.map(({ path }) => path));
  return (
    <DataTable caption="Rates, weights, volatilities and volumes by asset" columns={COLUMNS} className="design-fields">
      {assets.map((own) => (
        <tr key={own.asset} data-testid="design-asset" data-asset={own.asset}>
          <th scope="row">{displayText(own.asset, 16)}</th>
          {(['factors', 'weights', 'sigmas', 'volumes'] as const).map((field) => {
            const now = placeholderOf(own, field);
            const path = `${field}.${own.asset}`;
            return (
              <td key={field}>
                {now === null ? <span className="faint" title={field === 'factors' ? 'No contract on it here has margin rates' : 'It is not held, or counts in full'}>{NONE}</span> : (
                  <input
                    className="design-input" inputMode="decimal" autoComplete="off" spellCheck={false} value={spec[field][own.asset] ?? ''} placeholder={now} aria-label={`${WORDS[field]} of ${displayText(own.asset, 40)}`}
                    aria-invalid={wrong.has(path)} aria-describedby="design-fault" onChange={({ target: { value } }) => onType(field, own.asset, value)} data-testid={`design-${field}`}
                  />
                )}
              </td>
            );
          })}
        </tr>
      ))}
    </DataTable>
  );
}

/** What is so without a design; null where there is no such field. */
function placeholderOf({ hasRates, hasWeight, weight, sigma }: DesignAssetView, field: DesignField): string | null {
  switch (field) {
    case 'factors': return hasRates ? '1' : null;
    case 'weights': return hasWeight ? weight ?? '?' : null;
    case 'sigmas': return sigma === null ? '?' : openText(plain(sigma * 100), 1);
    case 'volumes': return hasRates ? '?' : null;
  }
}
