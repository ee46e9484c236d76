import { memo } from 'react';
import { useTerminal } from '../../state/screen.ts';
import { Icon } from '../../ui/Icon.tsx';
import { displayText } from '../../ui/text.ts';
import './notices.css';

/** Nothing can be written at the moment: what is seen is right, and what is kept is not. */
export const DatabaseBanner = memo(function DatabaseBanner() {
  const database = useTerminal((terminal) => terminal.database);
  if (database === null || database.state === 'ok') return null;
  return (
    <section className="panel strip stage-danger" aria-label="Database" tabIndex={-1} data-testid="database-banner">
      <span className="stage-icon">
        <Icon name="triangle" size={12} />
      </span>
      <p>
        <b>Nothing is being saved.</b> {database.detail === null ? '' : `${displayText(database.detail)}. `}
        Figures go on; prices and alerts of this time are lost at a restart. Writing to {displayText(database.path, 200)} is tried again every second.
      </p>
    </section>
  );
});
