import type { ByStrategyView } from '#shared/ipc/scenarioMarginView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { displayText } from '../../../ui/text.ts';

/** What a rule for other markets would ask for the options, said as such: no requirement of this account. */
export function ByStrategy({ asked, currency }: Readonly<{ asked: ByStrategyView; currency: string }>) {
  return (
    <p className="insight-hint faint" data-testid="by-strategy" title="20 % of the price less what a short is out of the money, at least 10 %; of spreads the worst loss. One unit of the underlying is taken as one contract, each option at its mark">
      For comparison: strategy margin (Reg-T and CBOE, a rule for listed equity options) of the options{' '}
      {asked.status === 'unknown'
        ? <span className="unknown-words">is not known: {displayText(asked.why, 160)}.</span>
        : <>would be {asked.isLeast ? '' : 'at most '}<Amount value={asked.asked} decimals={moneyDecimals(currency)} unit={currency} mode="ceil" />. What is held covers whole contracts of them; perpetuals and futures are left out.</>}
    </p>
  );
}
