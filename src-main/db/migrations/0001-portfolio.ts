// Money is TEXT that looks like a decimal, time INTEGER milliseconds. `ordinal` keeps the order of the document.
const plain = (column: string): string => `CHECK (${column} GLOB '*[0-9]' AND ${column} NOT GLOB '*[^-.0-9]*')`;
const decimal = (column: string): string => `${column} TEXT NOT NULL ${plain(column)}`;
const maybeDecimal = (column: string): string => `${column} TEXT ${plain(column)}`;
const oneOf = (column: string, ...values: readonly string[]): string => `${column} TEXT NOT NULL CHECK (${column} IN ('${values.join("', '")}'))`;
const maybeOneOf = (column: string, ...values: readonly string[]): string => `${column} TEXT CHECK (${column} IN ('${values.join("', '")}'))`;
const flag = (column: string): string => `${column} INTEGER NOT NULL CHECK (${column} IN (0, 1))`;
const json = (column: string): string => `${column} TEXT NOT NULL CHECK (json_valid(${column}))`;
const OF_ACCOUNT = 'account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE';
const OF_INSTRUMENT = 'FOREIGN KEY (account_id, symbol) REFERENCES instrument (account_id, symbol) ON DELETE CASCADE';

/** Accounts, what they hold, their parameter sets, their prices, and settings. */
export const portfolioMigration = `
CREATE TABLE account (
  account_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, ${flag('demo')}, ${flag('live')}, venue TEXT NOT NULL, model TEXT NOT NULL,
  valuation_currency TEXT NOT NULL, as_of INTEGER, created_at INTEGER NOT NULL, UNIQUE (name, demo)
) STRICT;
CREATE TABLE parameter_set (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (account_id) ON DELETE CASCADE, id TEXT NOT NULL, venue TEXT NOT NULL, model TEXT NOT NULL,
  valid_from INTEGER NOT NULL, source TEXT NOT NULL, ${json('stablecoins')}, ${json('collateral_weights')}, ${maybeDecimal('default_weight')},
  ${json('daily_volatility')}, volatility_source TEXT NOT NULL
) STRICT;
CREATE TABLE instrument (
  ${OF_ACCOUNT}, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, ${oneOf('kind', 'perpetual', 'future', 'option', 'spot')},
  ${oneOf('settlement', 'linear', 'inverse', 'quanto')}, base TEXT NOT NULL, quote TEXT NOT NULL, settle TEXT NOT NULL, ${decimal('contract_size')},
  expiry INTEGER, ${maybeDecimal('strike')}, ${maybeOneOf('option_type', 'call', 'put')}, ${flag('has_tiers')}, ${maybeDecimal('notional_cap')},
  ${maybeOneOf('tier_rule', 'progressive', 'flat')}, ${maybeOneOf('tier_unit', 'quote', 'coin', 'contracts')}, ${maybeDecimal('taker_fee_rate')},
  ${maybeDecimal('tick_size')}, ${maybeDecimal('lot_size')}, PRIMARY KEY (account_id, symbol)
) STRICT;
CREATE TABLE instrument_tier (
  account_id TEXT NOT NULL, symbol TEXT NOT NULL, ordinal INTEGER NOT NULL, ${decimal('notional_floor')}, ${decimal('maintenance_margin_rate')},
  ${decimal('maintenance_amount')}, ${maybeDecimal('initial_margin_rate')}, ${maybeDecimal('max_leverage')},
  PRIMARY KEY (account_id, symbol, ordinal), ${OF_INSTRUMENT}
) STRICT;
CREATE TABLE collateral (
  ${OF_ACCOUNT}, ordinal INTEGER NOT NULL, asset TEXT NOT NULL, ${decimal('amount')}, ${maybeDecimal('weight')}, ${flag('has_tiers')}, location TEXT,
  PRIMARY KEY (account_id, ordinal)
) STRICT;
CREATE TABLE collateral_tier (
  account_id TEXT NOT NULL, collateral_ordinal INTEGER NOT NULL, ordinal INTEGER NOT NULL, ${decimal('amount_from')}, ${decimal('weight')},
  PRIMARY KEY (account_id, collateral_ordinal, ordinal),
  FOREIGN KEY (account_id, collateral_ordinal) REFERENCES collateral (account_id, ordinal) ON DELETE CASCADE
) STRICT;
CREATE TABLE position (
  account_id TEXT NOT NULL, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, ${decimal('contracts')}, ${decimal('entry_price')},
  ${oneOf('margin_mode', 'cross', 'isolated')}, ${maybeDecimal('isolated_margin')}, ${maybeDecimal('leverage')},
  ${oneOf('position_side', 'both', 'long', 'short')}, PRIMARY KEY (account_id, symbol, position_side, margin_mode), ${OF_INSTRUMENT}
) STRICT;
CREATE TABLE open_order (
  account_id TEXT NOT NULL, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, ${decimal('contracts')}, ${decimal('price')}, ${flag('reduce_only')},
  PRIMARY KEY (account_id, ordinal), ${OF_INSTRUMENT}
) STRICT;
CREATE TABLE beta (${OF_ACCOUNT}, ordinal INTEGER NOT NULL, asset TEXT NOT NULL, ${decimal('beta')}, PRIMARY KEY (account_id, asset)) STRICT;
CREATE TABLE forward_curve (${OF_ACCOUNT}, ordinal INTEGER NOT NULL, asset TEXT NOT NULL, PRIMARY KEY (account_id, asset)) STRICT;
CREATE TABLE last_price (
  ${OF_ACCOUNT}, ${oneOf('kind', 'mark', 'index', 'forward', 'volatility', 'rate')}, key TEXT NOT NULL, subkey TEXT NOT NULL, ${decimal('value')},
  at INTEGER, ${oneOf('source', 'feed', 'replay', 'document', 'manual')}, PRIMARY KEY (account_id, kind, key, subkey)
) STRICT;
CREATE TABLE manual_price (
  ${OF_ACCOUNT}, ${oneOf('kind', 'mark', 'index')}, key TEXT NOT NULL, ${decimal('value')}, set_at INTEGER NOT NULL, PRIMARY KEY (account_id, kind, key)
) STRICT;
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, ${json('value')}) STRICT;
`;
