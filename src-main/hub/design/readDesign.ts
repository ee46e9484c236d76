import type { Portfolio } from '#shared/domain/account.ts';
import type { Fault } from '#shared/domain/failure.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import type { DesignField, DesignSpec } from '#shared/ipc/design.ts';
import { Decimal, type DecimalText } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { type FieldFault, typedNumber } from '../whatIf/typed.ts';

/** What of a parameter set is to be another, by asset. Volumes are no part of a set. */
export type Design = Readonly<{ factors: ReadonlyMap<string, Decimal>; weights: ReadonlyMap<string, DecimalText>; sigmas: ReadonlyMap<string, number>; volumes: ReadonlyMap<string, number> }>;

export const NO_DESIGN: Design = { factors: new Map(), weights: new Map(), sigmas: new Map(), volumes: new Map() };

/** So much of a factor is kept: rates stay short enough for a document. */
const FACTOR_DECIMALS = 6;
const MOST = 100;

/** What was typed, for assets of this account; every fault is a sentence that names its field. */
export function readDesign(spec: DesignSpec, portfolio: Portfolio): Result<Design, readonly Fault[]> {
  const faults: Fault[] = [];
  const read = <T>(field: DesignField, valueOf: (text: string, asset: string) => Result<T, FieldFault>): ReadonlyMap<string, T> =>
    new Map(Object.entries(spec[field]).filter(([, text]) => text.trim() !== '').flatMap(([asset, text]) => {
      const value = valueOf(text, asset);
      if (!value.ok) faults.push({ path: `${field}.${asset}`, message: value.error.message });
      return value.ok ? [[asset, value.value] as const] : [];
    }));
  const design: Design = {
    factors: read('factors', (text, asset) => factorOf(text, asset, portfolio)),
    weights: read('weights', (text, asset) => (hasWeight(portfolio, asset)
      ? typedNumber(text, { field: asset, name: `Weight of ${asset}` }, 'a number from 0 to 1, such as 0.95', (value) => value.gte(0) && value.lte(1))
      : noField(`Weight of ${asset}`, `nothing: ${asset} is not held, or counts in full under these rules`, asset))),
    sigmas: read('sigmas', (text, asset) => {
      const value = typedNumber(text.replace(/\s*%\s*$/, ''), { field: asset, name: `σ of ${asset}` }, `a percentage above 0 and at most ${MOST}, such as 3.5`, (own) => own.gt(0) && own.lte(MOST));
      return value.ok ? ok(new Decimal(value.value).div(100).toNumber()) : value;
    }),
    volumes: read('volumes', (text, asset) => {
      const value = typedNumber(text, { field: asset, name: `Volume of ${asset}` }, `a number of ${asset} above 0, such as 25000`, (own) => own.gt(0));
      return value.ok ? ok(Number(value.value)) : value;
    }),
  };
  return faults.length === 0 ? ok(design) : err(faults);
}

/** Whether a weight of the set counts for an asset: it is held, in one pool, and is not the currency that everything is counted in. */
export const hasWeight = ({ collateral, parameters, valuationCurrency }: Portfolio, asset: string): boolean =>
  rulesOf(parameters).pooling === 'one' && asset !== valuationCurrency && collateral.some((line) => line.asset === asset);

/** Whether a contract of the account on it has rates. */
export const hasRates = ({ instruments }: Portfolio, asset: string): boolean => instruments.some(({ base, tiers = [], sizeLinear }) => base === asset && (tiers.length > 0 || sizeLinear !== undefined));

function factorOf(text: string, asset: string, portfolio: Portfolio): Result<Decimal, FieldFault> {
  const name = `Factor of ${asset}`;
  if (!hasRates(portfolio, asset)) return noField(name, `nothing: no contract on ${asset} here has margin rates`, asset);
  const value = typedNumber(text, { field: asset, name }, `a number above 0 and at most ${MOST}, such as 1.5, with ${FACTOR_DECIMALS} decimals at most`, (own) => own.gt(0) && own.lte(MOST) && own.decimalPlaces() <= FACTOR_DECIMALS);
  return value.ok ? ok(new Decimal(value.value)) : value;
}

const noField = (name: string, expected: string, field: string): Result<never, FieldFault> => err({ field, message: `${name} is typed; expected ${expected}.` });
