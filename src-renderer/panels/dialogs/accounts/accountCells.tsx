import type { Stage } from '#shared/domain/stage.ts';
import type { ShockedView, StandingView } from '#shared/ipc/overviewView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { distanceText, exactText, openExactText, sigmaText } from '../../../ui/format.ts';
import type { GridCells } from '../../../ui/grid/gridTypes.ts';
import { StageIcon, stageWord } from '../../../ui/StageBadge.tsx';
import { displayText } from '../../../ui/text.ts';
import { momentText } from '../../../ui/time.ts';
import { BoundedAmount, BoundedRatio } from '../Bounded.tsx';
import { VenueRatio } from '../VenueRatio.tsx';
import { placeWord } from './places.ts';

/** One object while it means the same. */
export type AccountContext = Readonly<{ currency: string; selected: string | null; choose: (accountId: string) => void }>;

const MISSING = 'an input of the account is missing';

/** The cells of an account by column, as its own venue margins it. */
export const ACCOUNT_CELLS: GridCells<StandingView, AccountContext> = {
  account: {
    presses: () => true,
    draw: (account, { selected, choose }, tab) => {
      const isSelected = account.accountId === selected;
      return (
        <button type="button" className="row-button" tabIndex={tab} title={isSelected ? 'The account on the screen' : 'Show this account'} onClick={() => choose(account.accountId)}>
          <span className="clip">{displayText(account.name, 40)}</span>
          {account.demo && <small className="faint">demo</small>}
          {isSelected && <small className="faint">shown</small>}
        </button>
      );
    },
  },
  venue: {
    draw: (account) => (
      <span className="stacked" title={`${displayText(account.venue)} ${displayText(account.model)}, parameter set ${displayText(account.parameterSetId)}`}>
        <span className="clip">{displayText(account.venue, 24)}</span>
        <small className="clip faint">{displayText(account.model, 24)}</small>
      </span>
    ),
  },
  stage: { draw: (account) => <StageWords stage={account.stage} incomplete={account.incomplete} reason={account.stageReason} /> },
  ratio: {
    draw: (account) => (
      <span className="stacked">
        {account.underwater ? <span className="figure loss" data-testid="ratio" title="Adjusted equity is zero or below while margin is still required: there is no ratio, and no worse state">no equity</span> : <BoundedRatio figure={account.marginRatio} missing={MISSING} testId="ratio" />}
        {saysMore(account) && <small className="faint">{displayText(account.venueRatio.label, 24)} <VenueRatio ratio={account.venueRatio} missing={MISSING} /></small>}
      </span>
    ),
  },
  nearest: { draw: (account) => <span className="stacked"><Nearest account={account} /></span> },
  buffer: { draw: ({ buffer, valuationCurrency: unit }) => <><BoundedAmount figure={buffer} decimals={moneyDecimals(unit)} unit={unit} mode="floor" missing={MISSING} testId="buffer-of" /> <Unit>{unit}</Unit></> },
  equity: { draw: ({ equity, valuationCurrency: unit }) => <><BoundedAmount figure={equity} decimals={moneyDecimals(unit)} unit={unit} mode="floor" missing={MISSING} testId="equity-of" /> <Unit>{unit}</Unit></> },
  equityIn: { draw: (account, { currency }) => <EquityIn account={account} currency={currency} /> },
  after: { draw: ({ shocked, valuationCurrency }) => <span className="stacked"><After shocked={shocked} unit={valuationCurrency} /></span> },
  liquidated: { draw: ({ shocked }) => <span className="stacked"><Liquidated shocked={shocked} /></span> },
};

/** Where the venue's own ratio is the canonical one under its usual name, once is enough. */
const saysMore = ({ venueRatio: { label, value }, marginRatio }: StandingView): boolean => label !== 'Margin ratio' || value !== marginRatio.value;

const Unit = ({ children }: Readonly<{ children: string }>) => <small className="faint">{displayText(children, 8)}</small>;

