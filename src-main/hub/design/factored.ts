import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import { Decimal, type DecimalText, ONE, toText, ZERO } from '#shared/num/units.ts';
import { scaledRates } from '../risk/scaledRates.ts';

/** An instrument with its maintenance rates times a factor, and none above 100 %: from a step that would pass it on, what is deducted follows from the steps below, so that the requirement has no step at a floor. */
export function factored(instrument: Instrument, factor: Decimal): Instrument {
  const { tiers, sizeLinear, ...own } = scaledRates(instrument, factor);
  return {
    ...own, ...(tiers === undefined ? {} : { tiers: instrument.tierRule === 'flat' ? tiers.map(capped) : continuous(tiers) }),
    ...(sizeLinear === undefined ? {} : { sizeLinear: { ...sizeLinear, maintenanceBase: atMostOne(sizeLinear.maintenanceBase) } }),
  };
}

const atMostOne = (rate: DecimalText): DecimalText => (new Decimal(rate).gt(ONE) ? toText(ONE) : rate);
const capped = (tier: MarginTier): MarginTier => ({ ...tier, maintenanceMarginRate: atMostOne(tier.maintenanceMarginRate) });

function continuous(tiers: readonly MarginTier[]): readonly MarginTier[] {
  const first = tiers.findIndex(({ maintenanceMarginRate }) => new Decimal(maintenanceMarginRate).gt(ONE));
  if (first < 0) return tiers;
  return tiers.slice(first).reduce<readonly MarginTier[]>((below, tier) => {
    const last = below.at(-1);
    const own = capped(tier);
    const amount = last === undefined ? ZERO : new Decimal(tier.notionalFloor).times(new Decimal(own.maintenanceMarginRate).minus(last.maintenanceMarginRate)).plus(last.maintenanceAmount);
    return [...below, { ...own, maintenanceAmount: toText(amount) }];
  }, tiers.slice(0, first));
}
