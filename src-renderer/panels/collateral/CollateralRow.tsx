import { memo } from 'react';
import type { CollateralView } from '#shared/ipc/view.ts';
import { useAccount, useCollateral, useDialogs } from '../../state/screen.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { useDerive } from '../../state/useDerive.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { LiquidationPrice } from '../../ui/Distance.tsx';
import { MINUS, NONE, amountText, exactText, percentText, signOf } from '../../ui/format.ts';
import { moveFocus } from '../../ui/moveFocus.ts';
import { PriceCell } from '../../ui/PriceCell.tsx';
import { displayText } from '../../ui/text.ts';

export type CollateralRowProps = Readonly<{
  asset: string;
  /** Its place in the document. */
  line: number;
  unit: string;
  priceDecimals: number;
  amountDecimals: number;
  /** Tab stops at this row; arrows reach the others. */
  reached: boolean;
  onReach: (asset: string) => void;
}>;

export const CollateralRow = memo(function CollateralRow({ asset, line, unit, priceDecimals, amountDecimals, reached, onReach }: CollateralRowProps) {
  const row = useCollateral(asset);
  const accountId = useAccount((account) => account.accountId);
  const dialogs = useDialogs();
  const derive = useDerive();
  if (row === undefined || accountId === null) return null;
  const money = moneyDecimals(unit);
  const missing = `needs an index of ${asset} in ${unit}`;
  const name = displayText(asset, 16);
  return (
    <tr className={`state-${row.price.state}`} data-testid="collateral-row" data-asset={asset}>
      <th scope="row">
        <button
          type="button" className="row-button" tabIndex={reached ? 0 : -1} data-testid="row-name" title={`${name}: how its figures come about`}
          onFocus={() => onReach(asset)} onKeyDown={moveFocus} onClick={() => derive({ of: 'collateral', line, figure: 'adjustedValue' }, asset)}
        >
          {name}
        </button>
      </th>
      <td>
        <Amount value={row.amount} decimals={row.amountDecimals} columnDecimals={amountDecimals} unit={asset} />
      </td>
      <td>
        {asset === unit ? (
          <span className="faint price" title={`${asset} is what this account is valued in`}>
            {NONE}
            <span className="price-state" />
          </span>
        ) : (
          <PriceCell price={row.price} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={unit} what={`index of ${asset}`} onEdit={() => dialogs.show({ kind: 'price', accountId, priceKind: 'index', key: asset, unit, price: row.price })} />
        )}
      </td>
      <td>
        <Amount value={row.value} decimals={money} unit={unit} missing={missing} state={row.price.state} />
      </td>
      <td className="soft">{row.weight === null ? <Unknown reason={`no weight is known for ${asset}`} /> : <span className="figure" title={exactText(row.weight)}>{percentText(row.weight, 1, 'floor')}</span>}</td>
      <td>
        <Haircut row={row} decimals={money} unit={unit} missing={missing} />
      </td>
      <td>
        <Amount value={row.adjustedValue} decimals={money} unit={unit} mode="floor" missing={missing} state={row.price.state} />
      </td>
      <td>{asset === unit ? <span className="faint" title={`${asset} is what this account is valued in`}>{NONE}</span> : <LiquidationPrice view={row.liquidation} below={isBelow(row)} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={unit} />}</td>
    </tr>
  );
});

/** For the rounding direction only, so a float will do. */
function isBelow({ liquidation, price }: CollateralView): boolean {
  const at = liquidation.status === 'price' ? liquidation.price : null;
  return at === null || price.value === null || Number(at) < Number(price.value);
}

type HaircutProps = Readonly<{ row: CollateralView; decimals: number; unit: string; missing: string }>;

/** A cost, so it stands below zero. */
function Haircut({ row, decimals, unit, missing }: HaircutProps) {
  if (row.haircutCost === null) return <Unknown reason={missing} />;
  const none = signOf(row.haircutCost) === 0;
  return (
    <span className={`figure ${none ? 'faint' : 'loss'}`} title={`${exactText(row.haircutCost)} ${unit} does not count as margin`}>
      {none ? '' : MINUS}
      {amountText(row.haircutCost, decimals, 'ceil')}
    </span>
  );
}
