import { memo } from 'react';
import type { PositionView } from '#shared/ipc/view.ts';
import { sameData } from '#shared/util/sameData.ts';
import { useAccount, useDialogs, usePosition } from '../../state/screen.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { useDerive } from '../../state/useDerive.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { Distance, LiquidationPrice } from '../../ui/Distance.tsx';
import { exactText, NONE, percentText, signOf } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { moveFocus } from '../../ui/moveFocus.ts';
import { PriceCell } from '../../ui/PriceCell.tsx';
import { Ratio } from '../../ui/Ratio.tsx';
import { displayText } from '../../ui/text.ts';
import { flagWord } from './flagWord.ts';

type RowProps = Readonly<{
  id: string;
  /** Its place in the whole table, from 1 for the head. */
  index: number;
  priceDecimals: number;
  sizeDecimals: number;
  sumDecimals: number;
  unit: string;
  /** Tab stops at this row; arrows reach the others. */
  reached: boolean;
  onReach: (id: string) => void;
}>;

/** One position, redrawn only when it changed itself. */
export const PositionRow = memo(function PositionRow({ id, index, priceDecimals, sizeDecimals, sumDecimals, unit, reached, onReach }: RowProps) {
  const row = usePosition(id);
  const accountId = useAccount((account) => account.accountId);
  const dialogs = useDialogs();
  if (row === undefined || accountId === null) return null;
  const missing = `needs a mark of ${row.symbol}`;
  const money = moneyDecimals(unit);
  const editMark = (): void => dialogs.show({ kind: 'price', accountId, priceKind: 'mark', key: row.symbol, unit: row.quote, price: row.mark });
  return (
    <tr className={`position state-${row.mark.state}`} data-testid="position-row" data-symbol={row.symbol} aria-rowindex={index}>
      <th scope="row">
        <Name row={row} reached={reached} onReach={onReach} />
      </th>
      <td>
        <Amount value={row.size} decimals={row.sizeDecimals} columnDecimals={sizeDecimals} unit={row.base} signed />
      </td>
      <td className="soft">
        <Amount value={row.entryPrice} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={row.quote} />
      </td>
      <td>
        <PriceCell price={row.mark} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={row.quote} what={`mark of ${row.symbol}`} onEdit={editMark} />
      </td>
      <td className="soft">
        <Amount value={row.notional} decimals={sumDecimals} unit={row.settle} missing={missing} state={row.mark.state} />
      </td>
      <td>
        <Amount value={row.unrealizedPnl} decimals={money} unit={unit} signed toned missing={missing} state={row.mark.state} />
      </td>
      <td>
        <Amount value={row.maintenanceMargin} decimals={money} unit={unit} missing={row.flags[0] ?? missing} state={row.mark.state} />
      </td>
      <td>
        <Share share={row.maintenanceShare} missing={row.flags[0] ?? missing} />
      </td>
      <td>
        <Liquidation row={row} columnDecimals={priceDecimals} />
      </td>
      <td>
        <Distance distance={row.distance} liquidation={row.liquidation} quote={row.quote} />
      </td>
      <td className="soft">
        <Without row={row} />
      </td>
    </tr>
  );
});

const SIDES = { [-1]: { icon: 'down', word: 'short' }, 0: { icon: 'flat', word: 'flat' }, 1: { icon: 'up', word: 'long' } } as const;

function Name({ row, reached, onReach }: Readonly<{ row: PositionView } & Pick<RowProps, 'reached' | 'onReach'>>) {
  const side = SIDES[signOf(row.contracts)];
  const derive = useDerive();
  const name = [row.symbol, ...(row.positionSide === 'both' ? [] : [row.positionSide]), ...(row.marginMode === 'isolated' ? ['isolated'] : [])].join(' ');
  return (
    <button
      type="button" className="row-button position-name" tabIndex={reached ? 0 : -1} data-testid="row-name"
      onFocus={() => onReach(row.id)} onKeyDown={moveFocus} onClick={() => derive({ of: 'row', row: row.id, figure: 'maintenanceMargin' }, name)}
    >
      <span className="side" title={side.word}>
        <Icon name={side.icon} size={8} />
        <span className="hidden-text">{side.word} </span>
      </span>
      <span className="clip" title={`${displayText(row.symbol)}: how its figures come about`}>{displayText(row.symbol, 40)}</span>
      {row.positionSide !== 'both' && <span className="tag">{row.positionSide}</span>}
      {row.marginMode === 'isolated' && <span className="tag" title="Margined by itself, with its own margin">isolated</span>}
      {row.flags.length > 0 && (
        <span className="flag" title={row.flags.map((flag) => displayText(flag)).join('; ')}>
          {flagWord(row.flags[0])}
        </span>
      )}
    </button>
  );
}

/** The venue may print another price for the row than the one at which everything on its underlying liquidates the account. */
function venueWords({ venueLiquidation, quote }: PositionView): string {
  if (venueLiquidation.status === 'price') return `the venue prints ${exactText(venueLiquidation.price)} ${quote}`;
  if (venueLiquidation.status === 'range') return `the venue prints ${exactText(venueLiquidation.lower)} and ${exactText(venueLiquidation.upper)} ${quote}`;
  return venueLiquidation.status === 'none' ? 'the venue prints none' : `the venue's own figure needs ${venueLiquidation.missing}`;
}

function Liquidation({ row, columnDecimals }: Readonly<{ row: PositionView; columnDecimals: number }>) {
  return <LiquidationPrice view={row.liquidation} below={row.distance === null || signOf(row.distance.fraction) < 0} decimals={row.priceDecimals} columnDecimals={columnDecimals} unit={row.quote} {...(sameData(row.liquidation, row.venueLiquidation) ? {} : { also: displayText(venueWords(row)) })} />;
}

function Share({ share, missing }: Readonly<{ share: PositionView['maintenanceShare']; missing: string }>) {
  if (share === null) return <Unknown reason={missing} />;
  return (
    <span className="share">
      <span className="share-bar" aria-hidden="true">
        <i style={{ width: `${Math.max(0, Math.min(1, Number(share))) * 100}%` }} />
      </span>
      <span className="figure">{percentText(share, 1)}</span>
    </span>
  );
}

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
