import type { AccountView, PoolView } from '#shared/ipc/view.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { poolName } from '../../state/select/pools.ts';
import { Amount } from '../../ui/Amount.tsx';
import { percentText } from '../../ui/format.ts';
import { Ratio } from '../../ui/Ratio.tsx';
import { displayText } from '../../ui/text.ts';

/** The parts of an account that are margined by themselves; no margin is shared between them. */
export function Pools({ account: { pools, valuationCurrency: unit } }: Readonly<{ account: AccountView }>) {
  if (pools.length === 0) return null;
  return (
    <div className="pools" role="region" aria-label="Pools: each is margined by itself" tabIndex={0}>
      <ul>
        {pools.map((pool) => (
          <li key={pool.id} className={pool.binding ? 'binding' : undefined} data-testid="pool" title={titleOf(pool)}>
            <b>{displayText(poolName(pool), 40)}</b>{' '}
            <PoolRatio pool={pool} /> <span className="faint">buffer</span>{' '}
            <Amount value={pool.buffer} decimals={moneyDecimals(unit)} unit={unit} mode="floor" missing="an input of this pool is missing" />
            {pool.binding && <span className="binding-word"> shown above</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function PoolRatio({ pool: { marginRatio, adjustedEquity, maintenanceMargin } }: Readonly<{ pool: PoolView }>) {
  const used = marginRatio === null && adjustedEquity !== null && maintenanceMargin !== null;
  return used ? <span className="figure loss">no equity</span> : <Ratio value={marginRatio} missing="an input of this pool is missing" />;
}

function titleOf({ binding, venueRatio: { label, value } }: PoolView): string {
  const own = value === null ? [] : [`${displayText(label, 60)} ${percentText(value, 1)}`];
  return [...own, binding ? 'nearest to liquidation: margin, ratio and buffer above are of this pool' : 'margined by itself'].join('; ');
}
