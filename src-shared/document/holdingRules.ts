import type { Fault } from '../domain/failure.ts';
import type { Instrument, Settlement } from '../domain/instrument.ts';
import { Decimal, type EpochMs } from '../num/units.ts';
import { quotedList } from './fields.ts';
import type { PortfolioFields } from './portfolioSchema.ts';
import { amountFaults } from './tierRules.ts';

type Holding = Readonly<{ symbol: string; contracts: string }>;

/** What a position and an order must both hold. @param settlements what the pool takes; absent: all */
export function holdingFaults({ symbol, contracts }: Holding, instrument: Instrument | null, settlements: readonly Settlement[] | undefined, path: string): readonly Fault[] {
  if (instrument === null) {
    return [{ path: `${path}.symbol`, message: `is ${symbol}, which has no instrument; expected one in instruments, or a symbol that the venue's built-in set knows` }];
  }
  const { contractSize, lotSize } = instrument;
  const faults: Fault[] = [...poolFaults(instrument, settlements, path)];
  if (new Decimal(contracts).times(contractSize).abs().gte('1e24')) faults.push({ path: `${path}.contracts`, message: 'times contractSize is 1e24 or more; expected a smaller size' });
  if (lotSize !== undefined && !new Decimal(contracts).mod(lotSize).isZero()) {
    faults.push({ path: `${path}.contracts`, message: `is ${contracts}, no multiple of the lot size of ${symbol}; expected a multiple of ${lotSize}` });
  }
  return faults;
}

function poolFaults({ symbol, kind, settlement }: Instrument, settlements: readonly Settlement[] | undefined, path: string): readonly Fault[] {
  if (settlements === undefined || settlements.length === 0 || settlements.includes(settlement) || kind === 'option' || kind === 'spot') return [];
  const article = settlement === 'inverse' ? 'an' : 'a';
  return [{ path: `${path}.symbol`, message: `is ${symbol}, ${article} ${settlement} contract in a pool of ${settlements.join(' and ')} ones; expected settlement ${quotedList(settlements, ' or ')}` }];
}

/** An instrument of the document is judged where it stands; the venue's own has no place there. */
export function expiredFaults(symbol: string, builtIn: Instrument | null, asOf: EpochMs, path: string): readonly Fault[] {
  if (builtIn?.expiry === undefined || builtIn.expiry >= asOf) return [];
  return [{ path: `${path}.symbol`, message: `is ${symbol}, which expired ${new Date(builtIn.expiry).toISOString()}, before asOf (${new Date(asOf).toISOString()}); expected a contract that has not expired` }];
}

type PositionFields = PortfolioFields['positions'][number];

/** What a position must hold beside that. */
export function positionFaults({ contracts, positionSide, marginMode, isolatedMargin, tierRule }: PositionFields, instrument: Instrument | null, path: string): readonly Fault[] {
  const faults: Fault[] = [];
  const short = contracts.startsWith('-');
  if (positionSide === 'long' && short) faults.push({ path: `${path}.contracts`, message: `is ${contracts} with positionSide "long"; expected a positive number` });
  if (positionSide === 'short' && !short) faults.push({ path: `${path}.contracts`, message: `is ${contracts} with positionSide "short"; expected a negative number` });
  if (marginMode === 'isolated' && isolatedMargin === undefined) faults.push({ path: `${path}.isolatedMargin`, message: 'is missing; expected the margin of the isolated position' });
  if (marginMode === 'cross' && isolatedMargin !== undefined) {
    faults.push({ path: `${path}.isolatedMargin`, message: `is ${isolatedMargin} on a cross position; expected none, or marginMode "isolated"` });
  }
  if (tierRule !== undefined && instrument !== null) faults.push(...tierRuleFaults(tierRule, instrument, `${path}.tierRule`));
  return faults;
}

/** A position's own rule must have tiers, and the progressive one the amounts that it deducts. */
function tierRuleFaults(own: NonNullable<PositionFields['tierRule']>, { symbol, tiers, tierRule }: Instrument, path: string): readonly Fault[] {
  if (tiers === undefined) return [{ path, message: `is "${own}", and ${symbol} has no tiers; expected an instrument with tiers, or no tierRule` }];
  if (own === 'flat' || tierRule !== 'flat') return [];
  return amountFaults(tiers).slice(0, 1).map((fault) => ({ path, message: `is "progressive", and tiers.${fault.path} of ${symbol} ${fault.message}` }));
}
