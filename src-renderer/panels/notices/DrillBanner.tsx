import { memo } from 'react';
import { DRILL_MINUTES } from '#shared/ipc/limits.ts';
import { useRun } from '../../state/openDocument.ts';
import { useCommands, useLive } from '../../state/screen.ts';
import { Age } from '../../ui/Age.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { MINUS } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import './notices.css';

/** The prices of the account are moved for practice: what every figure stands on, and the way back. */
export const DrillBanner = memo(function DrillBanner() {
  const drill = useLive((account) => account.drill);
  const accountId = useLive((account) => account.accountId);
  const commands = useCommands();
  const run = useRun();
  if (drill === null || accountId === null) return null;
  const { percent, asset, since } = drill;
  return (
    <section className="panel strip drill" aria-label="Drill" tabIndex={-1} data-testid="drill-banner">
      <span className="stage-icon">
        <Icon name="triangle" size={12} />
      </span>
      <p>
        <b>
          Drill: {asset === null ? 'all prices' : displayText(asset, 20)} {percent < 0 ? `${MINUS}${-percent}` : `+${percent}`} %{asset === null ? ' by beta' : ''}, for <Age at={since} />.
        </b>{' '}
        Figures and warnings are of moved prices, and what the market does meanwhile is not warned of. It ends by itself after {DRILL_MINUTES} minutes.
      </p>
      <span className="strip-actions">
        <Button kind="primary" onClick={() => run('Ending the drill', commands.endDrill(accountId))}>
          End drill
        </Button>
      </span>
    </section>
  );
});
