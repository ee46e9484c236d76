import type { CollateralView } from '#shared/ipc/view.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { LiquidationPrice } from '../../ui/Distance.tsx';
import { amountText, exactText, MINUS, NONE, percentText, signOf } from '../../ui/format.ts';
import type { GridCells } from '../../ui/grid/gridTypes.ts';
import { PriceCell } from '../../ui/PriceCell.tsx';
import { displayText } from '../../ui/text.ts';

export type CollateralContext = Readonly<{
  /** The valuation currency. */
  unit: string;
  money: number;
  priceDecimals: number;
  amountDecimals: number;
  onName: (row: CollateralView) => void;
  onIndex: (row: CollateralView) => void;
}>;

const missing = ({ asset }: CollateralView, { unit }: CollateralContext): string => `needs an index of ${asset} in ${unit}`;
const valuedIn = (asset: string): string => `${asset} is what this account is valued in`;

/** The cells of a collateral line by column. */
export const COLLATERAL_CELLS: GridCells<CollateralView, CollateralContext> = {
  asset: {
    presses: () => true,
    draw: (row, { onName }, tab) => {
      const name = displayText(row.asset, 16);
      return (
        <button type="button" className="row-button" tabIndex={tab} data-testid="row-name" title={`${name}: how its figures come about`} onClick={() => onName(row)}>
          {name}
        </button>
      );
    },
  },
  amount: { draw: (row, { amountDecimals }) => <Amount value={row.amount} decimals={row.amountDecimals} columnDecimals={amountDecimals} unit={row.asset} /> },
  index: {
    presses: ({ asset }, { unit }) => asset !== unit, flash: ({ price }) => price.value,
    draw: (row, { unit, priceDecimals, onIndex }, tab) => row.asset === unit ? (
      <span className="faint price" title={valuedIn(row.asset)}>
        {NONE}
        <span className="price-state" />
      </span>
    ) : (
      <PriceCell price={row.price} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={unit} what={`index of ${row.asset}`} tab={tab} onEdit={() => onIndex(row)} />
    ),
  },
  value: { draw: (row, context) => <Amount value={row.value} decimals={context.money} unit={context.unit} missing={missing(row, context)} state={row.price.state} /> },
  weight: { soft: true, draw: ({ weight, asset }) => (weight === null ? <Unknown reason={`no weight is known for ${asset}`} /> : <span className="figure" title={exactText(weight)}>{percentText(weight, 1, 'floor')}</span>) },
  haircut: { draw: (row, context) => <Haircut row={row} context={context} /> },
  adjusted: { draw: (row, context) => <Amount value={row.adjustedValue} decimals={context.money} unit={context.unit} mode="floor" missing={missing(row, context)} state={row.price.state} /> },
  liquidation: {
    draw: (row, { unit, priceDecimals }) => row.asset === unit
      ? <span className="faint" title={valuedIn(row.asset)}>{NONE}</span>
      : <LiquidationPrice view={row.liquidation} below={isBelow(row)} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={unit} />,
  },
};

/** For the rounding direction only, so a float will do. */
function isBelow({ liquidation, price }: CollateralView): boolean {
  const at = liquidation.status === 'price' ? liquidation.price : null;
  return at === null || price.value === null || Number(at) < Number(price.value);
}

/** A cost, so it stands below zero. */
function Haircut({ row, context }: Readonly<{ row: CollateralView; context: CollateralContext }>) {
  if (row.haircutCost === null) return <Unknown reason={missing(row, context)} />;
  const none = signOf(row.haircutCost) === 0;
  return (
    <span className={`figure ${none ? 'faint' : 'loss'}`} title={`${exactText(row.haircutCost)} ${context.unit} does not count as margin`}>
      {none ? '' : MINUS}
      {amountText(row.haircutCost, context.money, 'ceil')}
    </span>
  );
}
