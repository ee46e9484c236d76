import type { Database } from 'better-sqlite3';
import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import { insertInto, selected } from './columns.ts';
import { CURVE, type CurveRow, MANUAL, type ManualRow, PRICE, type PriceRow } from './portfolioRows.ts';
import type { ManualPrice } from './records.ts';

/** Writes the prices of a document. The account row must exist, and rows from before must be gone. */
export function createPriceWriter(db: Database): (accountId: string, prices: PriceSet) => void {
  const price = insertInto<PriceRow>(db, 'last_price', PRICE);
  const curve = insertInto<CurveRow>(db, 'forward_curve', CURVE);
  return (accountId, prices) => {
    const put = (kind: string, key: string, subkey: string, { value, at }: StampedPrice): void => {
      price.run({ accountId, kind, key, subkey, value, at: at ?? null, source: 'document' });
    };
    for (const [key, value] of prices.mark) put('mark', key, '', value);
    for (const [key, value] of prices.index) put('index', key, '', value);
    for (const [key, value] of prices.volatility) put('volatility', key, '', value);
    for (const [ordinal, [asset, expiries]] of [...prices.forward].entries()) {
      curve.run({ accountId, ordinal, asset });
      for (const [expiry, value] of expiries) put('forward', asset, expiry, value);
    }
    if (prices.rate !== undefined) put('rate', '', '', prices.rate);
  };
}

type StoredPrices = Readonly<{ prices: PriceSet; sources: ReadonlyMap<string, PriceSource>; manual: ReadonlyMap<string, ManualPrice> }>;

/** Reads the prices of an account, each map in the order its keys were first written. */
export function createPriceReader(db: Database): (accountId: string) => StoredPrices {
  const last = db.prepare<[string], PriceRow>(`SELECT ${selected(PRICE)} FROM last_price WHERE account_id = ? ORDER BY rowid`);
  const curves = db.prepare<[string], CurveRow>(`SELECT ${selected(CURVE)} FROM forward_curve WHERE account_id = ? ORDER BY ordinal`);
  const manual = db.prepare<[string], ManualRow>(`SELECT ${selected(MANUAL)} FROM manual_price WHERE account_id = ? ORDER BY rowid`);
  return (accountId) => {
    const rows = last.all(accountId);
    const byKind = Map.groupBy(rows, ({ kind }) => kind);
    const keyed = (kind: string): ReadonlyMap<string, StampedPrice> => new Map((byKind.get(kind) ?? []).map((row) => [row.key, stamped(row)]));
    const forwards = Map.groupBy(byKind.get('forward') ?? [], ({ key }) => key);
    const curveOf = (asset: string): ReadonlyMap<string, StampedPrice> => new Map((forwards.get(asset) ?? []).map((row) => [row.subkey, stamped(row)]));
    const rate = byKind.get('rate')?.[0];
    return {
      prices: {
        mark: keyed('mark'),
        index: keyed('index'),
        forward: new Map(curves.all(accountId).map(({ asset }) => [asset, curveOf(asset)])),
        volatility: keyed('volatility'),
        ...(rate === undefined ? {} : { rate: stamped(rate) }),
      },
      sources: new Map(rows.map(({ kind, key, source }) => [`${kind}:${key}`, source])),
      manual: new Map(manual.all(accountId).map(({ kind, key, value, at }) => [`${kind}:${key}`, { value, at }])),
    };
  };
}

const stamped = ({ value, at }: PriceRow): StampedPrice => (at === null ? { value } : { value, at });
