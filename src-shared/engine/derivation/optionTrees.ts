import type { PoolEngine } from '../accountEngine.ts';
import type { OptionRates } from '../optionRule.ts';
import type { Row } from '../row.ts';
import { absolute, constant, difference, floorAtZero, lacking, max, product, round18, scaled, sum, unknown } from './build.ts';
import { entryOf, indexLeaf, markLeaf, ONE_LEAF, parameterLeaf, quantityOf, rowName } from './leaves.ts';
import type { DerivationNode } from './node.ts';

/** What an option adds to the account, in the valuation currency. */
export type OptionTrees = Readonly<{ size: DerivationNode; worth: DerivationNode; profit: DerivationNode; notional: DerivationNode; initial: DerivationNode; maintenance: DerivationNode }>;

/** Trees beside `optionTermsOf`; null for any other contract. */
export function optionTreesOf(engine: PoolEngine, row: Row): OptionTrees | null {
  if (row.option === null) return null;
  const { instrument } = row;
  const [name, unit] = [rowName(row), engine.book.valuationCurrency];
  const [size, mark, entry, settle] = [{ ...quantityOf(engine, row), unit: instrument.base }, markLeaf(engine, instrument), entryOf(row), indexLeaf(engine, instrument.settle)];
  const gap = [mark, settle].find((node) => node !== null && node.value === null) ?? null;
  const term = (what: string, make: () => DerivationNode): DerivationNode => (gap === null ? round18(`${what} of ${name}`, make(), unit) : lacking(`${what} of ${name}`, gap));
  const worth = term('worth', () => scaled(`worth of ${name}, before rounding`, size, [mark, settle], unit));
  const asked = row.option.size.isNegative() ? requirementTrees(engine, row, { size, mark, entry, settle, gap }) : null;
  const nothing = constant(0, `0: ${name} is held long`);
  return {
    size, worth, notional: absolute(`notional of ${name}`, worth, unit),
    profit: term('unrealized P&L', () => scaled(`unrealized P&L of ${name}, before rounding`, product('size · (mark − entry)', [size, difference('mark less entry', mark, entry)]), [settle], unit)),
    initial: asked?.initial ?? nothing, maintenance: asked?.maintenance ?? nothing,
  };
}

type Inputs = Readonly<{ size: DerivationNode; mark: DerivationNode; entry: DerivationNode; settle: DerivationNode | null; gap: DerivationNode | null }>;

/** What a short option must keep. */
function requirementTrees(engine: PoolEngine, row: Row, { size, mark, entry, settle, gap }: Inputs): Readonly<{ initial: DerivationNode; maintenance: DerivationNode }> {
  const { instrument: { base, quote }, option } = row;
  const [name, unit] = [rowName(row), engine.book.valuationCurrency];
  const [underlying, rate] = [indexLeaf(engine, base) ?? ONE_LEAF, indexLeaf(engine, quote)];
  const lack = option === null || option.lacks === null ? null : unknown(`${option.lacks} (${row.instrument.symbol})`);
  const missing = gap ?? lack ?? [underlying, rate].find((node) => node !== null && node.value === null) ?? null;
  if (missing !== null || option === null || option.rates === null) {
    const none = missing ?? unknown(`margin rates of options on ${base}`);
    return { initial: lacking(`initial margin of ${name}`, none), maintenance: lacking(`maintenance margin of ${name}`, none) };
  }
  const strike = scaled(`strike of ${name} in ${unit}`, parameterLeaf(engine, `strike of ${row.instrument.symbol}`, row.instrument.strike ?? null, 'strike', { symbol: row.instrument.symbol }), [rate], unit);
  const { initial, maintenance } = perUnit(rateLeaves(engine, base, option.rates), {
    option, underlying, strike, mark: scaled(`mark of ${name} in ${unit}`, mark, [settle], unit), entry: scaled(`entry of ${name} in ${unit}`, entry, [settle], unit),
  });
  const all = (what: string, own: DerivationNode): DerivationNode => round18(`${what} of ${name}`, product(`${what} of ${name}, before rounding`, [absolute(`size of ${name}, without sign`, size), own], unit), unit);
  return { initial: all('initial margin', initial), maintenance: all('maintenance margin', maintenance) };
}

type RateLeaves = Readonly<Record<'high' | 'low' | 'maintenance' | 'liquidationFee' | 'factor', DerivationNode>>;

function rateLeaves(engine: PoolEngine, base: string, rates: OptionRates): RateLeaves {
  const of = (field: keyof RateLeaves, name: string): DerivationNode => parameterLeaf(engine, `${name} of options on ${base}`, rates[field].toFixed(), `rules.optionMargin.${field}`, { asset: base });
  return { high: of('high', 'higher initial rate'), low: of('low', 'lower initial rate'), maintenance: of('maintenance', 'maintenance rate'), liquidationFee: of('liquidationFee', 'liquidation fee'), factor: of('factor', 'factor of the tier') };
}

type UnitInputs = Readonly<{ option: NonNullable<Row['option']>; underlying: DerivationNode; strike: DerivationNode; mark: DerivationNode; entry: DerivationNode }>;

/** In the order of the engine's own arithmetic. */
function perUnit(rate: RateLeaves, { option: { isPut, rates }, underlying, strike, mark, entry }: UnitInputs): Readonly<{ initial: DerivationNode; maintenance: DerivationNode }> {
  const basis = rates?.shareOfMark === true ? max('the underlying or the mark, whichever is more', [underlying, mark]) : underlying;
  const maintenance = sum('maintenance margin of one unit', [
    product('share of the underlying', [product('rate · underlying', [rate.maintenance, basis]), rate.factor]), mark, product('liquidation fee', [rate.liquidationFee, underlying]),
  ]);
  const out = floorAtZero('out of the money', isPut ? difference('underlying less strike', underlying, strike) : difference('strike less underlying', strike, underlying));
  const low = product('least share', [rate.low, rates?.lowWithMark === true ? sum('underlying and mark', [underlying, mark]) : underlying]);
  const share = max('the larger share', [difference('share less what it is out of the money', product('higher rate · underlying', [rate.high, underlying]), out), low]);
  const standard = sum('initial margin of one unit', [product('share · factor', [share, rate.factor]), rates?.atEntry === true ? max('premium', [entry, mark]) : mark]);
  return { maintenance, initial: rates?.notBelowMaintenance === true ? max('initial margin of one unit, not below maintenance', [standard, maintenance]) : standard };
}
