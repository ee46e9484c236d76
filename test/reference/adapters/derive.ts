import { type ScenarioMargin, scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { Cell, ScenarioModel, VolatilityMove } from '#shared/scenario/margin/scenarioPreset.ts';
import { shockMultipliers } from '#shared/scenario/margin/volatilityShock.ts';
import type { Adapter, CaseModel, Figure, Inputs } from '../adapter.ts';
import { scenarioOf, unitOfLists, unitOfMarket, unitOfRecords } from '../deriveInputs.ts';
import { figure, floatOf } from '../floats.ts';
import { record, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;
const MOVES: Readonly<Record<string, VolatilityMove>> = { Up: 'up', None: 'none', Down: 'down', LINEAR: 'linear', ABS: 'absolute' };

function cells(inputs: Inputs, key: string): readonly Cell[] {
  const value = inputs[key];
  if (!Array.isArray(value)) throw new TypeError(`input ${key} is not a list`);
  return value.map((_, place): Cell => {
    const row = { list: value[place] as unknown };
    const [price, move, weight] = Array.isArray(row.list) ? row.list as readonly string[] : [];
    const volatility = MOVES[move ?? ''];
    if (volatility === undefined) throw new TypeError(`input ${key} has the volatility move ${String(move)}`);
    return { move: floatOf({ price }, 'price') - 1, volatility, weight: weight === undefined ? 1 : floatOf({ weight }, 'weight') };
  });
}

/** Parameters of the first model, as its harness names them. */
export function firstModel(parameters: Inputs): ScenarioModel {
  const of = (key: string): number => floatOf(parameters, key);
  return {
    money: 'quote', grid: cells(parameters, 'scenarios'), skew: null, marks: 'undiscounted', futuresClamp: null, tailDampener: 0, offsets: 'keep',
    volatility: { up: of('vol_up'), down: of('vol_down'), powerShort: of('p_short'), powerLong: of('p_long'), floorDays: of('dte_floor') / 86_400, minimumUp: 0, pivot: 'short' },
    discount: { positive: { factor: of('disc'), multiple: of('rate_mult'), add: of('rate_add') }, negative: null },
    basis: { up: of('basis_up') - 1, down: of('basis_down') - 1, add: of('basis_add'), multiple: of('basis_mult') },
    contingencies: [
      { kind: 'perpetuals', maintenance: of('perp_pct'), initial: 0 }, { kind: 'holdings', maintenance: of('base_pct'), initial: 0 }, { kind: 'nakedShorts', maintenance: of('opt_pct'), initial: 0 },
      { kind: 'oracle', threshold: of('conf_thr'), rate: of('conf_margin'), split: 'withSpot' },
    ],
    combination: { initialFactor: of('im_factor'), maintenanceFactor: 1, contingencies: 'inside', peg: { threshold: of('peg_thr'), factor: of('peg_fac') }, minimumDelta: null },
  };
}

/** Parameters of the second model, as its harness names them. */
export function secondModel(parameters: Inputs): ScenarioModel {
  const [skew, vol, margin, basis, other] = ['SkewShock', 'VolShock', 'Margin', 'BasisContingency', 'OtherContingency'].map((key) => record(parameters, key));
  const of = (group: Inputs | undefined, key: string): number => floatOf(group ?? {}, key);
  return {
    money: 'quote', grid: cells(parameters, 'Scenarios'), marks: 'discounted', futuresClamp: null, tailDampener: 0, offsets: 'keep',
    volatility: { up: of(vol, 'VOLRANGEUP'), down: of(vol, 'VOLRANGEDOWN'), powerShort: of(vol, 'SHORTTERMPOWER'), powerLong: of(vol, 'LONGTERMPOWER'), floorDays: of(vol, 'DTE_FLOOR'), minimumUp: of(vol, 'MIN_VOL_EVAL_SHOCKED'), pivot: 'short' },
    skew: {
      linearCap: of(skew, 'LINEAR_SCALE_CAP'), linearBase: of(skew, 'LINEAR_CBASE'), absoluteCap: of(skew, 'ABS_SCALE_CAP'), absoluteBase: of(skew, 'ABS_CBASE'),
      minimum: of(skew, 'MIN_K_STAR'), width: of(skew, 'MIN_WIDTH_SCALE'), volatility: of(skew, 'VOL_PARAM_STATIC'), volatilityScale: of(skew, 'VOL_PARAM_SCALE'),
    },
    discount: {
      positive: { factor: of(margin, 'BASE_STATIC_DISCOUNT'), multiple: of(margin, 'LONG_RATE_MULTSCALE'), add: of(margin, 'LONG_RATE_ADDSCALE') },
      negative: { factor: of(margin, 'BASE_STATIC_DISCOUNT_NEG'), multiple: of(margin, 'SHORT_RATE_MULTSCALE'), add: of(margin, 'SHORT_RATE_ADDSCALE') },
    },
    basis: { up: of(basis, 'SCENARIO_SPOT_UP') - 1, down: of(basis, 'SCENARIO_SPOT_DOWN') - 1, add: of(basis, 'BASIS_CONT_ADD_FACTOR'), multiple: of(basis, 'BASIS_CONT_MULT_FACTOR') },
    contingencies: [
      { kind: 'perpetuals', maintenance: of(other, 'MM_PERP_PERCENT'), initial: of(other, 'IM_PERP_PERCENT') },
      { kind: 'nakedShorts', maintenance: of(other, 'MM_OPTION_PERCENT'), initial: of(other, 'IM_OPTION_PERCENT') },
      { kind: 'haircuts' },
      { kind: 'oracle', threshold: of(other, 'CONF_THRESHOLD'), rate: of(other, 'CONF_MARGIN'), split: 'each' },
    ],
    combination: { initialFactor: of(margin, 'IM_LOSS_FACTOR'), maintenanceFactor: of(margin, 'MM_LOSS_FACTOR'), contingencies: 'outside', peg: { threshold: of(other, 'PEG_LOSS_THRESHOLD'), factor: of(other, 'PEG_LOSS_FACTOR') }, minimumDelta: null },
  };
}

const askedOf = (found: ScenarioMargin, kind: string): Readonly<{ maintenance: number; initial: number }> => found.asked.find((own) => own.kind === kind) ?? { maintenance: 0, initial: 0 };

const firstCase = (inputs: Inputs): CaseModel => ({ presets: ['derive.pmrm1'], model: firstModel(record(inputs, 'Parameters')) });
const secondCase = (inputs: Inputs): CaseModel => ({ presets: ['derive.pmrm2.btc-eth', 'derive.pmrm2.sol', 'derive.pmrm2.hype'], model: secondModel(record(inputs, 'Parameters')) });

function first(inputs: Inputs): Figures {
  const { model } = firstCase(inputs);
  if (inputs['Scenario'] === undefined) {
    const found = scenarioMargin(unitOfMarket(inputs, floatOf(inputs, 'stable'), floatOf(inputs, 'cash_1e8') / 1e8), model);
    return { im: figure(found.initialLevel), mm: figure(found.maintenanceLevel) };
  }
  const scenario = scenarioOf(inputs);
  const unit = unitOfLists(scenario);
  const found = scenarioMargin(unit, model);
  const isNull = (key: string): boolean => scenario[key] === null || scenario[key] === undefined;
  const [expiry] = unit.expiries.toSorted((left, right) => left.years - right.years);
  const share = (key: string) => (isNull(key) ? null : figure(floatOf(scenario, key) / 1e18));
  return {
    PerpContingency: figure(-askedOf(found, 'perpetuals').maintenance), BaseContingency: figure(-askedOf(found, 'holdings').maintenance), OptionContingency: figure(-askedOf(found, 'nakedShorts').maintenance),
    UnrealisedPerpPNL: figure(floatOf(scenario, 'UnrealisedPerpPNL') / 1e18), UnrealisedFunding: figure(floatOf(scenario, 'UnrealisedFunding') / 1e18),
    ForwardContingency: figure(found.scan.basis), OracleContingency: figure(-askedOf(found, 'oracle').initial), LossFactor: figure(found.initialFactor),
    PercentFixed: share('PercentFixed'), SettlementPrice: expiry === undefined ? null : figure(expiry.open + expiry.fixed), MinSpan: figure(-found.worstLoss), Cash: figure(unit.cash),
    PortfolioMTM: figure(found.equity), InitialMarginHand: figure(found.initialLevel), InitialMarginCalc: figure(found.initialLevel), MaintenanceMarginHand: figure(found.maintenanceLevel), MaintenanceMarginCalc: figure(found.maintenanceLevel),
  };
}

function second(inputs: Inputs): Figures {
  const { model } = secondCase(inputs);
  const unit = unitOfRecords(scenarioOf(inputs));
  const found = scenarioMargin(unit, model);
  const [perpetuals, shorts] = [askedOf(found, 'perpetuals'), askedOf(found, 'nakedShorts')];
  const isTilt = ({ volatility }: Cell): boolean => volatility === 'linear' || volatility === 'absolute';
  const worst = (isOf: (cell: Cell) => boolean): number => Math.min(0, ...found.scan.cells.filter(({ cell }) => isOf(cell)).map(({ profit }) => profit));
  // The grid is listed from its largest regular move downwards; what goes beyond it is a tail.
  const range = (model.grid[0]?.move ?? 0) + 1e-9;
  const isTail = ({ move }: Cell): boolean => Math.abs(move) > range;
  const [regular, tail, skew] = [worst((cell) => !isTilt(cell) && !isTail(cell)), worst((cell) => !isTilt(cell) && isTail(cell)), worst(isTilt)];
  const classes = { regular, tail, skew, fwd_contingency: found.scan.basis };
  const [worstClass] = Object.entries(classes).toSorted((left, right) => left[1] - right[1]);
  return {
    MM: figure(found.maintenanceLevel), IM: figure(found.initialLevel), OptionMTM: figure(found.optionValue), CollateralMTM: figure(found.holdingValue), PortfolioMTM: figure(found.equity),
    ForwardContingency: figure(found.scan.basis), MMOptionCont: figure(-shorts.maintenance), IMOptionCont: figure(-shorts.initial), MMPerpCont: figure(-perpetuals.maintenance), IMPerpCont: figure(-perpetuals.initial),
    OracleCont: figure(-askedOf(found, 'oracle').initial), discount_factors: found.scan.expiries.map(({ positive, negative }) => [figure(positive), figure(negative)]),
    VolShockUpMultiplier: unit.options.map(({ expiry }) => figure(shockMultipliers(model.volatility, unit.expiries[expiry]?.years ?? 0).up)),
    VolShockDownMultiplier: unit.options.map(({ expiry }) => figure(shockMultipliers(model.volatility, unit.expiries[expiry]?.years ?? 0).down)),
    worst_all_scenarios: worstClass?.[0] ?? 'regular', worst_reg_loss: figure(regular), worst_tail_loss: figure(tail), worst_skew_loss: figure(skew),
    scenario_pnl: found.scan.cells.map(({ profit }) => figure(profit)),
  };
}

const isFixedPoint = (inputs: Inputs): number => (typeof inputs['units'] === 'string' && text(inputs, 'units').includes('18-decimal') ? 18 : 0);

/** Derive's scenario models on the figures of its own harnesses. */
export const deriveAdapters: readonly Adapter[] = [
  { exchange: null, model: 'derive.pmrm1', fixedPoint: isFixedPoint, run: first, scenario: firstCase },
  { exchange: null, model: 'derive.pmrm2', run: second, scenario: secondCase },
];