function StageWords({ stage, incomplete, reason }: Readonly<{ stage: Stage; incomplete: boolean; reason: string }>) {
  // What is not known cannot be called calm.
  if (incomplete && stage === 'calm') return <span className="unknown" data-testid="account-stage" title="Some inputs are unknown, and what is known asks for no warning">? Unknown</span>;
  return (
    <span className={`stage-words stage-${stage}`} data-testid="account-stage" title={reason === '' ? undefined : displayText(reason)}>
      <StageIcon stage={stage} size={11} /> {stageWord(stage)}{incomplete && <span title="Some inputs are unknown: the stage counts only what is known"> ?</span>}
    </span>
  );
}

function Nearest({ account: { nearest, nearestNeeds } }: Readonly<{ account: StandingView }>) {
  if (nearest === null) return nearestNeeds === null ? <span className="faint" title="No move of one asset alone liquidates this account">none</span> : <Unknown reason={`needs ${nearestNeeds}`} />;
  return (
    <>
      <span className="figure" title={exactText(nearest.fraction)}>{displayText(nearest.asset, 14)} {distanceText(nearest.fraction)}</span>
      <small className="faint">{nearest.sigmas === null ? '?σ' : sigmaText(nearest.sigmas)}{nearestNeeds === null ? '' : ', others not known'}</small>
    </>
  );
}

/** Equity in the currency of the list, with the rate that it was told by. */
function EquityIn({ account: { equityIn, equity, rate, valuationCurrency }, currency }: Readonly<{ account: StandingView; currency: string }>) {
  if (equityIn === null) return <Unknown reason={equity.value === null || equity.bound !== null ? 'the equity is not wholly known' : `no account has a rate from ${valuationCurrency} to ${currency}`} testId="equity-in" />;
  const how = rate === null ? '' : `at ${openExactText(rate.rate)} ${currency} per ${valuationCurrency}, ${rate.state}${rate.at === null ? ', of no known time' : ` of ${momentText(rate.at)}`}, as ${displayText(rate.from, 40)} uses it`;
  return (
    <span title={how === '' ? undefined : how}>
      <Amount value={equityIn} decimals={moneyDecimals(currency)} unit={currency} mode="floor" testId="equity-in" />
      {rate !== null && <small className="faint rate"> × {displayText(rate.rate.slice(0, 9))}{rate.state === 'live' ? '' : ` ${rate.state}`}</small>}
    </span>
  );
}

function After({ shocked, unit }: Readonly<{ shocked: ShockedView | null; unit: string }>) {
  if (shocked === null) return null;
  if (shocked.status === 'unknown') return <Unknown reason={`needs ${shocked.missing}`} testId="after-stage" />;
  return (
    <>
      <span className={`stage-words stage-${shocked.stage}`} data-testid="after-stage"><StageIcon stage={shocked.stage} size={11} /> {stageWord(shocked.stage)}</span>
      <small className="faint">{shocked.underwater ? 'no equity' : <BoundedRatio figure={shocked.marginRatio} missing={MISSING} />}, buffer <BoundedAmount figure={shocked.buffer} decimals={0} unit={unit} mode="floor" missing={MISSING} /></small>
    </>
  );
}

function Liquidated({ shocked }: Readonly<{ shocked: ShockedView | null }>) {
  if (shocked === null) return null;
  if (shocked.status === 'unknown') return <Unknown reason={`needs ${shocked.missing}`} testId="place" />;
  const isolated = shocked.isolated.length === 0 ? '' : `; ${shocked.isolated.join(', ')} used up`;
  if (shocked.place === null || shocked.liquidatedAt === null) return <span className="faint" data-testid="place" data-place="none" title={`The account stands after the move${isolated}`}>{isolated === '' ? 'no' : `no${displayText(isolated, 60)}`}</span>;
  const at = shocked.liquidatedAt === '0' ? 'now' : `at ${distanceText(shocked.liquidatedAt)}`;
  return (
    <>
      <b className="loss" data-testid="place" data-place={shocked.place} title={`${exactText(shocked.liquidatedAt)}${isolated}`}>{placeWord(shocked.place)}</b>
      <small>{at}</small>
    </>
  );
}
