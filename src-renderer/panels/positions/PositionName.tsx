import type { PositionView } from '#shared/ipc/view.ts';
import { sideWord } from '../../state/select/positionTable.ts';
import { Icon } from '../../ui/Icon.tsx';
import { displayText } from '../../ui/text.ts';
import { flagWord } from './flagWord.ts';

const ICONS = { long: 'up', short: 'down', flat: 'flat' } as const;

/** The row's name: its side, symbol and what must be known of it at once. */
export function PositionName({ row, tab, onOpen }: Readonly<{ row: PositionView; tab: 0 | -1; onOpen: (row: PositionView) => void }>) {
  const side = sideWord(row);
  return (
    <button type="button" className="row-button position-name" tabIndex={tab} data-testid="row-name" onClick={() => onOpen(row)}>
      <span className="side" title={side}>
        <Icon name={ICONS[side]} size={8} />
        <span className="hidden-text">{side} </span>
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

/** "SOLUSDT short isolated": whose figure a derivation tells. */
export const positionTitle = ({ symbol, positionSide, marginMode }: PositionView): string =>
  [symbol, ...(positionSide === 'both' ? [] : [positionSide]), ...(marginMode === 'isolated' ? ['isolated'] : [])].join(' ');
