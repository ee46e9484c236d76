import { pmeModel } from '#shared/scenario/presets/deribit.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { CellResult } from '#shared/scenario/margin/scan.ts';
import type { Adapter, CaseModel, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf } from '../floats.ts';
import { record } from '../inputs.ts';

/** Futures of one currency in the answer to a simulation: quantities in coin, settled in it. */
function unitOf(inputs: Inputs, names: readonly string[], spot: number): RiskUnit {
  const [positions, ticker, days] = ['positions', 'ticker', 'days_to_expiry'].map((key) => record(inputs, key));
  const dated = names.filter((name) => days?.[name] !== undefined);
  const price = (name: string): number => floatOf(record(ticker ?? {}, name), 'mark_price');
  return {
    spot, spotConfidence: 1, perpetualConfidence: 1, stable: 1, options: [], holdings: [], cash: 0, profit: 0,
    expiries: dated.map((name) => ({ years: floatOf(days ?? {}, name) / 365, open: price(name), fixed: 0, forward: price(name), rate: 0, confidence: 1 })),
    futures: dated.map((name, expiry) => ({ id: name, quantity: floatOf(positions ?? {}, name), expiry })),
    perpetuals: names.filter((name) => !dated.includes(name)).map((name) => ({ id: name, quantity: floatOf(positions ?? {}, name), price: price(name) })),
  };
}

const DECIMALS = 9;
const truncated = (value: number): number => figure(value).toDecimalPlaces(DECIMALS, 1).toNumber();

const pairOf = (inputs: Inputs): string => Object.keys(record(inputs, 'index_price'))[0] ?? '';
const coinOf = (inputs: Inputs): string => pairOf(inputs).split('_')[0] ?? '';

/** The model by the parameters that the answer gives. */
function caseModel(inputs: Inputs): CaseModel {
  const parameters = record(inputs, 'model_params');
  const own = record(record(parameters, 'currency_pair'), pairOf(inputs));
  const currency = record(record(parameters, 'currency'), coinOf(inputs));
  const model = pmeModel('coin', floatOf(own, 'price_range'), floatOf(currency, 'annualised_move_risk'), floatOf(currency, 'extended_dampener'), { up: floatOf(own, 'volatility_range_up'), down: floatOf(own, 'volatility_range_down'), minimumUp: floatOf(own, 'min_volatility_for_shock_up') });
  return { presets: [`deribit.pme.${coinOf(inputs)}`], model };
}

function simulation(inputs: Inputs): Readonly<Record<string, Figure>> {
  const parameters = record(inputs, 'model_params');
  const coin = coinOf(inputs);
  const spot = floatOf(record(inputs, 'index_price'), pairOf(inputs));
  const { model } = caseModel(inputs);
  const names = Object.keys(record(inputs, 'positions'));
  const split = (cells: readonly CellResult[], of: (cell: CellResult) => number) => {
    const regular = 3 * (2 * floatOf(record(parameters, 'general'), 'buckets_count') + 1);
    return { standard: cells.slice(0, regular).map((cell) => figure(of(cell))), extended: cells.slice(regular).map((cell) => figure(of(cell))) };
  };
  const found = scenarioMargin(unitOf(inputs, names, spot), model);
  const roll = found.asked.find(({ kind }) => kind === 'roll')?.maintenance ?? 0;
  const matrix = truncated(found.worstLoss) + roll;
  const place = found.binding === null ? 0 : found.scan.cells.indexOf(found.binding);
  return {
    initial_risk_vectors: Object.fromEntries(names.map((name) => [name, split(scenarioMargin(unitOf(inputs, [name], spot), model).scan.cells, ({ net }) => net)])),
    aggregated_risk_vectors: { [`${coin}_${coin}`]: split(found.scan.cells, ({ profit }) => (profit === 0 ? 0 : profit)) },
    margins: {
      [coin]: {
        initial_margin_details: {
          risk_matrix_margin_details: {
            delta_shock: figure(0), roll_shock: figure(roll), worst_case: figure(found.worstLoss), correlation_contingency: figure(0),
            worst_case_bucket: { bucket: String(Math.floor(place / 3) + 1), side: (found.binding?.cell.move ?? 0) < 0 ? 'left' : 'right', source: 'standard', index: String(place + 1) },
          },
          risk_matrix_margin: figure(matrix), spot_margin: figure(0),
        },
        maintenance_margin: figure(matrix * model.combination.maintenanceFactor),
      },
    },
  };
}

/** Answers of Deribit's simulation of portfolio margin. What quoting and open orders ask is no function of the positions and is left out. */
export const deribitSimulationAdapters: readonly Adapter[] = [{ exchange: null, model: 'deribit.pme', run: simulation, scenario: caseModel }];
