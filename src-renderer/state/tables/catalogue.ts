/** The tables whose columns can be chosen. */
export type TableId = 'positions' | 'collateral' | 'orders' | 'alerts' | 'accounts';

/** When a column is shown unless the user says otherwise: in any window, in a wide one, or only when asked for. */
export type Shown = 'usual' | 'wide' | 'asked';

export type ColumnInfo = Readonly<{
  key: string;
  /** Short, over the column. */
  label: string;
  /** What it is, in words; `unit` is the account's valuation currency. */
  about: (unit: string) => string;
  shown: Shown;
  /** What a copied column is in, beside its label: nothing for text, "fraction" for a percentage. */
  copiedIn?: (unit: string) => string;
}>;

const inMoney = (unit: string): string => unit;
const asFraction = (): string => 'fraction';

const column = (key: string, label: string, shown: Shown, about: string | ((unit: string) => string), copiedIn?: (unit: string) => string): ColumnInfo => ({
  key, label, shown, about: typeof about === 'string' ? () => about : about, ...(copiedIn === undefined ? {} : { copiedIn }),
});

/** In the order in which they stand unless the user says otherwise. The first one names the row and is always there. */
export const CATALOGUE: Readonly<Record<TableId, readonly ColumnInfo[]>> = {
  positions: [
    column('symbol', 'Symbol', 'usual', 'The contract, and its side: ▲ long, ▼ short'),
    column('underlying', 'Underlying', 'asked', 'What the contract is on. Press one to narrow every table to it.'),
    column('side', 'Side', 'asked', 'Long gains when the price rises, short when it falls'),
    column('size', 'Size', 'usual', 'In units of the underlying; + long, − short'),
    column('contracts', 'Contracts', 'asked', 'As the venue counts them; + long, − short'),
    column('entry', 'Entry', 'usual', 'Average entry price'),
    column('mark', 'Mark', 'usual', 'The price that margin is computed with, and its age. Press a price to type one in by hand.'),
    column('notional', 'Notional', 'usual', (unit) => `Size at mark, in ${unit}`, inMoney),
    column('pnl', 'P&L', 'usual', (unit) => `Unrealised profit or loss at mark, in ${unit}`, inMoney),
    column('pnlFraction', 'P&L %', 'wide', 'Unrealised profit or loss as part of the value at entry', asFraction),
    column('initial', 'Initial', 'asked', (unit) => `Initial margin that this position asks for, in ${unit}`, inMoney),
    column('margin', 'Margin', 'usual', (unit) => `Maintenance margin that this position asks for, in ${unit}`, inMoney),
    column('share', 'Share', 'usual', "Share of the account's maintenance margin", asFraction),
    column('liquidation', 'Liquidation', 'usual', 'The mark at which the whole account is liquidated when everything of this underlying moves with it'),
    column('distance', 'Distance', 'usual', 'From the mark to liquidation, as part of the mark', asFraction),
    column('sigmas', 'σ', 'usual', 'From the mark to liquidation, in daily standard deviations'),
    column('venueLiquidation', 'Venue liq.', 'asked', 'The liquidation price that the venue prints for the row'),
    column('without', 'Without', 'usual', "The account's margin ratio if this position were closed at mark", asFraction),
    column('leverage', 'Leverage', 'asked', "Notional over the account's equity: what the row adds to its leverage"),
    column('tier', 'Tier', 'asked', 'The margin tier that the notional falls into, and how many there are'),
    column('funding', 'Funding', 'wide', 'What a long pays a short at the next funding, and when; below zero the short pays', asFraction),
    column('stage', 'Stage', 'wide', 'The stage that the distance of this row alone asks for'),
  ],
  collateral: [
    column('asset', 'Asset', 'usual', 'What is held'),
    column('amount', 'Amount', 'usual', 'Units held; below zero is a debt'),
    column('index', 'Index', 'usual', (unit) => `Index price in ${unit}, and its age. Press a price to type one in by hand.`),
    column('value', 'Value', 'usual', (unit) => `Amount at index, in ${unit}`, inMoney),
    column('weight', 'Weight', 'usual', 'The part of its value that counts as margin', asFraction),
    column('haircut', 'Haircut', 'usual', (unit) => `What the weight takes away, in ${unit}`, inMoney),
    column('adjusted', 'Counts as', 'usual', (unit) => `Value after the weight, in ${unit}: part of adjusted equity`, inMoney),
    column('liquidation', 'Liquidation', 'usual', 'The index at which the account is liquidated when everything of this asset moves with it'),
  ],
  orders: [
    column('symbol', 'Symbol', 'usual', 'The contract that the order is for'),
    column('underlying', 'Underlying', 'asked', 'What the contract is on. Press one to narrow every table to it.'),
    column('side', 'Side', 'asked', 'Buy or sell'),
    column('contracts', 'Contracts', 'usual', '+ buy, − sell'),
    column('price', 'Price', 'usual', 'The limit of the order'),
    column('effect', 'Effect', 'asked', 'Whether the order may only reduce a position'),
    column('reserves', 'Reserves', 'usual', (unit) => `Initial margin that the orders of a symbol reserve, in ${unit}; on its first order`, inMoney),
  ],
  alerts: [
    column('raised', 'Raised', 'usual', 'When it was written down, UTC'),
    column('local', 'Local time', 'asked', 'When it was written down, by the clock of this machine'),
    column('stage', 'Stage', 'usual', 'How bad it was when it was raised'),
    column('state', 'State', 'usual', 'Open until it clears; acknowledged once somebody has looked'),
    column('account', 'Account', 'usual', 'Whose alert it is'),
    column('kind', 'Kind', 'usual', 'What kind of thing was noticed'),
    column('title', 'What happened', 'usual', 'In the figures of the moment it was raised'),
    column('action', 'What helps', 'wide', 'In the figures of the moment it was raised'),
    column('lasted', 'Lasted', 'usual', 'From the raise until it cleared'),
    column('blind', 'Prices', 'usual', 'Whether it was raised on prices that were not fresh'),
    column('latency', 'Latency', 'asked', 'From the receipt of the price until the alert was written down, in ms'),
  ],  accounts: [
    column('account', 'Account', 'usual', 'Press one to show it'),
    column('venue', 'Venue and model', 'usual', 'The venue whose rules the account is margined by, and its model'),
    column('stage', 'Stage', 'usual', 'How close to liquidation'),
    column('ratio', 'Margin ratio', 'usual', "Maintenance margin over adjusted equity; 100 % liquidates. Below it the venue's own ratio", asFraction),
    column('nearest', 'Nearest liquidation', 'usual', 'The asset whose move alone liquidates the account soonest, in % and in daily standard deviations'),
    column('buffer', 'Buffer', 'usual', "Adjusted equity less maintenance margin, in the account's own currency"),
    column('equity', 'Equity', 'usual', "In the account's own currency"),
    column('equityIn', 'In one currency', 'usual', (unit) => `Equity in ${unit}, by the rate that stands beside it`, inMoney),
    column('after', 'After the move', 'usual', 'The account once all markets have moved so far'),
    column('liquidated', 'Liquidated', 'usual', 'The move on the way there at which the account is liquidated, and its place among the accounts', asFraction),
  ],
};
