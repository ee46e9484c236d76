import { memo } from 'react';
import { Mark } from '../../ui/Mark.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { displayText } from '../../ui/text.ts';
import { useAccount, useTerminal } from '../../state/screen.ts';
import { AccountPicker } from './AccountPicker.tsx';
import { Headline } from './Headline.tsx';
import { Tools } from './Tools.tsx';
import './brand.css';
import './header.css';

/** What must be seen without a click. */
export const Header = memo(function Header() {
  const demo = useAccount((account) => account.demo) === true;
  const replay = useAccount((account) => account.replay) === true;
  const drill = useAccount((account) => account.drill !== null) === true;
  const offline = useTerminal((terminal) => terminal.offline) === true;
  const publicAt = useAccount((account) => account.publicAt);
  const hasAccount = useAccount(() => true) === true;
  return (
    <header className="panel header" tabIndex={-1}>
      <h1 className="brand">
        <Mark />
        {(demo || replay || drill || offline || publicAt !== null) && (
          <span className="badges">
            {demo && (
              <span className="badge" data-testid="demo-badge" title="A simulated market on this machine: no real money, no network">
                DEMO
              </span>
            )}
            {replay && (
              <span className="badge" title="Prices come from a recording">
                REPLAY
              </span>
            )}
            {drill && (
              <span className="badge" title="Prices are moved for practice">
                DRILL
              </span>
            )}
            {publicAt !== null && (
              <span className="badge public" data-testid="public-badge" title={`Who can see this: on ${displayText(publicAt, 40)} anyone can look up what this account holds and where it is liquidated. Privacy here does not change that.`}>
                <Icon name="eye" size={10} /> PUBLIC
              </span>
            )}
            {offline && (
              <span className="badge plain" title="Nothing beyond this machine is contacted; prices are the last known">
                OFFLINE
              </span>
            )}
          </span>
        )}
      </h1>
      <AccountPicker />
      {hasAccount && <Headline />}
      <Tools />
    </header>
  );
});
