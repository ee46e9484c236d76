import type { EpochMs } from '#shared/num/units.ts';
import { listedQuarters, quarterlySymbol } from './quarterly.ts';
import { createRandom, normal } from '../util/random.ts';

export type MarketSpec = Readonly<{
  symbol: string;
  start: number;
  /** Decimals of its prices. */
  decimals: number;
  /** How strongly it follows the common swing. */
  beta: number;
  /** Standard deviation of its own log return per step. */
  noise: number;
  /** Mark over index, as a fraction: a dated future's basis. */
  basis?: number;
  /** The symbol whose index it shares, when not its own. */
  indexOf?: string;
}>;

/** `lastPrice` is that of a trade a little off the mark, in whole ticks. */
export type Quote = Readonly<{ symbol: string; markPrice: string; lastPrice: string; indexPrice: string; settlePrice: string; fundingRate: string }>;

export type Market = Readonly<{ step: () => readonly Quote[]; quotes: () => readonly Quote[] }>;

/** How the whole market swings, on top of seeded noise: a wave that starts on its way down. */
export type Swing = Readonly<{
  periodSteps: number;
  /** Half the log return from the top to the bottom, for a beta of 1. */
  amplitude: number;
}>;

/** Eight minutes of one-second steps: a fall of a tenth within 160 s, back at the start after 320 s, then a third of that above it. */
const DEMO_SWING: Swing = { periodSteps: 480, amplitude: 0.067 };

/** Where on its circle the wave starts. A sixth of a turn: three quarters of its height lie below the start. */
const START_ANGLE = Math.PI / 3;

/**
 * A seeded market: same seed and step, same prices. No clock of its own; the exchange calls `step` once a second.
 * Own noise returns to 0, so that the demo account keeps passing through its stages however long it runs.
 */
export function createMarket(seed: number, specs: readonly MarketSpec[], swing: Swing = DEMO_SWING): Market {
  const random = createRandom(seed);
  const owners = specs.filter(({ indexOf }) => indexOf === undefined);
  const drift = new Map(owners.map(({ symbol }) => [symbol, 0]));
  let stepCount = 0;
  const wave = (): number => swing.amplitude * (Math.cos(START_ANGLE + (2 * Math.PI * stepCount) / swing.periodSteps) - Math.cos(START_ANGLE));
  const quote = (spec: MarketSpec, at: number): Quote => {
    const index = spec.start * Math.exp(spec.beta * wave() + (drift.get(spec.indexOf ?? spec.symbol) ?? 0));
    const mark = index * (1 + (spec.basis ?? 0) + 0.00008 * Math.sin(stepCount / 7 + at));
    return {
      symbol: spec.symbol,
      markPrice: mark.toFixed(spec.decimals + 1),
      lastPrice: (mark * (1 + 0.00003 * Math.sin(stepCount / 3 + 2 * at))).toFixed(spec.decimals),
      indexPrice: index.toFixed(spec.decimals + 2),
      settlePrice: index.toFixed(spec.decimals + 1),
      fundingRate: spec.basis === undefined ? (0.0001 + 0.00004 * Math.sin(stepCount / 50 + at)).toFixed(8) : '',
    };
  };
  const quotes = (): readonly Quote[] => specs.map(quote);
  return {
    quotes,
    step: () => {
      stepCount += 1;
      for (const { symbol, noise } of owners) drift.set(symbol, 0.995 * (drift.get(symbol) ?? 0) + noise * normal(random));
      return quotes();
    },
  };
}

const BITCOIN: MarketSpec = { symbol: 'BTCUSDT', start: 60418.2, decimals: 2, beta: 0.9, noise: 0.00012 };

const PERPETUALS: readonly MarketSpec[] = [
  BITCOIN,
  { symbol: 'ETHUSDT', start: 3121.4, decimals: 2, beta: 1.05, noise: 0.00016 },
  { symbol: 'SOLUSDT', start: 153.4, decimals: 3, beta: 1.45, noise: 0.00024 },
  { symbol: 'XRPUSDT', start: 0.6104, decimals: 5, beta: 1.1, noise: 0.0002 },
  { symbol: 'DOGEUSDT', start: 0.1588, decimals: 6, beta: 1.5, noise: 0.00028 },
  { symbol: 'AVAXUSDT', start: 29.84, decimals: 4, beta: 1.4, noise: 0.00026 },
  { symbol: 'LINKUSDT', start: 13.71, decimals: 4, beta: 1.2, noise: 0.00022 },
  { symbol: 'BNBUSDT', start: 601.3, decimals: 2, beta: 0.8, noise: 0.00014 },
  { symbol: 'LTCUSDT', start: 84.2, decimals: 3, beta: 1, noise: 0.0002 },
];

/** The basis of the two listed quarters, as fractions of the index. */
const QUARTERLY_BASIS = [0.0031, 0.0062] as const;

/** What the demo exchange lists at `now`: perpetuals, and the two quarterly futures on bitcoin that a venue lists then. */
export function demoMarket(now: EpochMs): readonly MarketSpec[] {
  const quarters = listedQuarters(now).map((expiry, at): MarketSpec => ({ ...BITCOIN, symbol: quarterlySymbol(BITCOIN.symbol, expiry), indexOf: BITCOIN.symbol, basis: QUARTERLY_BASIS[at] ?? 0 }));
  return [...PERPETUALS, ...quarters];
}
