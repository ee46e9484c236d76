import type { Collateral, Portfolio } from '#shared/domain/account.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import type { Halted } from '#shared/ipc/stressSpec.ts';
import { Decimal } from '#shared/num/units.ts';
import { stressedView } from './stressed.ts';

/** Places that a document names for collateral, and every asset that is held, what is worth most first; a debt is not held. */
export function haltableOf(engine: AccountEngine): readonly Halted[] {
  const { portfolio } = engine;
  const { index } = engine.prices();
  const held = portfolio.collateral.filter(isHeld);
  const worth = (halted: Halted): number => held.filter((line) => isHalted(line, halted)).reduce((sum, { asset, amount }) => sum + Number(amount) * (rateOf(asset, portfolio.valuationCurrency, index)?.toNumber() ?? 0), 0);
  const sorted = (kind: Halted['kind'], names: readonly string[]): readonly Halted[] => [...new Set(names)].map((name): Halted => ({ kind, name })).toSorted((left, right) => worth(right) - worth(left));
  return [...sorted('place', held.flatMap(({ location }) => location ?? [])), ...sorted('asset', held.map(({ asset }) => asset))];
}

/**
 * Collateral that cannot be moved and is not counted, as long as a chain stands still: it is taken out of equity, debts and open
 * profit stay, and nothing is deposited. What is left is all that can answer a margin call. Null where nothing is held.
 *
 * @param asked what is not held any more is as nothing asked
 */
export function haltLine(engine: AccountEngine, now: AccountEvaluation, asked: Halted | null): StressLineView | null {
  const { portfolio } = engine;
  const all = haltableOf(engine);
  const halted = all.find(({ kind, name }) => kind === asked?.kind && name === asked.name) ?? all[0];
  if (halted === undefined) return null;
  const line = { id: 'halt', name: halted.kind === 'place' ? `${halted.name} stands still` : `${halted.name} cannot be moved`, note: halted.kind === 'place' ? 'Collateral there counts nothing; no deposit arrives' : 'It counts nothing as collateral; no deposit arrives', moves: [] };
  return { ...line, after: stressedView(now, engineAt(withoutHalted(portfolio, halted), engine.prices()).evaluate()) };
}

const withoutHalted = (portfolio: Portfolio, halted: Halted): Portfolio => ({ ...portfolio, collateral: portfolio.collateral.filter((line) => !isHeld(line) || !isHalted(line, halted)) });

const isHeld = ({ amount }: Collateral): boolean => new Decimal(amount).gt(0);

const isHalted = ({ asset, location }: Collateral, { kind, name }: Halted): boolean => (kind === 'place' ? location : asset) === name;
