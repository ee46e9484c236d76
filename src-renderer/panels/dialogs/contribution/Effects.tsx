import type { CollateralEffectView, ContributionView } from '#shared/ipc/contributionView.ts';
import type { LiquidationView } from '#shared/ipc/view.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { exactText, NONE, signedText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';

/** What each collateral asset does to each liquidation price: with it less without it. */
export function Effects({ view: { collateral, valuationCurrency: unit } }: Readonly<{ view: ContributionView }>) {
  const [first] = collateral;
  if (first === undefined || first.effects.length === 0) return null;
  return (
    <section aria-label="Effect of collateral on liquidation prices">
      <h3>
        What each collateral does to each liquidation price <span className="faint">with it less without it, in {displayText(unit, 16)} per unit</span>
      </h3>
      <div className="table-scroll" role="region" aria-label="Effect of collateral, table" tabIndex={0}>
        <table className="effects" data-testid="effects">
          <caption className="hidden-text">Change of each liquidation price by each collateral asset</caption>
          <thead>
            <tr>
              <th scope="col">Collateral</th>
              <th scope="col" title={`Worth, in ${unit}`}>Value</th>
              <th scope="col" title={`What its weight takes away, in ${unit}`}>Haircut</th>
              {first.effects.map(({ underlying }) => <th key={underlying} scope="col" title={`Liquidation price of ${displayText(underlying)}`}>{displayText(underlying, 10)}</th>)}
            </tr>
          </thead>
          <tbody>
            {collateral.map((asset) => <Row key={asset.asset} asset={asset} unit={unit} />)}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ asset: { asset, value, haircutCost, liquidatedWithout, effects }, unit }: Readonly<{ asset: CollateralEffectView; unit: string }>) {
  const decimals = moneyDecimals(unit);
  return (
    <tr>
      <th scope="row">
        {displayText(asset, 16)} {liquidatedWithout && <small className="flag" title="Without it the account is liquidated at once">liquidated without</small>}
      </th>
      <td className="soft"><Amount value={value} decimals={decimals} unit={unit} missing={`no index of ${asset} is known`} /></td>
      <td className="soft"><Amount value={haircutCost} decimals={decimals} unit={unit} mode="ceil" missing={`no index or weight of ${asset} is known`} /></td>
      {effects.map((effect) => <td key={effect.underlying}><Change effect={effect} /></td>)}
    </tr>
  );
}

function Change({ effect: { change: { below, above }, with: before, without, priceDecimals } }: Readonly<{ effect: CollateralEffectView['effects'][number] }>) {
  const words = `with it ${wordsOf(before)}, without it ${wordsOf(without)}`;
  if (before.status === 'unknown' || without.status === 'unknown') return <Unknown reason={wordsOf(before.status === 'unknown' ? before : without)} />;
  const parts = [below, above].flatMap((change) => change ?? []);
  if (parts.length > 0) return <span className="figure" title={words}>{parts.map((change) => signedText(change, priceDecimals)).join(' / ')}</span>;
  return <span className="faint" title={words}>{before.status === without.status ? NONE : before.status === 'none' ? 'removes it' : 'adds it'}</span>;
}

function wordsOf(liquidation: LiquidationView): string {
  if (liquidation.status === 'price') return exactText(liquidation.price);
  if (liquidation.status === 'range') return `${exactText(liquidation.lower)} and ${exactText(liquidation.upper)}`;
  return liquidation.status === 'none' ? `none (${displayText(liquidation.reason)})` : `needs ${displayText(liquidation.missing)}`;
}
