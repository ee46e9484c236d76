/** Accounts, what they hold, their parameter sets and last prices. Money is TEXT, time INTEGER milliseconds. */
export const portfolioMigration = `
CREATE TABLE parameter_set (
  id TEXT NOT NULL, account_id TEXT NOT NULL, venue TEXT NOT NULL, model TEXT NOT NULL, valid_from INTEGER NOT NULL, source TEXT NOT NULL,
  stablecoins TEXT NOT NULL CHECK (json_valid(stablecoins)), collateral_weights TEXT NOT NULL CHECK (json_valid(collateral_weights)),
  default_weight TEXT, daily_volatility TEXT NOT NULL CHECK (json_valid(daily_volatility)), volatility_source TEXT NOT NULL,
  PRIMARY KEY (account_id), FOREIGN KEY (account_id) REFERENCES account (account_id) ON DELETE CASCADE
) STRICT;
CREATE TABLE account (
  account_id TEXT PRIMARY KEY, name TEXT NOT NULL, demo INTEGER NOT NULL CHECK (demo IN (0, 1)), live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
  venue TEXT NOT NULL, model TEXT NOT NULL, valuation_currency TEXT NOT NULL, as_of INTEGER, created_at INTEGER NOT NULL,
  UNIQUE (name, demo)
) STRICT;
CREATE TABLE instrument (
  account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL,
  kind TEXT NOT NULL, settlement TEXT NOT NULL, base TEXT NOT NULL, quote TEXT NOT NULL, settle TEXT NOT NULL, contract_size TEXT NOT NULL,
  expiry INTEGER, strike TEXT, option_type TEXT, has_tiers INTEGER NOT NULL CHECK (has_tiers IN (0, 1)), notional_cap TEXT, tier_rule TEXT, tier_unit TEXT,
  taker_fee_rate TEXT, tick_size TEXT, lot_size TEXT, PRIMARY KEY (account_id, symbol)
) STRICT;
CREATE TABLE instrument_tier (
  account_id TEXT NOT NULL, symbol TEXT NOT NULL, ordinal INTEGER NOT NULL, notional_floor TEXT NOT NULL,
  maintenance_margin_rate TEXT NOT NULL, maintenance_amount TEXT NOT NULL, initial_margin_rate TEXT, max_leverage TEXT,
  PRIMARY KEY (account_id, symbol, ordinal), FOREIGN KEY (account_id, symbol) REFERENCES instrument (account_id, symbol) ON DELETE CASCADE
) STRICT;
CREATE TABLE collateral (
  account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, asset TEXT NOT NULL, amount TEXT NOT NULL,
  weight TEXT, has_tiers INTEGER NOT NULL CHECK (has_tiers IN (0, 1)), location TEXT, PRIMARY KEY (account_id, ordinal)
) STRICT;
CREATE TABLE collateral_tier (
  account_id TEXT NOT NULL, collateral_ordinal INTEGER NOT NULL, ordinal INTEGER NOT NULL, amount_from TEXT NOT NULL, weight TEXT NOT NULL,
  PRIMARY KEY (account_id, collateral_ordinal, ordinal),
  FOREIGN KEY (account_id, collateral_ordinal) REFERENCES collateral (account_id, ordinal) ON DELETE CASCADE
) STRICT;
CREATE TABLE position (
  account_id TEXT NOT NULL, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, contracts TEXT NOT NULL, entry_price TEXT NOT NULL,
  margin_mode TEXT NOT NULL, isolated_margin TEXT, leverage TEXT, position_side TEXT NOT NULL,
  PRIMARY KEY (account_id, symbol, position_side, margin_mode),
  FOREIGN KEY (account_id, symbol) REFERENCES instrument (account_id, symbol) ON DELETE CASCADE
) STRICT;
CREATE TABLE open_order (
  account_id TEXT NOT NULL, ordinal INTEGER NOT NULL, symbol TEXT NOT NULL, contracts TEXT NOT NULL, price TEXT NOT NULL,
  reduce_only INTEGER NOT NULL CHECK (reduce_only IN (0, 1)), PRIMARY KEY (account_id, ordinal),
  FOREIGN KEY (account_id, symbol) REFERENCES instrument (account_id, symbol) ON DELETE CASCADE
) STRICT;
CREATE TABLE beta (
  account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE, asset TEXT NOT NULL, beta TEXT NOT NULL, PRIMARY KEY (account_id, asset)
) STRICT;
CREATE TABLE last_price (
  account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mark', 'index', 'forward', 'volatility', 'rate')), key TEXT NOT NULL, subkey TEXT NOT NULL DEFAULT '',
  value TEXT NOT NULL, at INTEGER, source TEXT NOT NULL, PRIMARY KEY (account_id, kind, key, subkey)
) STRICT;
CREATE TABLE manual_price (
  account_id TEXT NOT NULL REFERENCES account (account_id) ON DELETE CASCADE, kind TEXT NOT NULL CHECK (kind IN ('mark', 'index')),
  key TEXT NOT NULL, value TEXT NOT NULL, set_at INTEGER NOT NULL, PRIMARY KEY (account_id, kind, key)
) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT;
`;
