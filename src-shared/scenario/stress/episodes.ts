/** Where a move was found; null marks one that is illustrative. */
export type MoveSource = string | null;

/** A move of an asset that only some venues saw, as the mark of collateral or of an index there. */
export type VenueMark = Readonly<{ asset: string; move: number; venues: readonly string[]; source: MoveSource }>;

/** A day of the past as moves by asset: high or price before to the low, as a fraction. */
export type Episode = Readonly<{
  id: string;
  name: string;
  /** ISO date of the low. */
  date: string;
  moves: readonly Readonly<{ asset: string; move: number; source: MoveSource }>[];
  /** What every other asset that is no stablecoin is taken to have done. */
  others: Readonly<{ move: number; source: MoveSource }>;
  venueMarks: readonly VenueMark[];
  /** The user described it. */
  own?: true;
}>;

const MARCH_2020 = 'pastorq.com/8162: BTC 7,000 to 3,800, ETH 200 to 90';
const MAY_2021 = 'open-lib.com/1941: BTC 31.18 % below the high of the day, ETH 46 %, DOGE 40 %';
const FTX_BTC = 'socialbites.ca/business/116157: BTC above 21,000 in the week before, 15,600 on 10 November';
const FTX_OTHERS = 'defidecomplicated.com, week of the FTX collapse: ETH 20 %, SOL 47 % over seven days';
const OCTOBER_2025 = 'globalstocknews.org 695590: BTC 12 %, ETH 20 %, SOL 24.6 %';
const OCTOBER_XRP = 'paragraph.com/@web3r2, overview of 10 October 2025: XRP 22 %';
const OCTOBER_USDE = 'datawallet.com and nurnibir.com, 10 October 2025: USDe about 0.65 on Binance, near par elsewhere';

/** The falls that traders compare with, oldest first. */
export const EPISODES: readonly Episode[] = [
  {
    id: 'march-2020', name: '12 March 2020', date: '2020-03-12', venueMarks: [],
    moves: [{ asset: 'BTC', move: -0.457, source: MARCH_2020 }, { asset: 'ETH', move: -0.55, source: MARCH_2020 }], others: { move: -0.55, source: null },
  },
  {
    id: 'may-2021', name: '19 May 2021', date: '2021-05-19', venueMarks: [],
    moves: [{ asset: 'BTC', move: -0.3118, source: MAY_2021 }, { asset: 'ETH', move: -0.46, source: MAY_2021 }, { asset: 'DOGE', move: -0.4, source: MAY_2021 }], others: { move: -0.45, source: null },
  },
  {
    id: 'november-2022', name: 'FTX, November 2022', date: '2022-11-10', venueMarks: [],
    moves: [{ asset: 'BTC', move: -0.257, source: FTX_BTC }, { asset: 'ETH', move: -0.2, source: FTX_OTHERS }, { asset: 'SOL', move: -0.47, source: FTX_OTHERS }], others: { move: -0.3, source: null },
  },
  {
    id: 'october-2025', name: '10 October 2025', date: '2025-10-10',
    moves: [{ asset: 'BTC', move: -0.12, source: OCTOBER_2025 }, { asset: 'ETH', move: -0.2, source: OCTOBER_2025 }, { asset: 'SOL', move: -0.246, source: OCTOBER_2025 }, { asset: 'XRP', move: -0.22, source: OCTOBER_XRP }],
    others: { move: -0.4, source: null },
    venueMarks: [{ asset: 'USDE', move: -0.35, venues: ['binance-usdm', 'binance-coinm', 'binance-portfolio-margin'], source: OCTOBER_USDE }],
  },
];

/** Those and the user's own, by date, the oldest first. */
export const daysWith = (own: readonly Episode[]): readonly Episode[] => [...EPISODES, ...own].toSorted((left, right) => (left.date < right.date ? -1 : Number(left.date > right.date)));

/** What an episode does to one asset at one venue, and whether a source says so; a stablecoin that is not named stays. */
export function episodeMove(episode: Episode, asset: string, venue: string, isStable: boolean): Readonly<{ move: number; source: MoveSource }> {
  const marked = episode.venueMarks.find((own) => own.asset === asset && own.venues.includes(venue));
  const named = marked ?? episode.moves.find((own) => own.asset === asset);
  if (named !== undefined) return { move: named.move, source: named.source };
  return isStable ? { move: 0, source: null } : episode.others;
}
