import { type ExpiryBoundLevels, expiryBoundLevels, type ExpiryBoundModel } from '#shared/scenario/margin/expiryBound.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { unitOfMarket, unitsOfMarkets } from '../deriveInputs.ts';
import { figure, floatOf } from '../floats.ts';
import { record, records, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

/** Parameters of the standard model, as its harness names them. */
function modelOf(parameters: Inputs): ExpiryBoundModel {
  const of = (key: string): number => floatOf(parameters, key);
  return {
    highest: of('max_spot'), lowest: of('min_spot'), maintenanceCall: of('mm_call'), maintenancePut: of('mm_put'), maintenancePutMark: of('mm_put_mtm'), putOffset: of('offset'),
    unpairedInitial: of('unp_im'), unpairedMaintenance: of('unp_mm'), perpetualInitial: of('im_perp'), perpetualMaintenance: of('mm_perp'),
    oracle: { perpetual: of('thr_perp'), options: of('thr_opt'), base: of('thr_base'), factor: of('oc_factor') },
    depeg: { threshold: of('depeg_threshold'), factor: of('depeg_factor') }, baseShare: of('base_factor'), baseInitialScale: of('base_im'),
  };
}

function standard(inputs: Inputs): Figures {
  const model = modelOf(record(inputs, 'Parameters'));
  if (inputs['Scenario'] === undefined) {
    const levels = records(inputs, 'markets').map((market) => expiryBoundLevels(unitOfMarket(market, floatOf(inputs, 'stable'), 0), model));
    const cash = floatOf(inputs, 'cash_1e8') / 1e8;
    return { mm: figure(cash + sumOf(levels, ({ maintenance }) => maintenance)), im: figure(cash + sumOf(levels, ({ initial }) => initial)) };
  }
  const { units, funding, profit } = unitsOfMarkets(record(inputs, 'Scenario'));
  const levels = new Map([...units].map(([name, unit]) => [name, expiryBoundLevels(unit, model)]));
  const all = [...levels.values()];
  const cash = floatOf(record(inputs, 'Scenario'), 'Cash') / 1e18;
  const maintenance = cash + sumOf(all, (own) => own.maintenance);
  const initial = cash + sumOf(all, (own) => own.initial);
  const marked = sumOf(all, ({ optionValue }) => optionValue) + sumOf([...units.values()], ({ holdings }) => sumOf(holdings, ({ oracleValue }) => oracleValue)) + profit + funding;
  return {
    ...Object.fromEntries([...levels].flatMap(([name, own]) => Object.entries(optionFigures(name, own)))),
    PortfolioMtM: figure(marked + cash), UnrealizedPNL: figure(profit), UnsettledFunding: figure(funding), PerpMargin: figure(sumOf(all, ({ perpetualMaintenance }) => perpetualMaintenance)),
    OracleConts: figure(sumOf(all, ({ oracle }) => oracle)), DepegIMs: figure(sumOf(all, ({ depeg }) => depeg)), BaseMargin: figure(sumOf(all, ({ base }) => base)), Cash: figure(cash),
    HandMM: figure(maintenance), realMM: figure(maintenance), HandIM: figure(initial), realIM: figure(initial),
  };
}

/** The harness prints the bound of the expiry that it came to last; all else is the sum over expiries. */
function optionFigures(name: string, { byExpiry, optionInitial, optionMaintenance }: ExpiryBoundLevels): Figures {
  const last = byExpiry.at(-1);
  return {
    [`${name}OptionMM`]: figure(optionMaintenance), [`${name}OptionIM`]: figure(optionInitial),
    [`${name}OptionIsolatedMM`]: figure(sumOf(byExpiry, ({ maintenance }) => maintenance.isolated)), [`${name}OptionIsolatedIM`]: figure(sumOf(byExpiry, ({ initial }) => initial.isolated)),
    [`${name}OptionBoundedMM`]: figure(last?.maintenance.bounded ?? 0), [`${name}OptionBoundedIM`]: figure(last?.initial.bounded ?? 0),
  };
}

const sumOf = <T>(lines: readonly T[], of: (line: T) => number): number => lines.reduce((sum, line) => sum + of(line), 0);

/** Derive's standard model on the figures of its own harnesses. */
export const deriveStandardAdapters: readonly Adapter[] = [
  { exchange: null, model: 'derive.srm', fixedPoint: (inputs) => (inputs['Scenario'] !== undefined && text(inputs, 'units').includes('18-decimal') ? 18 : 0), run: standard },
];
