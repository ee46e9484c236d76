/** Largest document that a window may hand over, in characters. */
export const DOCUMENT_LIMIT = 3_000_000;

/** Joint moves that a window may ask about, in whole percent. */
export const SHOCK_PERCENT = { least: -50, most: 50 } as const;

/** Moves of a drill, in whole percent: it must be able to reach every stage. */
export const DRILL_PERCENT = { least: -90, most: 200 } as const;

/** A drill ends by itself after this. */
export const DRILL_MINUTES = 10;

/** How far a price may be from the last good one, or from the index, in percent, before it is held as suspect. */
export const PRICE_BAND = { least: 0.5, most: 90, usual: 10 } as const;

/** Hosts that may be allowed at once. */
export const HOSTS_LIMIT = 100;

/** A name such as `stream.bybit.com`: no scheme, port or path. */
export const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** What a window may have kept: names such as `table.positions`, and how much text under how many of them. */
export const KEPT = { name: /^[a-z][a-zA-Z.]{0,39}$/, characters: 20_000, names: 60 } as const;

/** Paths of one simulation. */
export const ODDS_PATHS = { least: 100, most: 100_000 } as const;

/** How far ahead a book may be asked about, in days. */
export const ROLL_DAYS = { least: 0, most: 400 } as const;

/** Both ends count. */
export type Range = Readonly<{ least: number; most: number }>;

/** What may be supposed of a market and of an account, and within which numbers. Fractions, unless they say otherwise. */
export const SUPPOSED = {
  sigmaTimes: { least: 0.1, most: 10 },
  jumpsPerYear: { least: 0, most: 1000 },
  jumpMean: { least: -0.95, most: 3 },
  jumpDeviation: { least: 0, most: 2 },
  fundingTimes: { least: 0, most: 1000 },
  fundingRate: { least: -0.05, most: 0.05 },
  days: { least: 0.25, most: 90 },
  deleveraged: { least: 1, most: 10 },
  sleepHours: { least: 0.25, most: 72 },
} as const satisfies Record<string, Range>;

/** Days of the past of the user's own that are kept: every account is put through all of them. */
export const EPISODES_LIMIT = 12;

/** How many groups of the user's own an underlying may have, how many legs each, how long a name is, and how many underlyings of an account have some. */
export const OWN_GROUPS = { groups: 50, legs: 200, name: 60, assets: 200 } as const;
