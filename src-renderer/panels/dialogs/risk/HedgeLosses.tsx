import type { StressView } from '#shared/ipc/riskView.ts';
import { Move } from '../../../ui/Distance.tsx';
import { displayText } from '../../../ui/text.ts';

/** Rows that carry the others when all fall together, and how much nearer liquidation is without each. */
export function HedgeLosses({ found }: Readonly<{ found: StressView['hedgeLoss'] }>) {
  const losses = found.status === 'known' ? found.losses : [];
  return (
    <section aria-label="What if a winning hedge is taken away?" data-testid="hedge-losses">
      <h3>If a winning hedge is taken away <span className="faint">by auto-deleveraging, at its mark</span></h3>
      {found.status === 'unknown' ? <p className="unknown-words">Not known: needs {displayText(found.missing)}.</p> : losses.length === 0 ? <p className="faint">No row holds the others up in a joint move.</p> : (
        <dl className="lines">
          {losses.map(({ rowId, name, before, after }) => (
            <div key={rowId} data-testid="hedge-loss">
              <dt title="The joint move that liquidates, with the row and without it">Without {displayText(name, 40)}</dt>
              <dd><Move view={before} /> <span className="faint">to</span> <b><Move view={after} /></b></dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
