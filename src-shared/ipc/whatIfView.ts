import type { PriceState } from '../domain/priceState.ts';
import type { Stage } from '../domain/stage.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { FigureView } from './figureView.ts';
import type { AccountView, DistanceView, LiquidationView, MoveView } from './view.ts';
import type { WhatIfChange, WhatIfSpec } from './whatIf.ts';

/** The same thing without and with the changes. */
export type Pair<T> = Readonly<{ before: T; after: T }>;

export type WhatIfFigureName = 'marginRatio' | 'buffer' | 'equity' | 'adjustedEquity' | 'maintenanceMargin' | 'initialMargin' | 'freeMargin';

/** `change` is after − before; null where one of them is not known exactly. */
export type WhatIfFigure = Pair<FigureView> & Readonly<{ name: WhatIfFigureName; change: DecimalText | null }>;

export type WhatIfStage = Readonly<{ stage: Stage; reason: string; incomplete: boolean }>;

/** A liquidation price of an underlying, a position or a collateral line. A side is null where the book does not hold it. */
export type WhatIfLiquidation = Readonly<{
  id: string;
  name: string;
  price: Pair<DecimalText | null>;
  liquidation: Pair<LiquidationView | null>;
  distance: Pair<DistanceView | null>;
  priceDecimals: number;
}>;

export type WhatIfUnderlying = WhatIfLiquidation & Readonly<{ /** Its beta in the joint move. */ beta: DecimalText }>;

/** How a row of the book stands to the one it came from. */
export type RowStanding = 'same' | 'changed' | 'added' | 'removed';

/** What is held, as it can be edited: text of each field, null where there is none. `before` is null for an added row. */
export type WhatIfPosition = Readonly<{ id: string; symbol: string; positionSide: string; marginMode: string; standing: RowStanding; contracts: Pair<DecimalText | null>; entryPrice: DecimalText; leverage: DecimalText | null; isolatedMargin: DecimalText | null }>;
export type WhatIfCollateral = Readonly<{ id: string; asset: string; location: string | null; standing: RowStanding; amount: Pair<DecimalText | null>; weight: DecimalText | null }>;
export type WhatIfOrder = Readonly<{ id: string; symbol: string; standing: RowStanding; contracts: DecimalText; price: DecimalText; reduceOnly: boolean }>;

/** A fork of an account: what is changed in it, and what that does. Nothing of it is stored as live, and nothing raises an alert. */
export type WhatIfView = Readonly<{
  forkId: string;
  /** The account that it was forked from. */
  accountId: string;
  accountName: string;
  valuationCurrency: string;
  /** When book and prices were taken from the account. */
  forkedAt: EpochMs;
  /** The worst of the prices that decide a headline, as it was then. */
  worst: Readonly<{ state: PriceState; key: string; at: EpochMs | null }> | null;
  /** What was applied. */
  spec: WhatIfSpec;
  /** What does not fit this book and was left out, each with its reason: a scenario may come from another account. */
  skipped: readonly Readonly<{ change: WhatIfChange; reason: string }>[];
  /** The forked account as a whole, to be shown in the place of the live one. */
  account: AccountView;
  figures: readonly WhatIfFigure[];
  stage: Pair<WhatIfStage>;
  jointMove: Pair<MoveView>;
  underlyings: readonly WhatIfUnderlying[];
  positionLiquidations: readonly WhatIfLiquidation[];
  collateralLiquidations: readonly WhatIfLiquidation[];
  positions: readonly WhatIfPosition[];
  collateral: readonly WhatIfCollateral[];
  orders: readonly WhatIfOrder[];
}>;

export type ScenarioView = Readonly<{ name: string; savedAt: EpochMs; spec: WhatIfSpec }>;
