import { expiryBoundLevels } from '#shared/scenario/margin/expiryBound.ts';
import { deltaParts, scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { Expiry, OptionLine, RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { DERIVE_STANDARD } from '#shared/scenario/presets/deriveStandard.ts';
import { shippedPreset } from '#shared/scenario/presets/registry.ts';
import { depositNeeded, marginSaved, type OnEquity } from '#shared/scenario/standard/saving.ts';
import { type StandardMargin, standardMargin } from '#shared/scenario/standard/standardUnit.ts';
import { OPTION_STANDARD_PRESETS } from '#shared/scenario/standard/presets.ts';
import type { Adapter, CaseModel, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf, printed } from '../floats.ts';
import { record, records, text } from '../inputs.ts';
import { secondModel } from './derive.ts';

type Figures = Readonly<Record<string, Figure>>;

/** A market and a book of perpetuals and options, as the computed cases give them. */
function unitOfMarketBook(inputs: Inputs): RiskUnit {
  const market = record(inputs, 'market');
  const [forwards, vols] = [record(market, 'forwards'), record(market, 'vols')];
  const days = Object.keys(forwards);
  const expiries = days.map((own): Expiry => ({ years: Number(own) / 365, open: floatOf(forwards, own), fixed: 0, forward: floatOf(forwards, own), rate: floatOf(market, 'rate'), confidence: 1 }));
  const quantity = floatOf(inputs, 'perp');
  return {
    spot: floatOf(market, 'spot'), spotConfidence: 1, perpetualConfidence: 1, stable: 1, expiries, futures: [], holdings: [], cash: 0, profit: 0,
    perpetuals: quantity === 0 ? [] : [{ id: 'perp', quantity, price: floatOf(market, 'perp') }],
    options: records(inputs, 'options').map((own, place): OptionLine => {
      const expiry = days.indexOf(text(own, 'exp_days'));
      return { id: String(place), sign: text(own, 'type') === 'C' ? 1 : -1, strike: floatOf(own, 'strike'), quantity: floatOf(own, 'qty'), volatility: floatOf(vols, text(own, 'exp_days')), expiry };
    }),
  };
}

/** The shipped model; rates that a case gives stand in its place. */
function paradexCase(inputs: Inputs): CaseModel {
  const { model } = shippedPreset('paradex.pm');
  const minimumDelta = inputs['net_rate'] === undefined ? model.combination.minimumDelta : { net: floatOf(inputs, 'net_rate'), hedged: floatOf(inputs, 'hedged_rate') };
  return { presets: ['paradex.pm'], model: { ...model, combination: { ...model.combination, minimumDelta } } };
}

function paradex(inputs: Inputs): Figures {
  const { model } = paradexCase(inputs);
  if (inputs['market'] === undefined) {
    const { net, gross, hedged } = deltaParts(records(inputs, 'positions').map((own) => floatOf(own, 'delta') * floatOf(own, 'qty')));
    const rates = model.combination.minimumDelta;
    if (rates === null) throw new TypeError('no minimum by delta');
    const minimum = (rates.net * Math.abs(net) + rates.hedged * hedged) * floatOf(inputs, 'spot');
    return { net_delta: figure(net), gross_delta: figure(gross), hedged_delta: figure(hedged), min_delta_usd: figure(minimum) };
  }
  const found = scenarioMargin(unitOfMarketBook(inputs), model);
  return { imr: figure(found.initial), mmr: figure(found.maintenance), scan: found.scan.cells.map(({ profit }) => printed(profit, 6)), min_delta: figure(found.minimumByDelta) };
}

/** Parameters of the notes: 16 %, 50 % up and 25 % down, at least 50 %, roll 7.5 % a year, floor 1 %. They are those of BTC, and are taken in the quote currency too. */
const PME = shippedPreset('deribit.pme.btc').model;
const pmeCase = (money: 'quote' | 'coin', preset: string) => (): CaseModel => ({ presets: [preset], model: { ...PME, money } });
const STANDARD_CELLS = 27;

function pme(money: 'quote' | 'coin', suffix: string, decimals: number) {
  return (inputs: Inputs): Figures => {
    const found = scenarioMargin(unitOfMarketBook(inputs), { ...PME, money });
    const raw = found.scan.cells.map(({ net }) => printed(net, decimals));
    const rows = Array.from({ length: STANDARD_CELLS / 3 }, (_, row) => raw.slice(row * 3, row * 3 + 3));
    return {
      [`im${suffix}`]: figure(found.initial), [`mm${suffix}`]: figure(found.maintenance), [`roll_shock${suffix}`]: figure(found.asked.find(({ kind }) => kind === 'roll')?.maintenance ?? 0),
      [`standard_matrix${suffix}`]: rows, [`extended${suffix}`]: found.scan.cells.slice(STANDARD_CELLS).map(({ profit }) => printed(profit, decimals)),
    };
  };
}

/** A case with the parameters that the notes name: one set serves all tests of structures. */
const PARAMETERS_OF = 'derive-pmrm2-test_1_collateral_cash_only';

function derivePair(inputs: Inputs, other: (id: string) => Inputs) {
  const unit = unitOfMarketBook(inputs);
  return { unit, standard: expiryBoundLevels(unit, DERIVE_STANDARD), scenario: scenarioMargin(unit, secondModel(record(other(PARAMETERS_OF), 'Parameters'))) };
}

function compare(inputs: Inputs, other: (id: string) => Inputs): Figures {
  const { standard, scenario } = derivePair(inputs, other);
  const mtm = scenario.optionValue;
  const levels = {
    srm_im: standard.initial, srm_mm: standard.maintenance, pm_im: scenario.initialLevel, pm_mm: scenario.maintenanceLevel, mtm,
    srm_im_requirement: -standard.initial, pm_im_requirement: mtm - scenario.initialLevel, pm_mm_requirement: mtm - scenario.maintenanceLevel,
  };
  return Object.fromEntries(Object.entries(levels).map(([key, value]) => [key, printed(value, 6)]));
}

/** Perpetuals of the computed cases: 2 % and 1 %, flat. */
const PERPETUAL = { initial: 0.02, maintenance: 0.01 } as const;

/** The computed cases take the index for U, where the venue takes the forward of the expiry. */
const standardOf = (unit: RiskUnit): StandardMargin => standardMargin(unit, { ...OPTION_STANDARD_PRESETS.deribit.model, underlying: 'index', moneyness: 'index' }, PERPETUAL);

function standard(inputs: Inputs): Figures {
  const { initial, maintenance, optionValue } = standardOf(unitOfMarketBook(inputs));
  return { im: printed(initial, 6), mm: printed(maintenance, 6), option_mtm: printed(optionValue, 6) };
}

function saved(inputs: Inputs, other: (id: string) => Inputs): Figures {
  const { unit, standard: derive, scenario } = derivePair(inputs, other);
  const { initial, optionValue } = standardOf(unit);
  const pme = scenarioMargin(unit, { ...PME, money: 'quote' }).initial;
  const plain: OnEquity = { requirement: initial, optionValue, equityBasis: 'withoutOptionValue' };
  const linear: OnEquity = { requirement: pme, optionValue, equityBasis: 'withOptionValue' };
  const share = marginSaved(plain, linear);
  const figures = {
    option_mtm: optionValue, standard_im: initial, pm_linear_im: pme, deposit_standard: depositNeeded(plain), deposit_pm_linear: depositNeeded(linear),
    deposit_derive_srm: Math.max(0, -derive.initial), deposit_derive_pm: Math.max(0, -scenario.initialLevel),
  };
  return { ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, printed(value, 6)])), saved_pct: share === null ? null : printed(share * 100, 2) };
}

/** Computed cases of whole books. */
export const marketAdapters: readonly Adapter[] = [
  { exchange: null, model: 'paradex.pm', run: paradex, scenario: paradexCase },
  { exchange: null, model: 'deribit.pme.linear-like', run: pme('quote', '', 6), scenario: pmeCase('quote', 'deribit.pme.usdc') },
  { exchange: null, model: 'deribit.pme.inverse-like', run: pme('coin', '_coin', 9), scenario: pmeCase('coin', 'deribit.pme.btc') },
  { exchange: null, model: 'derive.compare', run: compare },
  { exchange: null, model: 'deribit.standard.linear', run: standard },
  { exchange: null, model: 'compare.margin_saved', run: saved },
];
