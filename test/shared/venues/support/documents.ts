import type { Inputs } from '../../../reference/adapter.ts';
import { number, numberOr, record, records, sideOf, table } from '../../../reference/inputs.ts';

/** How the inputs of a case become a document of a venue. */
export type Form = Readonly<{
  venue: string;
  model: string;
  parameters: string;
  /** Settle currency of linear cases; inverse ones settle in their coin. */
  settle?: string;
  /** Fields of every instrument, such as its tier rule. */
  instrument?: Inputs;
  /** The instruments are the venue's own. */
  builtIn?: boolean;
  /** Amount of the settle currency. @param inputs of the case */
  wallet?: (inputs: Inputs) => string;
  /** Margin of the one isolated position; absent: cross. */
  isolated?: (inputs: Inputs) => string;
  tiers?: (position: Inputs, inputs: Inputs) => readonly Inputs[];
}>;

const ZERO_TIER = { notionalFloor: '0', maintenanceAmount: '0' };

export const rateTier = (rate: string, own: Inputs = {}): readonly Inputs[] => [{ ...ZERO_TIER, maintenanceMarginRate: rate, ...own }];

/** Columns: floor, cap, rate, amount. */
const tableTiers = (inputs: Inputs, key: string): readonly Inputs[] =>
  table(inputs, key).map(([floor, , rate, amount]) => ({ notionalFloor: floor?.toFixed(), maintenanceMarginRate: rate?.toFixed(), maintenanceAmount: amount?.toFixed() ?? '0' }));

function tiersOf(position: Inputs, inputs: Inputs): readonly Inputs[] {
  for (const holder of [position, inputs]) {
    for (const key of ['tiers', 'tiersAllSymbols']) if (holder[key] !== undefined) return tableTiers(holder, key);
  }
  return rateTier((numberOr(position, 'mmr', null) ?? number(inputs, 'mmr')).toFixed());
}

type Placed = Readonly<{ instrument: Inputs; position: Inputs; symbol: string; mark: string; settle: string }>;

const symbolOf = (position: Inputs): string => (typeof position['symbol'] === 'string' ? position['symbol'] : 'PERP');

/** Coin of an inverse symbol: BTCUSD_PERP, SOL-PERPETUAL, XBTUSD. */
const coinOf = (symbol: string): string => symbol.replace(/^PI_/, '').replace(/(?:USD.*|-PERPETUAL|PERP)$/, '').replace('XBT', 'BTC') || 'BTC';

function place(position: Inputs, inputs: Inputs, form: Form, hedged: boolean): Placed {
  const [symbol, inverse] = [symbolOf(position), position['contractType'] === 'inverse'];
  const settle = inverse ? coinOf(symbol) : form.settle ?? 'USDT';
  const entry = numberOr(position, 'entry', null) ?? number(position, 'mark');
  const size = numberOr(inputs, 'contractSize', null) ?? numberOr(position, 'contractValueUsd', null) ?? numberOr(position, 'multiplier', null) ?? numberOr(position, 'ctVal', null);
  const quantity = numberOr(position, 'sizeUsd', null) ?? numberOr(position, 'contracts', null) ?? number(position, 'qty');
  const leverage = numberOr(position, 'leverage', null) ?? numberOr(inputs, 'leverage', null);
  const fee = numberOr(inputs, 'takerFeeRate', null);
  return {
    symbol, settle, mark: (numberOr(position, 'mark', null) ?? entry).toFixed(),
    instrument: {
      symbol, kind: 'perpetual', settlement: inverse ? 'inverse' : 'linear', base: inverse ? settle : `${symbol}'s base`, quote: inverse ? 'USD' : settle, settle, contractSize: size?.toFixed() ?? '1',
      ...(form.builtIn === true ? {} : { tiers: (form.tiers ?? tiersOf)(position, inputs) }), ...(fee === null ? {} : { takerFeeRate: fee.toFixed() }), ...form.instrument,
    },
    position: {
      symbol, contracts: quantity.times(sideOf(position)).toFixed(), entryPrice: entry.toFixed(), ...(leverage === null ? {} : { leverage: leverage.toFixed() }),
      ...(hedged ? { positionSide: sideOf(position) === 1 ? 'long' : 'short' } : {}),
      ...(form.isolated === undefined ? {} : { marginMode: 'isolated', isolatedMargin: form.isolated(inputs) }),
    },
  };
}

/** A document with the positions of a case under the rules of a venue. Its figures are in the settle currency of the first. */
export function documentOf(form: Form, inputs: Inputs): Inputs {
  const given = records(inputs, 'positions');
  const symbols = given.map(symbolOf);
  const placed = given.map((position, at) => place(position, inputs, form, symbols.indexOf(symbolOf(position)) !== at || symbols.lastIndexOf(symbolOf(position)) !== at));
  const settle = placed[0]?.settle ?? form.settle ?? 'USDT';
  const instruments = new Map(placed.map(({ symbol, instrument }) => [symbol, instrument]));
  return {
    venue: form.venue, model: form.model, parameters: form.parameters, valuationCurrency: settle,
    collateral: form.isolated === undefined ? [{ asset: settle, amount: form.wallet?.(inputs) ?? '0' }] : [],
    instruments: form.builtIn === true ? [] : [...instruments.values()],
    positions: placed.map(({ position }) => position),
    prices: { mark: Object.fromEntries(placed.map(({ symbol, mark }) => [symbol, mark])), index: {} },
  };
}

/** The wallet of a case by the name of its input. */
export const amount = (key: string) => (inputs: Inputs): string => number(inputs, key).toFixed();

/** Wallet with what the other positions owe and have made, where a case gives those as sums alone. */
export function walletWithOthers(inputs: Inputs): string {
  const wallet = number(inputs, 'walletBalance');
  if (inputs['otherPositions'] === undefined) return wallet.toFixed();
  const others = record(inputs, 'otherPositions');
  return wallet.minus(number(others, 'TMM1')).plus(number(others, 'UPNL1')).toFixed();
}
