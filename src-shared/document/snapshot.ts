import type { PriceSet } from '../domain/account.ts';
import type { PriceState } from '../domain/priceState.ts';
import type { Stage } from '../domain/stage.ts';
import type { Book } from '../engine/book.ts';
import type { AccountEvaluation, PoolEvaluation, VenueRatio } from '../engine/accountEvaluation.ts';
import type { CollateralEvaluation, RowEvaluation } from '../engine/evaluate.ts';
import type { Figure } from '../engine/figures.ts';
import type { Distance, Liquidation, Move } from '../engine/liquidation.ts';
import { sizeAt } from '../engine/row.ts';
import type { NextChange } from '../engine/step.ts';
import { type Decimal, type EpochMs, quotient, toText } from '../num/units.ts';
import { canonicalJson, type Json } from './canonicalJson.ts';
import { isoTime, parameterSetDocument, portfolioDocument } from './portfolioDocument.ts';

export type SnapshotInput = Readonly<{
  book: Book;
  evaluation: AccountEvaluation;
  /** Rules that come into force later; null when none are known. */
  change: NextChange | null;
  /** The common move at which the venue takes the account over; null where it publishes none. */
  backstop: Move | null;
  /** The prices that were used. */
  prices: PriceSet;
  stage: Stage;
  priceOf: (key: `mark:${string}` | `index:${string}`) => Readonly<{ at: EpochMs | null; state: PriceState }>;
  asOf: EpochMs;
  version: string;
  demo: boolean;
  /** Hex SHA-256 of a text. */
  sha256: (text: string) => string;
}>;

export type Snapshot = Readonly<{ [key: string]: Json }>;

const text = (value: Decimal | null | undefined): string | null => (value === null || value === undefined ? null : toText(value));
/** A quotient of an inverse row, at 24 decimals. */
const roundedText = (value: Decimal | null): string | null => (value === null ? null : toText(quotient(value)));
const figure = ({ value }: Figure): string | null => text(value);
const time = (at: EpochMs | null): string | null => (at === null ? null : isoTime(at));

/** A `plimsoll.snapshot/1` document: every figure with its inputs, and a hash over all of it. */
export function snapshotDocument(input: SnapshotInput): Snapshot {
  const { book, evaluation, asOf } = input;
  const { portfolio } = book;
  return sealed({
    schema: 'plimsoll.snapshot/1',
    asOf: isoTime(asOf),
    app: { name: 'plimsoll', version: input.version },
    account: { name: portfolio.name, venue: portfolio.venue, model: portfolio.model, valuationCurrency: portfolio.valuationCurrency, ...(input.demo ? { demo: true } : {}) },
    parameters: parameterSetDocument(portfolio.parameters),
    portfolio: portfolioDocument(portfolio, input.prices, asOf),
    totals: totals(input),
    ...(evaluation.pools.length === 1 ? {} : { pools: evaluation.pools.map(poolRow) }),
    ...(input.change === null ? {} : { nextChange: changeRow(input.change) }),
    equityParts: equityParts(evaluation),
    collateral: evaluation.collateral.map((line) => collateralRow(line, input)),
    positions: evaluation.rows.map((row) => positionRow(row, input)),
    underlyings: evaluation.underlyings.map(({ asset, liquidation }) => ({ asset, liquidationPrice: liquidationPrice(liquidation) })),
    jointMove: { liquidation: move(evaluation.jointMove.liquidation), ...(input.backstop === null ? {} : { backstop: move(input.backstop) }), bankruptcy: move(evaluation.jointMove.bankruptcy) },
    unknown: evaluation.missing.map(({ missing, makesUnknown }) => ({ missing, makesUnknown })),
  }, input.sha256);
}

/** Ratios and distances alone: no amount, price, time of trading or name leaves with it. */
export function redactedSnapshot(input: SnapshotInput): Snapshot {
  const { evaluation } = input;
  return sealed({
    schema: 'plimsoll.snapshot/1',
    redacted: true,
    ...(input.demo ? { demo: true } : {}),
    app: { name: 'plimsoll', version: input.version },
    totals: { marginRatio: figure(evaluation.totals.marginRatio), initialMarginRatio: figure(evaluation.totals.initialMarginRatio), stage: input.stage, incomplete: evaluation.missing.length > 0 },
    positions: evaluation.rows.map(({ row, maintenanceShare, distance }) => ({ symbol: row.instrument.symbol, maintenanceShare: text(maintenanceShare), distance: distanceParts(distance, input, false) })),
    jointMove: { liquidation: move(evaluation.jointMove.liquidation), bankruptcy: move(evaluation.jointMove.bankruptcy) },
  }, input.sha256);
}

function sealed(document: Snapshot, sha256: (value: string) => string): Snapshot {
  return { ...document, integrity: { algorithm: 'SHA-256', canonicalization: 'RFC 8785', hash: sha256(canonicalJson(document)) } };
}

const ratioRow = ({ label, value, higherIs }: VenueRatio): Json => ({ label, value: text(value), higherIs });

/** A pool that is margined by itself; the headlines are of the one named `binding`. */
function poolRow({ id, kind, currency, totals: own, venueRatio }: PoolEvaluation): Json {
  return {
    id, kind, currency, adjustedEquity: figure(own.adjustedEquity), initialMargin: figure(own.initialMargin), maintenanceMargin: figure(own.maintenanceMargin),
    freeMargin: figure(own.freeMargin), buffer: figure(own.buffer), marginRatio: figure(own.marginRatio), venueRatio: ratioRow(venueRatio),
  };
}

