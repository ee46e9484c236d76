import type { AccountView } from '#shared/ipc/view.ts';
import { useAccount, useConnection } from '../../state/screen.ts';
import { isUnderwater, missingFor } from '../../state/select/headline.ts';
import { headlineDecimals } from '../../state/select/money.ts';
import { Age } from '../../ui/Age.tsx';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { Move } from '../../ui/Distance.tsx';
import { Fig } from '../../ui/Fig.tsx';
import { NONE, distanceText, exactText, sigmaText } from '../../ui/format.ts';
import { isDoubtful, stateWord } from '../../ui/figureTitle.ts';
import { Ratio } from '../../ui/Ratio.tsx';
import { StageBadge } from '../../ui/StageBadge.tsx';
import { displayText, sentenceText } from '../../ui/text.ts';
import { RatioRange } from './RatioRange.tsx';

/** Stage, buffer, ratio, nearest, joint move, oldest price: all from one view, so that they agree with each other. */
export function Headline() {
  const account = useAccount((view) => view);
  const connected = useConnection().reach === 'connected';
  if (account === null) return null;
  const { totals } = account;
  const unit = account.valuationCurrency;
  const worst = account.worstInput?.state ?? 'live';
  const word = connected ? stateWord(worst) : 'stale';
  return (
    <dl className={`headline ${isDoubtful(worst) ? 'doubtful' : ''}`}>
      <div className="fig stage-fig">
        <dt className="hidden-text">Stage</dt>
        <dd>
          <StageBadge stage={account.stage} reason={sentenceText(account.stageReason)} unsure={totals.incomplete} />
          {account.stageReason !== '' && (
            <small className="clip" title={sentenceText(account.stageReason)} data-testid="stage-reason">
              {shortReason(sentenceText(account.stageReason))}
            </small>
          )}
        </dd>
      </div>
      <Fig label="Buffer to liquidation" state={word} big aside={displayText(unit, 8)} className="buffer-fig">
        <Amount value={totals.buffer} decimals={headlineDecimals(totals.buffer, unit)} mode="floor" unit={unit} bound={totals.bounds['buffer']} missing={missingFor(account, 'buffer')} state={worst} testId="buffer" />
      </Fig>
      <Fig label="Margin ratio" state={word} aside={isUnderwater(account) ? undefined : account.interval === null ? <ImUse account={account} /> : <RatioRange interval={account.interval} unit={unit} />} className="ratio-fig">
        {isUnderwater(account) ? (
          <span className="figure loss" data-testid="margin-ratio" title="Adjusted equity is zero or below while margin is still required: there is no ratio, and no worse state">
            no equity
          </span>
        ) : (
          <Ratio value={totals.marginRatio} bound={totals.bounds['marginRatio']} missing={missingFor(account, 'marginRatio')} state={worst} testId="margin-ratio" />
        )}
      </Fig>
      <Fig label="Nearest liquidation" className="nearest-fig" aside={account.nearest === null ? undefined : <Sigmas sigmas={account.nearest.sigmas} />}>
        <Nearest account={account} />
      </Fig>
      <Fig label="All marks together" className="joint-fig">
        <Move view={account.jointMove.liquidation} testId="joint-move" />
      </Fig>
      <OldestPrice account={account} />
    </dl>
  );
}

/** Beside the badge there is room for "SOL 4.6σ away". */
const shortReason = (reason: string): string => reason.replace(/ from liquidation$/, ' away');

type AccountProps = Readonly<{ account: AccountView }>;

function ImUse({ account }: AccountProps) {
  const { initialMarginRatio, bounds } = account.totals;
  return (
    <>
      <span title="Initial margin in use, as part of adjusted equity">IM</span> <Ratio value={initialMarginRatio} bound={bounds['initialMarginRatio']} missing={missingFor(account, 'initialMarginRatio')} testId="initial-margin-ratio" />
    </>
  );
}

function Sigmas({ sigmas }: Readonly<{ sigmas: number | null }>) {
  return sigmas === null ? <span title="No volatility is known for this asset">?σ</span> : <span title="Daily standard deviations of this asset's log return">{sigmaText(sigmas)}</span>;
}

function Nearest({ account }: AccountProps) {
  if (account.nearest !== null) {
    const { asset } = account.nearest;
    const about = account.underlyings.some((own) => own.asset === asset && 'approximate' in own.liquidation);
    return (
      <span className="figure" data-testid="nearest" title={`${exactText(account.nearest.fraction)} of the price of ${displayText(account.nearest.asset)}${account.nearest.asset.endsWith(' isolated') ? ', by its own margin: the cross positions are not liquidated with it' : ''}${about ? ', about: options re-priced at an unchanged volatility' : ''}`}>
        {about && '≈ '}{displayText(account.nearest.asset.replace(' isolated', ''), 10)} {distanceText(account.nearest.fraction)}
      </span>
    );
  }
  const unknown = account.underlyings.find((row) => row.liquidation.status === 'unknown');
  if (unknown?.liquidation.status === 'unknown') return <Unknown reason={`needs ${unknown.liquidation.missing}`} testId="nearest" />;
  return <span className="faint" data-testid="nearest" title="No move of one asset alone liquidates this account">none</span>;
}

function OldestPrice({ account }: AccountProps) {
  const worst = account.worstInput;
  const word = worst === null ? '' : stateWord(worst.state);
  const blind = account.blindSince === null ? undefined : (
    <span className="blind" title="No fresh price while the account is at risk">
      blind <Age at={account.blindSince} />
    </span>
  );
  return (
    <Fig label="Oldest price" state={word} aside={blind ?? (worst === null ? undefined : <PriceName name={worst.key} />)} className={`age-fig ${worst !== null && isDoubtful(worst.state) ? 'late' : ''}`}>
      {worst === null ? <span className="faint" data-testid="oldest-price">{NONE}</span> : <OldestAge state={worst.state} at={worst.at} name={worst.key} />}
    </Fig>
  );
}

function OldestAge({ state, at, name }: Readonly<{ state: string; at: number | null; name: string }>) {
  if (state === 'unknown') return <Unknown reason={`there is no ${priceWords(name)}`} testId="oldest-price" />;
  return <Age at={at} testId="oldest-price" />;
}

/** "mark of SOLUSDT" from "mark:SOLUSDT". */
function priceWords(key: string): string {
  const colon = key.indexOf(':');
  return `${key.slice(0, colon)} of ${displayText(key.slice(colon + 1), 40)}`;
}

function PriceName({ name }: Readonly<{ name: string }>) {
  return (
    <span className="price-name clip" title={priceWords(name)}>
      {displayText(name.slice(name.indexOf(':') + 1), 24)}
    </span>
  );
}
