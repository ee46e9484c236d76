import type { ExplainView, PartsView, SinceView } from '#shared/ipc/explainView.ts';
import { type Decimal, type DecimalText, type EpochMs, toText, ZERO } from '#shared/num/units.ts';
import type { BookState } from '#shared/scenario/explain/bookState.ts';
import { explain } from '#shared/scenario/explain/explain.ts';
import type { AccountFacts } from '../accountHost.ts';
import type { Baseline } from './baselines.ts';
import { bookStateOf, type NamedState } from './bookState.ts';
import { floatText } from './text.ts';

/**
 * The change of an account since its baseline. Funding is reckoned from what the venue told; nobody tells what fees were paid. Both are in
 * what is held once the document says so.
 *
 * @param baseline null: there is none yet, or the account is a what-if
 */
export function explainView(host: AccountFacts & Readonly<{ drill?: () => unknown }>, baseline: Baseline | null, at: EpochMs): ExplainView {
  const { valuationCurrency } = host.engine().book;
  const head = { asOf: at, valuationCurrency, drill: host.drill !== undefined && host.drill() !== null };
  if (baseline === null || baseline.state.valuationCurrency !== valuationCurrency) return { ...head, since: null, none: host.drill === undefined ? 'whatIf' : 'notYet' };
  return { ...head, since: sinceView(baseline.state, bookStateOf(host, at), baseline.funding), none: null };
}

/** No feed and no document says what fees were paid. */
function sinceView(from: NamedState, to: NamedState, funding: number | null): SinceView {
  const lacking = new Map([...from.lacking, ...to.lacking]);
  const known = ({ legs, held, rates }: BookState): BookState => ({ legs: legs.filter(({ id }) => !lacking.has(id)), held: held.filter(({ asset }) => !lacking.has(`held:${asset}`)), rates });
  const found = explain(known(from.state), known(to.state), { funding, fees: null });
  const nameOf = (id: string): string => to.names.get(id) ?? from.names.get(id) ?? id;
  const spot = (of: NamedState, asset: string): DecimalText | null => { const own = of.spots.get(asset); return own === undefined ? null : floatText(own); };

  const underlyings = found.underlyings.map(({ asset, ...parts }) => ({ asset, from: spot(from, asset), to: spot(to, asset), ...partsText([parts]) }));
  const whole = partsText(underlyings);
  const [fx, trades, changed] = [
    found.fx.map(({ currency, gain }) => ({ currency, gain: floatText(gain) })),
    found.trades.map(({ id, from: was, to: is, price, gain }) => ({ name: nameOf(id), from: floatText(was), to: floatText(is), price: price === null ? null : floatText(price), gain: floatText(gain) })),
    found.changed.map(({ kind, id, gain }) => ({ kind, name: kind === 'holding' ? id : nameOf(id), gain: floatText(gain) })),
  ];
  const before = floatText(found.before);
  const unexplained = sum(changed.map(({ gain }) => gain));
  const change = sum([whole.total, ...fx.map(({ gain }) => gain), ...trades.map(({ gain }) => gain), unexplained]);
  return { at: from.at, pricesAge: from.pricesAge, before, change, after: sum([before, change]), underlyings, whole, fx, trades, changed, unexplained, funding: funding === null ? null : floatText(funding), unbooked: funding === null || funding === 0 ? null : floatText(-funding), fees: null, lacking: [...lacking.values()], assumed: [...new Set([...from.assumed, ...to.assumed])] };
}

const PARTS = ['delta', 'gamma', 'vega', 'theta', 'residual'] as const;
type Parts = Readonly<Record<(typeof PARTS)[number], number | DecimalText>>;

/** Added up as they are shown, so that rows and columns agree to the last digit. */
function partsText(list: readonly Parts[]): PartsView {
  const of = (name: keyof Parts): DecimalText => sum(list.map((own) => { const value = own[name]; return typeof value === 'number' ? floatText(value) : value; }));
  const texts = { delta: of('delta'), gamma: of('gamma'), vega: of('vega'), theta: of('theta'), residual: of('residual') };
  return { ...texts, total: sum(PARTS.map((name) => texts[name])) };
}

const sum = (values: readonly DecimalText[]): DecimalText => toText(values.reduce<Decimal>((total, own) => total.plus(own), ZERO));
