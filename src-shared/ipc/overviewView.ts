import type { PriceState } from '../domain/priceState.ts';
import type { Stage } from '../domain/stage.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { Answer, FigureView } from './figureView.ts';
import type { AccountView, VenueRatioView } from './view.ts';

/** An exchange rate as an account of the user's knows it: `from` that account. */
export type RateView = Readonly<{ rate: DecimalText; at: EpochMs | null; state: PriceState; from: string }>;

/** One account after a move of all assets by their betas in its own book. */
export type ShockedView = Answer<Readonly<{
  stage: Stage;
  /** Adjusted equity is 0 or below with margin still asked for: there is no ratio, and no worse state. */
  underwater: boolean;
  marginRatio: FigureView;
  buffer: FigureView;
  equity: FigureView;
  /** The move on the way there at which the account is liquidated, a signed fraction; "0" when it is by now, null when it is not. */
  liquidatedAt: DecimalText | null;
  /** 1 for the first that is liquidated on the way, and so on; equals share a place. Null when it is not. */
  place: number | null;
  /** Isolated positions whose own margin is used up after the move. */
  isolated: readonly string[];
}>>;

/** One account as its own venue margins it. */
export type StandingView = Readonly<{
  accountId: string;
  name: string;
  demo: boolean;
  venue: string;
  model: string;
  parameterSetId: string;
  stage: Stage;
  stageReason: string;
  incomplete: boolean;
  underwater: boolean;
  marginRatio: FigureView;
  venueRatio: VenueRatioView;
  buffer: FigureView;
  nearest: AccountView['nearest'];
  /** What a nearer liquidation may hang on; null when all is known. */
  nearestNeeds: string | null;
  worstInput: AccountView['worstInput'];
  valuationCurrency: string;
  equity: FigureView;
  /** The same equity in the currency of the list; null when it, or the rate, is not known. */
  equityIn: DecimalText | null;
  rate: RateView | null;
  /** Null while no move was asked about. */
  shocked: ShockedView | null;
}>;

/**
 * All accounts, the most severe first. What adds up is equity, and nothing else: no margin of one account covers another,
 * so that there is no margin, ratio or buffer of all of them.
 */
export type OverviewView = Readonly<{
  asOf: EpochMs;
  currency: string;
  /** Currencies that equity may be told in. */
  currencies: readonly string[];
  accounts: readonly StandingView[];
  /** The sum over the accounts whose equity is known in the currency; null when none is. */
  consolidated: Readonly<{ equity: DecimalText | null; counted: number; of: number; missing: readonly string[] }>;
}>;