function changeRow({ at, parameterSetId, totals: after, venueRatio }: NextChange): Json {
  return { at: isoTime(at), parameters: parameterSetId, marginRatio: figure(after.marginRatio), maintenanceMargin: figure(after.maintenanceMargin), initialMargin: figure(after.initialMargin), venueRatio: ratioRow(venueRatio) };
}

function totals({ evaluation, stage }: SnapshotInput): Json {
  const { totals: all, missing } = evaluation;
  const bounds = Object.entries(all).flatMap(([name, { certainty }]) => (certainty === 'exact' ? [] : [[name, certainty] as const]));
  return {
    equity: figure(all.equity), adjustedEquity: figure(all.adjustedEquity), initialMargin: figure(all.initialMargin), maintenanceMargin: figure(all.maintenanceMargin),
    orderMargin: figure(all.orderMargin), freeMargin: figure(all.freeMargin), buffer: figure(all.buffer), marginRatio: figure(all.marginRatio),
    initialMarginRatio: figure(all.initialMarginRatio), leverage: figure(all.leverage), notional: figure(all.notional), unrealizedPnl: figure(all.unrealizedPnl),
    venueRatio: ratioRow(evaluation.venueRatio), stage, incomplete: missing.length > 0,
    ...(evaluation.pools.length === 1 ? {} : { binding: evaluation.binding }),
    ...(bounds.length === 0 ? {} : { bounds: Object.fromEntries(bounds) }),
  };
}

function equityParts(evaluation: AccountEvaluation): Json {
  const parts = new Map<string, Decimal | null>();
  for (const { line, terms } of evaluation.collateral) {
    const before = parts.get(line.collateral.asset);
    const value = terms?.value ?? null;
    parts.set(line.collateral.asset, before === undefined ? value : before === null || value === null ? null : before.plus(value));
  }
  const byAsset = Object.fromEntries([...parts].map(([asset, value]) => [asset, text(value)]));
  // The model knows no accrual: nothing is held of it.
  const isolated = evaluation.isolatedMargin === null ? {} : { isolatedMargin: figure(evaluation.isolatedMargin) };
  return { ...byAsset, ...isolated, unrealizedPnl: figure(evaluation.totals.unrealizedPnl), optionValue: figure(evaluation.totals.optionValue), accrued: '0' };
}

function collateralRow({ line, index, terms, liquidation }: CollateralEvaluation, input: SnapshotInput): Json {
  const { asset, amount } = line.collateral;
  const own = asset === input.book.valuationCurrency;
  return {
    asset, amount, price: text(index), priceAt: own ? null : time(input.priceOf(`index:${asset}`).at), value: text(terms?.value),
    weight: line.weight === null ? null : toText(quotient(line.weight)),
    haircutCost: terms?.adjustedValue == null ? null : toText(terms.value.minus(terms.adjustedValue)),
    adjustedValue: text(terms?.adjustedValue), liquidationPrice: liquidationPrice(liquidation),
  };
}

function positionRow(evaluated: RowEvaluation, input: SnapshotInput): Json {
  const { row, mark, terms, withoutThis } = evaluated;
  const price = input.priceOf(`mark:${row.instrument.symbol}`);
  return {
    symbol: row.instrument.symbol, positionSide: row.position.positionSide, marginMode: row.position.marginMode, contracts: row.position.contracts, size: roundedText(sizeAt(row, mark)),
    entryPrice: row.position.entryPrice, markPrice: text(mark), priceAt: time(price.at), priceState: price.state, notional: text(terms?.notional),
    unrealizedPnl: text(terms?.unrealizedPnl), initialMargin: text(terms?.initialMargin), maintenanceMargin: text(terms?.maintenanceMargin),
    maintenanceShare: text(evaluated.maintenanceShare), liquidationPrice: liquidationPrice(evaluated.liquidation), distance: distanceParts(evaluated.distance, input, true),
    withoutThis: withoutThis === null ? null : {
      adjustedEquity: toText(withoutThis.adjustedEquity), maintenanceMargin: toText(withoutThis.maintenanceMargin), marginRatio: text(withoutThis.marginRatio),
    },
  };
}

function distanceParts(distance: Distance | null, input: SnapshotInput, withMoney: boolean): Json {
  if (distance === null) return null;
  return {
    fraction: toText(distance.fraction), ...(withMoney ? { money: toText(distance.money) } : {}), sigmas: distance.sigmas === null ? null : distance.sigmas.toFixed(6),
    sigmaSource: distance.sigmas === null ? null : input.book.parameters.volatilitySource,
  };
}

function liquidationPrice(liquidation: Liquidation): Json {
  if (liquidation.status === 'price') return { status: 'price', price: toText(liquidation.price) };
  return liquidation.status === 'range' ? { status: 'range', lower: toText(liquidation.lower), upper: toText(liquidation.upper) } : { ...liquidation };
}

function move(value: Move): Json {
  if (value.status === 'move') return { status: 'move', move: toText(value.move) };
  return value.status === 'range' ? { status: 'range', lower: toText(value.lower), upper: toText(value.upper) } : { ...value };
}
