import { memo, type ReactNode } from 'react';
import type { AccountView, RemedyView } from '#shared/ipc/view.ts';
import { useAccount } from '../../state/screen.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { exactText, percentText, significantText } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { stageWord } from '../../ui/StageBadge.tsx';
import { displayText, sentenceText } from '../../ui/text.ts';
import './remedies.css';

/** Each line alone brings the account back to the stage below, with the margin that clearing asks for. */
export const Remedies = memo(function Remedies() {
  const account = useAccount((view) => view);
  if (account === null) return null;
  const { remedy, stage } = account;
  return (
    <Panel id="remedies" title="What helps" className="remedies" note={remedy === null || account.totals.incomplete ? undefined : `each alone leaves ${stageWord(stage)}`}>
      {remedy === null || account.totals.incomplete ? <p className="remedies-none">{nothingToDo(account)}</p> : <Lines account={account} remedy={remedy} />}
    </Panel>
  );
});

function nothingToDo({ stage, stageReason, totals }: AccountView): string {
  if (totals.incomplete) return 'Some inputs are unknown: what would help cannot be said.';
  return stage === 'calm' ? 'Nothing is needed while calm.' : `Nothing more is needed: ${sentenceText(stageReason)}.`;
}

function Lines({ account, remedy }: Readonly<{ account: AccountView; remedy: RemedyView }>) {
  const unit = account.valuationCurrency;
  const others = remedy.topUpByAsset.filter(({ asset }) => asset !== unit);
  return (
    <dl className="remedy-lines">
      <Line name="Add" testId="remedy-top-up">
        <Amount value={remedy.topUp} decimals={moneyDecimals(unit)} mode="ceil" unit={unit} missing="an input of the account is missing" /> <span className="soft">{unit}</span>
      </Line>
      {others.map(({ asset, amount }) => (
        <Line key={asset} name="or" testId="remedy-asset">
          {amount === null ? <Unknown reason={`the weight or price of ${asset} is unknown`} /> : <span className="figure" title={`${exactText(amount)} ${asset}`}>{significantText(amount, 5, 'ceil')}</span>} <span className="soft">{displayText(asset, 12)}</span>
        </Line>
      ))}
      <Line name="Reduce" testId="remedy-reduce">
        {remedy.reduce === null ? (
          remedy.optionsApart ? <span className="faint" title="No other position is enough; what closing an option does is not looked into">only an option, if any</span> : <span className="faint">no single position is enough</span>
        ) : (
          <>
            <span className="figure" title={`${exactText(remedy.reduce.contracts)} contracts`}>{significantText(remedy.reduce.contracts, 5, 'ceil')}</span>{' '}
            <span className="soft">
              {displayText(remedy.reduce.symbol, 24)}, {percentText(remedy.reduce.fraction, 1, 'ceil')} of it
            </span>
          </>
        )}
      </Line>
      <Line name="Clears at" testId="remedy-price">
        {remedy.clearingPrice === null ? (
          remedy.optionsApart ? <Unknown reason="options are short, and what they ask for changes with the price" /> : <span className="faint">no single price clears it</span>
        ) : (
          <>
            <span className="figure" title={`${exactText(remedy.clearingPrice.price)} ${unit}`}>{significantText(remedy.clearingPrice.price, 6, 'halfEven')}</span> <span className="soft">{displayText(remedy.clearingPrice.asset, 16)} price</span>
          </>
        )}
      </Line>
    </dl>
  );
}

function Line({ name, testId, children }: Readonly<{ name: string; testId: string; children: ReactNode }>) {
  return (
    <div data-testid={testId}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
