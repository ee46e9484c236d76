import type { DesignView } from '#shared/ipc/designView.ts';
import { moneyDecimals } from '../../../../state/select/money.ts';
import { Amount } from '../../../../ui/Amount.tsx';
import { displayText } from '../../../../ui/text.ts';
import { momentText, shortSpanText } from '../../../../ui/time.ts';
import { BoundedAmount, BoundedRatio } from '../../Bounded.tsx';

const MISSING = 'an input is missing';

/** The rules of the venue that come into force next, and what they ask of the account as it stands. */
export function NextRules({ view: { next, before, set, asOf, valuationCurrency: unit } }: Readonly<{ view: DesignView }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  if (next === null) return <p className="insight-hint faint" data-testid="design-next">No later set than {displayText(set.id, 60)} is known: no change of rates is scheduled.</p>;
  return (
    <p className="insight-hint" data-testid="design-next">
      <b>{displayText(next.parameterSetId, 60)}</b> comes into force in {shortSpanText(next.at - asOf)}, at {momentText(next.at)}: margin ratio <BoundedRatio figure={before.marginRatio} missing={MISSING} /> → <BoundedRatio figure={next.marginRatio} missing={MISSING} />,
      maintenance margin <BoundedAmount figure={before.maintenanceMargin} {...amount} missing={MISSING} mode="ceil" /> → <BoundedAmount figure={next.maintenanceMargin} {...amount} missing={MISSING} mode="ceil" />
      {next.topUp !== null && <>; a top-up of <Amount value={next.topUp} {...amount} mode="ceil" /> {displayText(unit, 16)} leaves the ratio as it is now</>}.
    </p>
  );
}
