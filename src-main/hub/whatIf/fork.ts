import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { clearedStageOf, type StageInputs, stageOf } from '#shared/engine/stage.ts';
import { nextChange, openAccount } from '#shared/engine/step.ts';
import type { Fault } from '#shared/domain/failure.ts';
import { type Stage, stageAt, stageRank } from '#shared/domain/stage.ts';
import { NOTHING_CHANGED, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { AccountView, PriceView } from '#shared/ipc/view.ts';
import { type DecimalText, price } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import { upcomingFor } from '#shared/venues/upcoming.ts';
import { type AccountFacts, type WorstInput, worstOf } from '../accountHost.ts';
import { accountView } from '../accountView.ts';
import type { PriceKey } from '../priceBoard.ts';
import { nameOf, neededKeys } from '../priceKeys.ts';
import { optionPathsOf } from '../risk/optionPaths.ts';
import type { ForkBase } from './base.ts';
import { bookOf } from './book.ts';
import type { Draft } from './draft.ts';
import { movedPrices } from './shock.ts';

/** A fork with its changes made and its prices moved, as an account of its own that nobody feeds. */
export type Fork = Readonly<{ facts: AccountFacts; draft: Draft; evaluation: AccountEvaluation; worst: WorstInput | null; view: AccountView }>;

/**
 * An account at the moment of its fork with changes made to it. Pure: neither the account nor anything stored is touched.
 *
 * @param forkId  stands in the place of the account's id
 * @returns every fault with the place of the change that it is in
 */
export function forkOf(base: ForkBase, forkId: string, spec: WhatIfSpec, profiles: readonly VenueRules[]): Result<Fork, readonly Fault[]> {
  const book = bookOf(base, spec, profiles);
  if (!book.ok) return err(book.error.faults);
  const { draft, portfolio } = book.value;
  const account = openAccount(portfolio, { mark: new Map(), index: new Map() }, upcomingFor(portfolio, portfolio.parameters.validFrom, profiles), null);
  const tell = (key: PriceKey, value: DecimalText): void => (key.startsWith('mark:') ? account.engine.setMark(nameOf(key), price(value)) : account.engine.setIndex(nameOf(key), price(value)));
  for (const [key, { value }] of base.prices) if (value !== null) tell(key, value);
  for (const [key, value] of draft.prices) tell(key, value);
  const quote: AccountFacts['quote'] = (symbol) => base.quotes.get(symbol) ?? { symbol, venue: null, items: [] };
  const options = { engine: () => account.engine, quote, curves: base.otherPrices };
  const moved = movedPrices(spec, account.engine, optionPathsOf(options, base.at));
  if (!moved.ok) return err([moved.error]);
  for (const [key, value] of moved.value) tell(key, value);

  const { engine } = account;
  const evaluation = engine.evaluate(optionPathsOf(options, base.at));
  const viewOf = (key: PriceKey): PriceView => forkPrice(base, moved.value.get(key) ?? draft.prices.get(key) ?? null, key);
  const isUntouched = spec.changes.length === 0 && moved.value.size === 0;
  const stage = isUntouched ? base.stage : settledStage(base.stage, evaluation.stageInputs);
  const change = nextChange(account);
  const facts: AccountFacts = {
    accountId: forkId, engine: () => engine, stage: () => stage, nextChange: () => change,
    curves: base.otherPrices,
    quote,
    board: { view: viewOf, sourceOf: (key) => (viewOf(key).state === 'supposed' ? 'manual' : base.prices.get(key)?.source ?? null) },
  };
  const worst = worstOf(neededKeys(engine.book), viewOf);
  const view = accountView(facts, evaluation, {
    freshness: { now: 0, staleMs: Infinity, connected: true }, asOf: base.at, seq: 0, live: false, liveHosts: [], demo: base.demo, replay: base.replay, drill: base.drill, name: base.name,
    blindSince: null, remedy: stage === 'calm' ? null : engine.remedy(stage), worst, doubt: null, fault: null,
  });
  return ok({ facts, draft, evaluation, worst, view });
}

/** The account as it was forked, with nothing changed. @throws RangeError never: what was computed live can be computed again */
export function untouched(base: ForkBase, forkId: string, profiles: readonly VenueRules[]): Fork {
  const fork = forkOf(base, forkId, NOTHING_CHANGED, profiles);
  if (!fork.ok) throw new RangeError(fork.error.map(({ message }) => message).join(' '));
  return fork.value;
}

/** A price that was typed or moved is supposed, with the one it came from underneath. */
function forkPrice({ prices, at }: ForkBase, own: DecimalText | null, key: PriceKey): PriceView {
  const forked = prices.get(key);
  if (own !== null) return { value: own, at, state: 'supposed', underneath: forked?.value ?? null };
  return forked === undefined ? { value: null, at: null, state: 'unknown', underneath: null } : { value: forked.value, at: forked.at, state: forked.state, underneath: forked.underneath };
}

/** Where the stage would stand once it has held: raised at once, lowered as far as the clearing levels allow. */
export function settledStage(live: Stage, inputs: StageInputs): Stage {
  const [asked, cleared] = [stageRank(stageOf(inputs).stage), stageRank(clearedStageOf(inputs).stage)];
  return asked >= stageRank(live) ? stageAt(asked) : stageAt(Math.min(stageRank(live), cleared));
}
