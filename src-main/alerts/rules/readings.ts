import { isStale } from '#shared/domain/priceState.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { Figure } from '#shared/engine/figures.ts';
import type { RuleFigure } from '#shared/ipc/rule.ts';
import { Decimal, type EpochMs, isDecimalText } from '#shared/num/units.ts';
import type { AccountHost } from '../../hub/accountHost.ts';
import type { Freshness, PriceKey } from '../../hub/priceBoard.ts';
import { isPriceKey } from '../../hub/priceKeys.ts';
import { type AccountGreeks, accountGreeks } from '../../hub/risk/greeksView.ts';
import { exactly, type Reading, type Readings, UNKNOWN } from './judge.ts';

/** An account as it was last evaluated. `wall`: our clock now. */
export type Seen = Readonly<{ host: AccountHost; evaluation: AccountEvaluation; freshness: Freshness; wall: EpochMs }>;

const HUNDRED = new Decimal(100);
const ENDLESS = new Decimal(Infinity);

/** What the conditions of rules read of an account: percent, money, standard deviations, prices, seconds. */
export function readingsOf(seen: Seen): Readings {
  const stale = seen.host.awaitsFresh(seen.freshness);
  // Pricing every option once is enough, however many conditions ask.
  const known = new Map<string, AccountGreeks | null>();
  const greeks: Asking['greeks'] = (about) => {
    const own = known.get(about);
    const found = own === undefined ? accountGreeks(seen.host, about, seen.wall) : own;
    known.set(about, found);
    return found;
  };
  return (of, about) => READ[of]({ ...seen, greeks }, about, stale);
}

type Asking = Seen & Readonly<{ greeks: (about: string) => AccountGreeks | null }>;
type Read = (seen: Asking, about: string, stale: boolean) => Reading;

const READ: Readonly<Record<RuleFigure, Read>> = {
  marginRatio: ({ evaluation: { totals, stageInputs } }, _about, stale) => {
    const { marginRatio } = totals;
    // No equity is left: beyond every ratio.
    if (marginRatio.value === null && stageInputs.liquidating) return exactly(ENDLESS, stale);
    return scaled(ofFigure(marginRatio, stale), HUNDRED);
  },
  buffer: ({ evaluation }, _about, stale) => ofFigure(evaluation.totals.buffer, stale),
  distance: ({ evaluation }, about, stale) => nearestOf(evaluation, about, ({ fraction }) => fraction.abs().times(HUNDRED), stale),
  sigmas: ({ evaluation }, about, stale) => nearestOf(evaluation, about, ({ sigmas }) => (sigmas === null ? null : new Decimal(sigmas)), stale),
  price: ({ host, evaluation, freshness }, about, stale) => {
    const key = keyOf(host, about);
    const value = key === null ? null : host.board.inUse(key);
    if (key !== null && value !== null) return exactly(new Decimal(value), isOld(host, key, freshness));
    // An asset without an index has the mark of its largest row.
    const reference = evaluation.underlyings.find(({ asset }) => asset === about)?.reference ?? null;
    return reference === null ? UNKNOWN : exactly(reference, stale);
  },
  funding: ({ host, freshness }, about) => {
    const value = host.quote(about).items.find(({ name }) => name === 'fundingRate')?.value;
    return typeof value !== 'string' || !isDecimalText(value) ? UNKNOWN : exactly(new Decimal(value).times(HUNDRED), isOld(host, `mark:${about}`, freshness));
  },
  dataAge: ({ host, freshness, wall }, about) => {
    const own = about === '' ? null : keyOf(host, about);
    if (about !== '') return own === null ? UNKNOWN : oldest([host.board.seenAgo(own, freshness.now, wall)]);
    return oldest(host.streamed(wall).filter((key) => !isGiven(host, key)).map((key) => host.board.seenAgo(key, freshness.now, wall)));
  },
  delta: greek('delta'),
  gamma: greek('gamma'),
  vega: greek('vega'),
  theta: greek('theta'),
};

function greek(of: keyof AccountGreeks): Read {
  return ({ greeks }, about, stale) => {
    const value = greeks(about)?.[of] ?? null;
    return value === null ? UNKNOWN : exactly(new Decimal(value), stale);
  };
}

function ofFigure({ value, certainty }: Figure, stale: boolean): Reading {
  if (value === null || certainty === 'unknown') return UNKNOWN;
  return { low: certainty === 'atMost' ? null : value, high: certainty === 'atLeast' ? null : value, stale };
}

const scaled = ({ low, high, stale }: Reading, by: Decimal): Reading => ({ low: low?.times(by) ?? null, high: high?.times(by) ?? null, stale });

type Away = Readonly<{ fraction: Decimal; sigmas: number | null }>;

/** The nearest liquidation of one asset, or of all and of each isolated position. What has a distance that is not known leaves only a bound. */
function nearestOf({ underlyings, rows }: AccountEvaluation, about: string, measure: (away: Away) => Decimal | null, stale: boolean): Reading {
  const places = [
    ...underlyings.flatMap(({ asset, liquidation, distance }) => (about === '' || asset === about ? [{ liquidation, distance }] : [])),
    ...(about === '' ? rows.flatMap(({ row, liquidation, distance }) => (row.position.marginMode === 'isolated' ? [{ liquidation, distance }] : [])) : []),
  ];
  if (about !== '' && places.length === 0) return UNKNOWN;
  const known = places.map(({ liquidation, distance }) => (liquidation.status === 'none' ? ENDLESS : distance === null ? null : measure(distance)));
  const least = known.reduce<Decimal>((best, value) => (value !== null && value.lt(best) ? value : best), ENDLESS);
  return known.includes(null) ? { low: null, high: least.isFinite() ? least : null, stale } : exactly(least, stale);
}

/** The price that a name means: a mark before an index; null when the account needs neither. */
function keyOf(host: AccountHost, name: string): PriceKey | null {
  return [`mark:${name}`, `index:${name}`].filter(isPriceKey).find((key) => host.uses(key)) ?? null;
}

/** A price that the user gave stands as it is. */
const isGiven = (host: AccountHost, key: PriceKey): boolean => host.board.sourceOf(key) === 'document' || host.board.isManual(key);

const isOld = (host: AccountHost, key: PriceKey, freshness: Freshness): boolean => isStale(host.board.view(key, freshness).state) && !isGiven(host, key);

/** In seconds. A price that nobody knows the age of may be older than all others. An age is never stale itself. */
function oldest(ages: readonly (number | null)[]): Reading {
  if (ages.length === 0) return UNKNOWN;
  const known = ages.filter((age) => age !== null);
  const low = known.length === 0 ? null : new Decimal(Math.floor(Math.max(...known) / 1000));
  return { low, high: ages.includes(null) ? null : low, stale: false };
}
