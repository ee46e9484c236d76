import type { PositionView } from '#shared/ipc/view.ts';
import { sideWord } from '../../state/select/positionTable.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { NONE, openExactText, openText, signedPercentText, signOf } from '../../ui/format.ts';
import type { GridCells } from '../../ui/grid/gridTypes.ts';
import { PriceCell } from '../../ui/PriceCell.tsx';
import { Ratio } from '../../ui/Ratio.tsx';
import { displayText } from '../../ui/text.ts';
import type { ColumnDecimals } from './columnChars.ts';
import { Away, Funding, Liquidation, PlainLiquidation, RowStage, Share, Sigmas, Tier } from './figures.tsx';
import { PositionName } from './PositionName.tsx';

/** What the cells of a row need beside the row. One object while nothing in it changes. */
export type PositionContext = Readonly<{
  /** The valuation currency. */
  unit: string;
  decimals: ColumnDecimals;
  onName: (row: PositionView) => void;
  onMark: (row: PositionView) => void;
  onUnderlying: (asset: string) => void;
}>;

const missingMark = ({ symbol }: PositionView): string => `needs a mark of ${symbol}`;
const missingMargin = (row: PositionView): string => row.flags[0] ?? missingMark(row);

const NO_TIER = 'its rules have no tiers by notional';

/** The cells of a position by column. */
export const POSITION_CELLS: GridCells<PositionView, PositionContext> = {
  symbol: { presses: () => true, stamp: (row) => [row.id, row.contracts.startsWith('-') ? '-' : '+', ...row.flags].join('\n'), draw: (row, { onName }, tab) => <PositionName row={row} tab={tab} onOpen={onName} /> },
  underlying: {
    presses: () => true, stamp: ({ base }) => base,
    draw: ({ base }, { onUnderlying }, tab) => (
      <button type="button" className="cell-button" tabIndex={tab} title={`Narrow every table to ${displayText(base, 24)}`} onClick={() => onUnderlying(base)}>
        {displayText(base, 24)}
      </button>
    ),
  },
  side: { soft: true, stamp: sideWord, draw: (row) => sideWord(row) },
  size: { stamp: ({ size, symbol, sizeDecimals }) => `${size} ${symbol} ${sizeDecimals}`, draw: (row, { decimals }) => <Amount value={row.size} decimals={row.sizeDecimals} columnDecimals={decimals.size} unit={row.base} signed missing={missingMark(row)} /> },
  contracts: { stamp: ({ contracts }) => contracts, draw: (row, { decimals }) => <Amount value={row.contracts} decimals={decimalsIn(row.contracts)} columnDecimals={decimals.contracts} unit="contracts" signed /> },
  entry: { soft: true, stamp: ({ entryPrice, priceDecimals, quote }) => `${entryPrice} ${priceDecimals} ${quote}`, draw: (row, { decimals }) => <Amount value={row.entryPrice} decimals={row.priceDecimals} columnDecimals={decimals.price} unit={row.quote} /> },
  mark: {
    presses: () => true, flash: ({ mark }) => mark.value,
    draw: (row, { decimals, onMark }, tab) => <PriceCell price={row.mark} decimals={row.priceDecimals} columnDecimals={decimals.price} unit={row.quote} what={`mark of ${row.symbol}`} tab={tab} onEdit={() => onMark(row)} />,
  },
  notional: { soft: true, draw: (row, { unit, decimals }) => <Amount value={row.notional} decimals={decimals.sum} unit={unit} missing={missingMark(row)} state={row.mark.state} /> },
  pnl: { draw: (row, { unit, decimals }) => <Amount value={row.unrealizedPnl} decimals={decimals.money} unit={unit} signed toned missing={missingMark(row)} state={row.mark.state} /> },
  pnlFraction: {
    draw: (row) => (row.pnlFraction === null ? <Unknown reason={missingMark(row)} /> : <span className={`figure ${['loss', '', 'gain'][signOf(row.pnlFraction) + 1] ?? ''}`} title={`${openExactText(row.pnlFraction)} of the value at entry`}>{signedPercentText(row.pnlFraction, 1)}</span>),
  },
  initial: { draw: (row, { unit, decimals }) => <Amount value={row.initialMargin} decimals={decimals.money} unit={unit} mode="ceil" missing={missingMargin(row)} state={row.mark.state} /> },
  margin: { draw: (row, { unit, decimals }) => <Amount value={row.maintenanceMargin} decimals={decimals.money} unit={unit} missing={missingMargin(row)} state={row.mark.state} /> },
  share: { draw: (row) => <Share share={row.maintenanceShare} missing={missingMargin(row)} /> },
  liquidation: { draw: (row, { decimals }) => <Liquidation row={row} columnDecimals={decimals.price} /> },
  distance: { draw: (row) => <Away row={row} /> },
  sigmas: { soft: true, draw: (row) => <Sigmas row={row} /> },
  venueLiquidation: { soft: true, draw: (row, { decimals }) => <PlainLiquidation row={row} view={row.venueLiquidation} columnDecimals={decimals.price} /> },
  without: { soft: true, draw: (row) => <Without row={row} /> },
  leverage: { soft: true, draw: ({ leverage }) => (leverage === null ? <Unknown reason="equity is not known, or not above zero" /> : <span className="figure" title={`${openExactText(leverage)} times the account's equity`}>{openText(leverage, 2, 'ceil')}×</span>) },
  tier: { soft: true, stamp: ({ tier, mark, symbol, settle }) => (tier === null ? `${symbol} ${mark.value === null}` : `${tier.number} ${tier.of} ${tier.nextFloor} ${tier.rate} ${settle}`), draw: (row) => (row.tier === null ? row.mark.value === null ? <Unknown reason={missingMark(row)} /> : <span className="faint" title={NO_TIER}>{NONE}</span> : <Tier tier={row.tier} settle={row.settle} />) },
  funding: { soft: true, stamp: ({ funding }) => (funding === null ? '' : `${funding.rate} ${funding.nextAt}`), draw: ({ funding }) => <Funding funding={funding} /> },
  stage: { stamp: ({ stage, liquidation }) => stage ?? (liquidation.status === 'unknown' ? liquidation.missing : ''), draw: (row) => <RowStage row={row} /> },
};

/** Decimals that a text is written with; at most eight. */
export const decimalsIn = (text: string): number => Math.min(8, text.split('.')[1]?.length ?? 0);

function Without({ row: { withoutThis } }: Readonly<{ row: PositionView }>) {
  if (withoutThis === null) return <Unknown reason="an input of another row is missing" />;
  if (withoutThis.marginRatio !== null) return <Ratio value={withoutThis.marginRatio} />;
  if (signOf(withoutThis.maintenanceMargin) === 0) return <span className="faint">{NONE}</span>;
  return (
    <span className="loss" title="Adjusted equity would be zero or below while margin is still required">
      gone
    </span>
  );
}
