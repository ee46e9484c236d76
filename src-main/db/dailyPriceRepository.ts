import type { Database } from 'better-sqlite3';
import type { DailyClose } from '#shared/domain/dailyClose.ts';
import { Decimal, type EpochMs } from '#shared/num/units.ts';

/** How many of the closes that were given are new, take the place of another price, or were there already. */
export type ImportedCloses = Readonly<{ added: number; changed: number; same: number }>;

/** Daily closes, one for each asset, currency and UTC day. */
export type DailyPriceRepository = Readonly<{
  /** Of these assets in any currency, both days included, by asset and day. */
  closes: (assets: readonly string[], first: number, last: number) => readonly DailyClose[];
  /** What the program saw last, in one transaction: it takes the place of what it saw before on that day, never of what was imported. */
  saveSeen: (closes: readonly DailyClose[], at: EpochMs) => void;
  /** All of them or none, in one transaction; each takes the place of one of the same day. */
  importAll: (closes: readonly DailyClose[], at: EpochMs) => ImportedCloses;
  /** Another number after every write. */
  revision: () => number;
}>;

type Row = DailyClose & Readonly<{ source: 'seen' | 'imported'; at: EpochMs }>;

export function createDailyPriceRepository(db: Database): DailyPriceRepository {
  const between = db.prepare<[string, number, number], DailyClose>('SELECT asset, currency, day, price FROM daily_price WHERE asset = ? AND day BETWEEN ? AND ? ORDER BY day, currency');
  const one = db.prepare<[DailyClose], { price: string }>('SELECT price FROM daily_price WHERE asset = @asset AND currency = @currency AND day = @day');
  const upsert = `
    INSERT INTO daily_price (asset, currency, day, price, source, recorded_at) VALUES (@asset, @currency, @day, @price, @source, @at)
    ON CONFLICT (asset, currency, day) DO UPDATE SET price = excluded.price, source = excluded.source, recorded_at = excluded.recorded_at`;
  const put = db.prepare<[Row]>(upsert);
  const see = db.prepare<[Row]>(`${upsert} WHERE daily_price.source = 'seen'`);
  let revision = 0;
  const importAll = db.transaction((closes: readonly DailyClose[], at: EpochMs): ImportedCloses => {
    const count = { added: 0, changed: 0, same: 0 };
    for (const close of closes) {
      const before = one.get(close)?.price;
      const what = before === undefined ? 'added' : new Decimal(before).eq(close.price) ? 'same' : 'changed';
      count[what] += 1;
      if (what !== 'same') put.run({ ...close, source: 'imported', at });
    }
    return count;
  });
  const saveSeen = db.transaction((closes: readonly DailyClose[], at: EpochMs) => {
    for (const close of closes) see.run({ ...close, source: 'seen', at });
  });
  return {
    closes: (assets, first, last) => assets.flatMap((asset) => between.all(asset, first, last)),
    saveSeen: (closes, at) => {
      saveSeen(closes, at);
      revision += 1;
    },
    importAll: (closes, at) => {
      const count = importAll(closes, at);
      revision += 1;
      return count;
    },
    revision: () => revision,
  };
}
