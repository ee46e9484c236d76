import type { AccountView } from '#shared/ipc/view.ts';
import { missingFor } from '../../state/select/headline.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { Amount } from '../../ui/Amount.tsx';
import { exactData } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';

const NAMES: Readonly<Record<string, string>> = { unrealizedPnl: 'P&L', optionValue: 'Options', isolatedMargin: 'Isolated margin' };

/** Equity as the sum of its parts: exactly, down to the last digit of the titles. */
export function EquityParts({ account }: Readonly<{ account: AccountView }>) {
  const unit = account.valuationCurrency;
  const decimals = moneyDecimals(unit);
  return (
    <dl className="equity-parts" aria-label={`Parts of equity in ${unit}`}>
      {account.equityParts.map(({ name, value }, at) => (
        <div key={name} data-testid="equity-part" data-name={name} data-exact={exactData(value ?? '')}>
          <dt>{NAMES[name] ?? displayText(name, 16)}</dt>
          <dd>
            <Amount value={value} decimals={decimals} unit={unit} signed={at > 0} missing={missingFor(account, 'equity')} />
          </dd>
        </div>
      ))}
      <div className="equity-sum">
        <dt>
          <span aria-hidden="true">= </span>Equity
        </dt>
        <dd>
          <Amount value={account.totals.equity} decimals={decimals} unit={unit} bound={account.totals.bounds['equity']} missing={missingFor(account, 'equity')} />
        </dd>
      </div>
    </dl>
  );
}
