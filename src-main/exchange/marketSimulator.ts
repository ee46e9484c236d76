import { createRandom, normal } from './random.ts';

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
}>;

export type Quote = Readonly<{ symbol: string; markPrice: string; indexPrice: string; settlePrice: string; fundingRate: string }>;

export type Market = Readonly<{ step: () => readonly Quote[]; quotes: () => readonly Quote[] }>;

/** How the whole market swings: a slow common wave that starts with a fall, on top of seeded noise. */
export type Swing = Readonly<{ periodSteps: number; amplitude: number }>;

/** Eight and a half minutes of one-second steps; the deepest point is a fall of about a tenth for a beta of 1. */
export const DEMO_SWING: Swing = { periodSteps: 510, amplitude: 0.052 };

/**
 * A seeded market: same seed and step, same prices. No clock of its own; the exchange calls `step` once a second.
 * Own noise returns to 0, so that the demo account keeps passing through its stages however long it runs.
 */
export function createMarket(seed: number, specs: readonly MarketSpec[], swing: Swing = DEMO_SWING): Market {
  const random = createRandom(seed);
  const drift = specs.map(() => 0);
  let stepCount = 0;
  const wave = (): number => -swing.amplitude * (1 - Math.cos((2 * Math.PI * stepCount) / swing.periodSteps));
  const quote = (spec: MarketSpec, at: number): Quote => {
    const index = spec.start * Math.exp(spec.beta * wave() + (drift[at] ?? 0));
    const mark = index * (1 + (spec.basis ?? 0) + 0.00008 * Math.sin(stepCount / 7 + at));
    return {
      symbol: spec.symbol,
      markPrice: mark.toFixed(spec.decimals + 1),
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
      specs.forEach((spec, at) => {
        drift[at] = 0.995 * (drift[at] ?? 0) + spec.noise * normal(random);
      });
      return quotes();
    },
  };
}

/** The symbols of the demo exchange. */
export const DEMO_MARKET: readonly MarketSpec[] = [
  { symbol: 'BTCUSDT', start: 60418.2, decimals: 2, beta: 0.9, noise: 0.00012 },
  { symbol: 'ETHUSDT', start: 3121.4, decimals: 2, beta: 1.05, noise: 0.00016 },
  { symbol: 'SOLUSDT', start: 153.4, decimals: 3, beta: 1.45, noise: 0.00024 },
  { symbol: 'XRPUSDT', start: 0.6104, decimals: 5, beta: 1.1, noise: 0.0002 },
  { symbol: 'DOGEUSDT', start: 0.1588, decimals: 6, beta: 1.5, noise: 0.00028 },
  { symbol: 'AVAXUSDT', start: 29.84, decimals: 4, beta: 1.4, noise: 0.00026 },
  { symbol: 'LINKUSDT', start: 13.71, decimals: 4, beta: 1.2, noise: 0.00022 },
  { symbol: 'BNBUSDT', start: 601.3, decimals: 2, beta: 0.8, noise: 0.00014 },
  { symbol: 'LTCUSDT', start: 84.2, decimals: 3, beta: 1, noise: 0.0002 },
  { symbol: 'BTCUSDT_261225', start: 60418.2, decimals: 2, beta: 0.9, noise: 0.00012, basis: 0.0062 },
];
