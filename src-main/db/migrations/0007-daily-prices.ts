/** Closes by UTC day (days from 1970-01-01), in the currency that they were told in: seen by the program at the end of the day, or imported. */
export const dailyPricesMigration = `
CREATE TABLE daily_price (
  asset TEXT NOT NULL, currency TEXT NOT NULL, day INTEGER NOT NULL, price TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('seen', 'imported')), recorded_at INTEGER NOT NULL,
  PRIMARY KEY (asset, currency, day)
) STRICT, WITHOUT ROWID;
`;
