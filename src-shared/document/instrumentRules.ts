import type { Fault } from '../domain/failure.ts';
import type { Instrument } from '../domain/instrument.ts';
import { Decimal, type EpochMs } from '../num/units.ts';
import { STABLECOINS } from '../venues/defaults.ts';
import { tierFaults } from './tierRules.ts';

/** @param stablecoins assets that the parameter set holds to be money by another name */
export function instrumentFaults(instrument: Instrument, path: string, asOf: EpochMs, stablecoins: readonly string[]): readonly Fault[] {
  const faults: Fault[] = [];
  if (instrument.expiry !== undefined && instrument.expiry < asOf) {
    faults.push({ path: `${path}.expiry`, message: `lies before asOf (${new Date(asOf).toISOString()}); expected a contract that has not expired` });
  }
  if (instrument.kind === 'future' && instrument.expiry === undefined) faults.push({ path: `${path}.expiry`, message: 'is missing; expected the time a future expires' });
  if (instrument.kind === 'option') faults.push(...optionFaults(instrument, path));
  const settle = instrument.kind === 'perpetual' || instrument.kind === 'future' || isLinearOption(instrument) ? settleFault(instrument, stablecoins) : null;
  if (settle !== null) faults.push({ path: `${path}.settle`, message: `is ${instrument.settle}${settle}` });
  return [...faults, ...scheduleFaults(instrument, path)];
}

/** Its price is quote currency per unit. Any other option that settles in what it cannot be valued in is held as an unknown. */
const isLinearOption = ({ kind, settlement }: Instrument): boolean => kind === 'option' && settlement === 'linear';

/** What an option cannot be priced without. */
function optionFaults({ expiry, strike, optionType }: Instrument, path: string): readonly Fault[] {
  const needed = [['expiry', expiry, 'the time the option expires'], ['strike', strike, 'the strike of the option'], ['optionType', optionType, 'call or put']] as const;
  return needed.flatMap(([field, value, words]) => (value === undefined ? [{ path: `${path}.${field}`, message: `is missing; expected ${words}` }] : []));
}

function scheduleFaults({ tiers, notionalCap, tierRule, sizeLinear, openInterest }: Instrument, path: string): readonly Fault[] {
  const faults: Fault[] = [];
  const lastFloor = tiers?.[tiers.length - 1]?.notionalFloor;
  if (notionalCap !== undefined && lastFloor !== undefined && new Decimal(notionalCap).lte(lastFloor)) {
    faults.push({ path: `${path}.notionalCap`, message: `is ${notionalCap}, not above the last tier's floor ${lastFloor}; expected a larger cap` });
  }
  if (tiers !== undefined) faults.push(...tierFaults(tiers, tierRule !== 'flat', `${path}.tiers`));
  if (tiers !== undefined && sizeLinear !== undefined) faults.push({ path: `${path}.sizeLinear`, message: 'stands beside tiers; expected one of the two' });
  if (openInterest !== undefined && new Decimal(openInterest.lower).gt(openInterest.upper)) {
    faults.push({ path: `${path}.openInterest.lower`, message: `is ${openInterest.lower}, above the upper cap ${openInterest.upper}; expected at most that` });
  }
  return faults;
}

/** Completes "is USDT…"; null when the contract can settle in it. */
function settleFault({ settlement, base, quote, settle }: Instrument, stablecoins: readonly string[]): string | null {
  if (settlement === 'inverse') return settle === base ? null : `; expected ${base}, the base of the inverse contract`;
  if (settlement === 'quanto') {
    if (settle !== base && settle !== quote) return null;
    return `, the ${settle === base ? 'base' : 'quote currency'} of a quanto contract; expected a third currency`;
  }
  if (settle === quote || (settle !== base && isSameMoney(quote, settle, stablecoins))) return null;
  return `; expected ${quote}, the quote currency of the linear contract, or a stablecoin of it`;
}

/** USD and USDC, USDT and FDUSD, EUR and EURC: one money by two names. */
function isSameMoney(quote: string, settle: string, stablecoins: readonly string[]): boolean {
  const isStable = (asset: string): boolean => stablecoins.includes(asset) || STABLECOINS.includes(asset);
  return settle.includes(quote) || (isStable(quote) && isStable(settle));
}
