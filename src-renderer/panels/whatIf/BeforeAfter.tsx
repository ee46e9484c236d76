import type { ReactNode } from 'react';
import type { WhatIfLiquidation } from '#shared/ipc/whatIfView.ts';
import { LiquidationPrice } from '../../ui/Distance.tsx';
import { distanceText, exactText, NONE, openText, sigmaText, signOf } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Two figures with an arrow; one alone where nothing changed. */
export function BeforeAfter({ before, after, same }: Readonly<{ before: ReactNode; after: ReactNode; same: boolean }>) {
  if (same) return <span className="pair">{after}</span>;
  return (
    <span className="pair">
      <span className="soft">{before}</span>
      <Icon name="arrow" size={9} />
      <span className="hidden-text"> becomes </span>
      <span className="after">{after}</span>
    </span>
  );
}

/** The price of an asset or a row: anybody may read it. */
export function Prices({ row: { price: { before, after }, priceDecimals, id } }: Readonly<{ row: WhatIfLiquidation; }>) {
  const text = (value: string | null): ReactNode => (value === null ? <span className="faint">{NONE}</span> : <span className="figure" title={exactText(value)} data-testid="price" data-name={id}>{openText(value, priceDecimals)}</span>);
  return <BeforeAfter before={text(before)} after={text(after)} same={before === after} />;
}

/** A liquidation price before and after; what the book does not hold has none. */
export function Liquidations({ row, unit, testId }: Readonly<{ row: WhatIfLiquidation; unit: string; testId: string }>) {
  const { liquidation, distance, price, priceDecimals } = row;
  const side = (way: 'before' | 'after'): ReactNode => {
    const view = liquidation[way];
    if (view === null) return <span className="faint" title={way === 'before' ? 'Not in the book before' : 'Not in the book any more'}>{NONE}</span>;
    const below = distance[way] === null ? view.status !== 'price' || Number(view.price) <= Number(price[way] ?? view.price) : signOf(distance[way].fraction) < 0;
    return <LiquidationPrice view={view} below={below} decimals={priceDecimals} unit={unit} />;
  };
  return (
    <span data-testid={testId} data-name={row.id} data-before={exactOf(liquidation.before)} data-after={exactOf(liquidation.after)}>
      <BeforeAfter before={side('before')} after={side('after')} same={JSON.stringify(liquidation.before) === JSON.stringify(liquidation.after)} />
    </span>
  );
}

/** For tests and for copying; the same text that privacy would hide is left out there. */
function exactOf(view: WhatIfLiquidation['liquidation']['before']): string | undefined {
  if (view === null) return 'gone';
  return view.status === 'price' ? exactText(view.price) : view.status;
}

/** How far the liquidation is after the changes. */
export function Away({ distance: { after } }: WhatIfLiquidation) {
  if (after === null) return <span className="faint">{NONE}</span>;
  return <span className="figure" title={after.sigmas === null ? exactText(after.fraction) : `${exactText(after.fraction)}; ${sigmaText(after.sigmas)}`}>{distanceText(after.fraction)}</span>;
}
