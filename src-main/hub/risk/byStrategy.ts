import type { ByStrategyView } from '#shared/ipc/scenarioMarginView.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import { MOST_LINES } from '#shared/scenario/strategy/leastPairing.ts';
import { strategyRates } from '#shared/scenario/strategy/strategyLegs.ts';
import { strategyMargin } from '#shared/scenario/strategy/strategyMargin.ts';
import { floatText } from './text.ts';
import type { NamedUnit } from './units.ts';

/** Those of options on single stocks. */
const RATES = strategyRates(false, 1);
const DAYS_PER_YEAR = 365;

/**
 * What strategy margin would ask for the options of a unit, on an equity that holds them at their marks. One unit of the underlying
 * is one contract. What is held covers them as shares do and is asked nothing for; perpetuals and futures are none of its business.
 *
 * @returns null without options
 */
export function byStrategyView({ unit, lacking }: Pick<NamedUnit, 'unit' | 'lacking'>): ByStrategyView | null {
  if (unit.options.length === 0) return null;
  if (lacking.length > 0) return { status: 'unknown', why: `without ${lacking.join(', ')}` };
  if (unit.options.length > MOST_LINES) return { status: 'unknown', why: `there are more than ${MOST_LINES} options to pair` };
  const options = unit.options.map((line) => ({ sign: line.sign, strike: line.strike, quantity: line.quantity, price: markOf(unit, line), days: (unit.expiries[line.expiry]?.years ?? Number.NaN) * DAYS_PER_YEAR }));
  const held = unit.holdings.filter(({ moves }) => moves).reduce((sum, { value }) => sum + value / unit.spot, 0);
  const { parts, isLeast } = strategyMargin({ underlying: unit.spot, multiplier: 1, options, shares: held === 0 ? [] : [{ price: unit.spot, quantity: held }] }, RATES);
  const asked = parts.reduce((sum, { kind, after }) => (kind === 'covered' || kind === 'shares' ? sum : sum + after), 0);
  return { status: 'known', asked: floatText(asked), isLeast };
}
