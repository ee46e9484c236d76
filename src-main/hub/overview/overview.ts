import { stageRank } from '#shared/domain/stage.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { OverviewView, ShockedView, StandingView } from '#shared/ipc/overviewView.ts';
import { Decimal, type EpochMs, ONE, quotient, toText } from '#shared/num/units.ts';
import type { WorstInput } from '../accountHost.ts';
import { nearestView } from '../accountView.ts';
import { figureView, poolWords } from '../insight/figures.ts';
import { textOf, venueRatioView } from '../rowViews.ts';
import { stageReason } from '../words.ts';
import { type Known, rateBetween } from './rates.ts';
import { type Shocked, shockedAccount } from './shocked.ts';

/** An account with what was last said of it. */
export type Standing = Known & Readonly<{ demo: boolean; evaluation: AccountEvaluation; worst: WorstInput | null }>;

/** @param move of every asset by its beta, a signed fraction; null asks about none @param currency null for the one that most accounts are valued in */
type Question = Readonly<{ move: Decimal | null; currency: string | null; at: EpochMs }>;

/**
 * All accounts in one list, each margined by its own venue's model: the highest stage first, then what is not wholly known,
 * then the highest ratio, then the nearest liquidation.
 */
export function overviewOf(standings: readonly Standing[], { move, currency, at }: Question): OverviewView {
  const currencies = byCount(standings.map(({ host }) => host.engine().book.valuationCurrency));
  const target = currency !== null && currencies.includes(currency) ? currency : currencies[0] ?? 'USD';
  const accounts = withPlaces(standings.map((standing) => standingView(standing, target, standings, move))).toSorted(bySeverity);
  const counted = accounts.flatMap(({ equityIn }) => equityIn ?? []);
  return {
    asOf: at, currency: target, currencies, accounts,
    consolidated: {
      equity: counted.length === 0 ? null : toText(counted.reduce<Decimal>((sum, value) => sum.plus(value), new Decimal(0))), counted: counted.length, of: accounts.length,
      missing: accounts.flatMap((own) => (own.equityIn === null ? [reasonOf(own, target)] : [])),
    },
  };
}

const reasonOf = ({ name, equity, valuationCurrency, rate }: StandingView, target: string): string =>
  (equity.value === null || equity.bound !== null || rate !== null || valuationCurrency === target ? `the equity of ${name}` : `a rate from ${valuationCurrency} to ${target} (${name})`);

function byCount(currencies: readonly string[]): readonly string[] {
  const counts = Map.groupBy(currencies, (own) => own);
  return [...counts.keys()].toSorted((a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0));
}

function standingView(standing: Standing, target: string, all: readonly Standing[], move: Decimal | null): StandingView {
  const { host, name, demo, evaluation, worst } = standing;
  const engine = host.engine();
  const { portfolio, book: { valuationCurrency } } = engine;
  const { equity, marginRatio, buffer } = evaluation.totals;
  const rate = valuationCurrency === target ? null : rateBetween(valuationCurrency, target, all);
  const factor = valuationCurrency === target ? ONE : rate === null ? null : new Decimal(rate.rate);
  const unknownMove = evaluation.underlyings.flatMap(({ liquidation }) => (liquidation.status === 'unknown' ? [liquidation.missing] : []))[0];
  return {
    accountId: host.accountId, name, demo, venue: portfolio.venue, model: portfolio.model, parameterSetId: portfolio.parameters.id,
    stage: host.stage(), stageReason: stageReason(evaluation, stageOf(evaluation.stageInputs).test), incomplete: evaluation.missing.length > 0, underwater: isUnderwater(evaluation),
    marginRatio: figureView(marginRatio), venueRatio: venueRatioView(evaluation.venueRatio), buffer: figureView(buffer), nearest: nearestView(evaluation), nearestNeeds: unknownMove ?? null, worstInput: worst,
    valuationCurrency, equity: figureView(equity), equityIn: factor === null || equity.certainty !== 'exact' || equity.value === null ? null : textOf(factor === ONE ? equity.value : quotient(equity.value.times(factor))), rate,
    shocked: move === null ? null : shockedView(shockedAccount(engine, evaluation, move)),
  };
}

function shockedView(shocked: Shocked): ShockedView {
  if (shocked.status === 'unknown') return shocked;
  const { after, liquidatedAt, isolated } = shocked;
  const { marginRatio, buffer, equity } = after.totals;
  return {
    status: 'known', stage: stageOf(after.stageInputs).stage, underwater: isUnderwater(after), marginRatio: figureView(marginRatio), buffer: figureView(buffer), equity: figureView(equity),
    liquidatedAt: textOf(liquidatedAt), place: null, isolated: isolated.map(({ id }) => poolWords(id)),
  };
}

function isUnderwater({ totals: { adjustedEquity, maintenanceMargin, marginRatio } }: AccountEvaluation): boolean {
  return marginRatio.value === null && marginRatio.certainty === 'exact' && adjustedEquity.value?.lte(0) === true && maintenanceMargin.value?.gt(0) === true;
}

/** Who is liquidated first, second, third on the way. */
function withPlaces(accounts: readonly StandingView[]): readonly StandingView[] {
  const moveOf = ({ shocked }: StandingView): Decimal | null => (shocked?.status === 'known' && shocked.liquidatedAt !== null ? new Decimal(shocked.liquidatedAt).abs() : null);
  return accounts.map((account) => {
    const own = moveOf(account);
    if (own === null || account.shocked?.status !== 'known') return account;
    return { ...account, shocked: { ...account.shocked, place: 1 + accounts.filter((other) => moveOf(other)?.lt(own) === true).length } };
  });
}

function bySeverity(a: StandingView, b: StandingView): number {
  const ratio = ({ underwater, marginRatio }: StandingView): number => (underwater ? Infinity : Number(marginRatio.value ?? 0));
  const distance = ({ nearest }: StandingView): number => (nearest === null ? Infinity : Math.abs(Number(nearest.fraction)));
  return stageRank(b.stage) - stageRank(a.stage)
    || Number(b.incomplete) - Number(a.incomplete)
    || compare(ratio(b), ratio(a))
    || compare(distance(a), distance(b))
    || a.name.localeCompare(b.name, 'en');
}

/** Infinity less Infinity is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
