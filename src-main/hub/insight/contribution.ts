import type { Portfolio } from '#shared/domain/account.ts';
import { type AssetEffects, collateralEffects } from '#shared/engine/contribution/collateralEffects.ts';
import { efficiencyOf, type Need } from '#shared/engine/contribution/efficiency.ts';
import { type Party, type Savings, savingsMatrix } from '#shared/engine/contribution/savingsMatrix.ts';
import { jointShock } from '#shared/engine/contribution/shock.ts';
import { type PoolSolvency, solvencyOf } from '#shared/engine/contribution/solvency.ts';
import { utilizationOf } from '#shared/engine/contribution/utilization.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import type { CollateralEffectView, ContributionView, NeedView, PartyView, PoolContributionView, SavingsView, SolvencyView } from '#shared/ipc/contributionView.ts';
import { Decimal, type DecimalText, type EpochMs, toText } from '#shared/num/units.ts';
import type { Pieces } from '#shared/util/pieces.ts';
import { priceDecimalsOf } from '../decimals.ts';
import { liquidationView, moveView, textOf } from '../rowViews.ts';
import { foldedSavings } from './fold.ts';
import { answerOf, figureView, lineWords, poolWords, rowIdOf, rowWords } from './figures.ts';

/** About how many pieces it takes: the account, its pools under the move, and the account without each collateral asset. */
export const contributionPiecesOf = ({ collateral }: Pick<Portfolio, 'collateral'>): number => 4 + new Set(collateral.map(({ asset }) => asset)).size;

/** Who saves whom under a joint move, in pieces. @param move a fraction, signed */
export function* contributionPieces(engine: AccountEngine, paths: OptionPaths, move: DecimalText, at: EpochMs): Pieces<ContributionView> {
  const evaluation = engine.evaluate();
  yield;
  const moved = new Decimal(move);
  const shock = jointShock(engine.book, moved);
  const solvency = new Map(solvencyOf(engine, [moved], paths).map((own) => [own.pool, own]));
  yield;
  const matrix = savingsMatrix(engine, shock, paths);
  yield;
  const efficiency = efficiencyOf(engine, shock, paths);
  yield;
  const nameOf = namesIn(engine);
  const decimals = new Map(evaluation.underlyings.map(({ asset, reference }) => [asset, priceDecimalsOf(undefined, textOf(reference) ?? '1')]));
  const { initialMarginUse, maintenanceMarginUse } = utilizationOf(evaluation.totals);
  return {
    asOf: at, valuationCurrency: engine.book.valuationCurrency, move,
    pools: matrix.flatMap(({ pool, savings }): PoolContributionView[] => {
      const own = solvency.get(pool);
      return own === undefined ? [] : [{ id: pool, name: poolWords(pool), savings: answerOf(savings, (known) => foldedSavings(savingsView(known, nameOf))), solvency: solvencyView(own) }];
    }),
    efficiency: answerOf(efficiency, ({ pooled, standAlone, saving }) => ({ pooled: needView(pooled), standAlone: needView(standAlone), saving: toText(saving) })),
    initialMarginUse: figureView(initialMarginUse), maintenanceMarginUse: figureView(maintenanceMarginUse),
    collateral: (yield* collateralEffects(engine, evaluation)).map((own) => effectView(own, decimals)),
  };
}

type NameOf = (line: Party['line']) => Pick<PartyView, 'id' | 'kind' | 'name'>;

function namesIn({ portfolio }: AccountEngine): NameOf {
  const rows = new Map(portfolio.positions.map((position) => [rowIdOf(position), rowWords(position)]));
  return (line) => {
    if (line === 'equity') return { id: 'equity', kind: 'equity', name: 'Own equity' };
    const location = line.at === null ? undefined : portfolio.collateral[line.at]?.location;
    return { id: line.id, kind: line.kind, name: line.kind === 'position' ? rows.get(line.id) ?? line.name : lineWords(line.name, location) };
  };
}

function savingsView({ gains, losses, payers, takers, cells }: Savings, nameOf: NameOf): SavingsView {
  return {
    gains: toText(gains), losses: toText(losses),
    payers: payers.map(({ line, amount, shareOfLosses }) => ({ ...nameOf(line), amount: toText(amount), shareOfLosses: textOf(shareOfLosses) })),
    takers: takers.map(({ line, amount }) => ({ ...nameOf(line), amount: toText(amount) })),
    cells: cells.map((row) => row.map((cell) => toText(cell))),
  };
}

const needView = ({ loss, maintenanceMargin, need }: Need): NeedView => ({ loss: toText(loss), maintenanceMargin: toText(maintenanceMargin), need: toText(need) });

function solvencyView({ liquidation, bankruptcy, backstop, cushion, gaps }: PoolSolvency): SolvencyView {
  const standing = gaps[0]?.standing ?? { status: 'unknown', missing: 'the pool after the move' };
  return {
    liquidation: moveView(liquidation), bankruptcy: moveView(bankruptcy), backstop: backstop === null ? null : { share: toText(backstop.share), move: moveView(backstop.move) },
    cushion: { down: textOf(cushion.down), up: textOf(cushion.up) },
    gap: answerOf(standing, ({ equity, adjustedEquity, maintenanceMargin, buffer, deficit }) => ({
      equity: figureView(equity), adjustedEquity: figureView(adjustedEquity), maintenanceMargin: figureView(maintenanceMargin), buffer: figureView(buffer), deficit: figureView(deficit),
    })),
  };
}

function effectView({ collateral, value, haircutCost, liquidatedWithout, effects }: AssetEffects, decimals: ReadonlyMap<string, number>): CollateralEffectView {
  return {
    asset: collateral, value: textOf(value), haircutCost: textOf(haircutCost), liquidatedWithout,
    effects: effects.map(({ underlying, with: before, without, change }) => ({
      underlying, with: liquidationView(before), without: liquidationView(without), change: { below: textOf(change.below), above: textOf(change.above) }, priceDecimals: decimals.get(underlying) ?? 2,
    })),
  };
}
