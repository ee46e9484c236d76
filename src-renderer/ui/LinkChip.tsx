import { Icon } from './Icon.tsx';
import { displayText } from './text.ts';

/** Says that a table is narrowed to one underlying, and shows everything again when it is pressed. Nothing when it is not. */
export function LinkChip({ asset, onClear }: Readonly<{ asset: string | null; onClear: () => void }>) {
  if (asset === null) return null;
  return (
    <button type="button" className="link-chip" data-testid="link-chip" title={`Only what is on ${displayText(asset, 24)} is shown in every table: press to show everything`} onClick={onClear}>
      only {displayText(asset, 12)}
      <Icon name="close" size={9} />
      <span className="hidden-text">: show everything</span>
    </button>
  );
}
