import type { CoverageView } from '#shared/ipc/scenarioMarginView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { exactText, signOf } from '../../../ui/format.ts';
import { displayText, joinWords } from '../../../ui/text.ts';

const BY = { call: { held: 'what is held', perpetuals: 'perpetuals', futures: 'futures', options: 'long calls' }, put: { held: 'what is owed', perpetuals: 'perpetuals', futures: 'futures', options: 'long puts' } } as const;

/** How many short calls and puts there are, what covers them, and what is left uncovered. */
export function Coverage({ coverage, asset, currency }: Readonly<{ coverage: readonly CoverageView[]; asset: string; currency: string }>) {
  return coverage.map((own) => {
    const covers = (['held', 'perpetuals', 'futures', 'options'] as const).filter((name) => signOf(own[name]) !== 0);
    return (
      <p key={own.kind} className="pm-coverage" data-testid="coverage" data-kind={own.kind}>
        <b>Short {own.kind}s</b> on <span className="figure">{exactText(own.short)}</span> {displayText(asset, 16)}:{' '}
        {covers.length > 0 && <>covered {joinWords(covers.map((name) => `${exactText(own[name])} by ${BY[own.kind][name]}`))}; </>}
        <span className={signOf(own.uncovered) === 0 ? '' : 'loss'}>uncovered {exactText(own.uncovered)}</span>
        {own.asks !== null && <> (<Amount value={own.asks} decimals={moneyDecimals(currency)} unit={currency} signed mode="ceil" testId="uncovered-asks" /> of maintenance margin{signOf(own.asks) < 0 ? ', as it hedges the rest' : ''})</>}.
      </p>
    );
  });
}
