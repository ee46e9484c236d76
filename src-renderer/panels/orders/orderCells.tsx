import type { OrderView } from '#shared/ipc/view.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { orderSide } from '../../state/select/orderTable.ts';
import { Amount } from '../../ui/Amount.tsx';
import { NONE } from '../../ui/format.ts';
import type { GridCells } from '../../ui/grid/gridTypes.ts';
import { displayText } from '../../ui/text.ts';

export type OrderContext = Readonly<{
  /** The valuation currency. */
  unit: string;
  priceDecimals: number;
  /** Ids of the orders that the reserve of their symbol is told with. */
  counted: ReadonlySet<string>;
  onUnderlying: (asset: string) => void;
}>;

/** The cells of an open order by column. */
export const ORDER_CELLS: GridCells<OrderView, OrderContext> = {
  symbol: {
    draw: ({ symbol, reduceOnly }) => (
      <>
        <span className="clip">{displayText(symbol, 30)}</span>
        {reduceOnly && <span className="faint" title="May only reduce a position"> reduce</span>}
      </>
    ),
  },
  underlying: {
    presses: () => true,
    draw: ({ base }, { onUnderlying }, tab) => (
      <button type="button" className="cell-button" tabIndex={tab} title={`Narrow every table to ${displayText(base, 24)}`} onClick={() => onUnderlying(base)}>
        {displayText(base, 24)}
      </button>
    ),
  },
  side: { soft: true, draw: orderSide },
  contracts: { draw: ({ contracts }) => <Amount value={contracts} decimals={decimalsIn(contracts)} unit="contracts" signed /> },
  price: { draw: ({ price, priceDecimals, quote }, context) => <Amount value={price} decimals={priceDecimals} columnDecimals={context.priceDecimals} unit={quote} /> },
  effect: { soft: true, draw: ({ reduceOnly }) => (reduceOnly ? 'reduce only' : <span className="faint">{NONE}</span>) },
  reserves: {
    draw: (order, { unit, counted }) => counted.has(order.id)
      ? <Amount value={order.orderMargin} decimals={moneyDecimals(unit)} mode="ceil" unit={unit} missing={`needs the mark and margin tiers of ${order.symbol}`} />
      : <span className="faint" title="Counted with the first order of this symbol">{NONE}</span>,
  },
};

const decimalsIn = (text: string): number => Math.min(8, text.split('.')[1]?.length ?? 0);
