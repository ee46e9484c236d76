import { memo } from 'react';
import type { PositionView } from '#shared/ipc/view.ts';
import { useAccount, useDialogs, usePosition } from '../../state/screen.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { Distance, LiquidationPrice } from '../../ui/Distance.tsx';
import { NONE, percentText, signOf } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
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
}>;

/** One position, redrawn only when it changed itself. */
export const PositionRow = memo(function PositionRow({ id, index, priceDecimals, sizeDecimals, sumDecimals, unit }: RowProps) {
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
        <Name row={row} />
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
        <LiquidationPrice view={row.liquidation} below={row.distance === null || signOf(row.distance.fraction) < 0} decimals={row.priceDecimals} columnDecimals={priceDecimals} unit={row.quote} />
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

function Name({ row }: Readonly<{ row: PositionView }>) {
  const side = SIDES[signOf(row.size)];
  return (
    <span className="position-name">
      <span className="side" title={side.word}>
        <Icon name={side.icon} size={8} />
        <span className="hidden-text">{side.word} </span>
      </span>
      <span className="clip" title={displayText(row.symbol)}>{displayText(row.symbol, 40)}</span>
      {row.positionSide !== 'both' && <span className="tag">{row.positionSide}</span>}
      {row.flags.length > 0 && (
        <span className="flag" title={row.flags.map((flag) => displayText(flag)).join('; ')}>
          {flagWord(row.flags[0])}
        </span>
      )}
    </span>
  );
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
