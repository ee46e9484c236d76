import type { Computing } from '../../state/useComputing.ts';
import { Button } from '../../ui/Button.tsx';
import { percentText } from '../../ui/format.ts';
import { plain } from './risk/chance.ts';
import './progress.css';

/** How far a long computation is, and the way out of it and back. Its place is there while there is nothing to see. */
export function Progress({ of: { isLong, share, isCancelled, cancel, resume }, label }: Readonly<{ of: Computing; label: string }>) {
  return (
    <span className="computing" data-testid="computing">
      {isCancelled && <><span className="faint" role="status">Cancelled.</span><Button className="small" onClick={resume}>Compute again</Button></>}
      {!isCancelled && isLong && (
        <>
          <progress aria-label={label} max={1} value={share ?? undefined} />
          <span className="faint computing-share">{share === null ? '' : percentText(plain(share), 0, 'floor')}</span>
          <Button className="small" onClick={cancel}>Cancel</Button>
        </>
      )}
    </span>
  );
}
