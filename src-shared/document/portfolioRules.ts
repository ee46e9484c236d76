import type { Fault } from '../domain/failure.ts';
import type { Instrument, MarginTier } from '../domain/instrument.ts';
import { Decimal, type EpochMs } from '../num/units.ts';
import type { PortfolioFields } from './portfolioSchema.ts';

/** What a document must hold across fields. Every breach is one fault. */
export function portfolioFaults(fields: PortfolioFields, known: (symbol: string) => Instrument | null, asOf: EpochMs): readonly Fault[] {
  const instruments = new Map(fields.instruments.map((instrument) => [instrument.symbol, instrument]));
  const find = (symbol: string): Instrument | null => instruments.get(symbol) ?? known(symbol);
  return [
    ...duplicates(fields.instruments, 'instruments', ({ symbol }) => symbol, ({ symbol }) => `a second instrument ${symbol}; expected one per symbol`),
    ...fields.instruments.flatMap((instrument, at) => instrumentFaults(instrument, `instruments.${at}`, asOf)),
    ...duplicates(fields.collateral, 'collateral', ({ asset, location }) => `${asset}|${location ?? ''}`, ({ asset }) => `a second row for ${asset} in the same place; expected one per asset and location`),
    ...fields.collateral.flatMap((line, at) => weightFaults(line, `collateral.${at}`)),
    ...duplicates(
      fields.positions, 'positions', ({ symbol, positionSide, marginMode }) => `${symbol}|${positionSide}|${marginMode}`,
      ({ symbol, positionSide, marginMode }) => `a second row for (${symbol}, ${positionSide}, ${marginMode}); expected one row each`,
    ),
    ...fields.positions.flatMap((position, at) => positionFaults(position, find(position.symbol), instruments.has(position.symbol) ? null : known(position.symbol), asOf, `positions.${at}`)),
    ...fields.orders.flatMap((order, at) => [
      ...holdingFaults(order.symbol, order.contracts, find(order.symbol), `orders.${at}`),
      ...expiredFaults(order.symbol, instruments.has(order.symbol) ? null : known(order.symbol), asOf, `orders.${at}`),
    ]),
  ];
}

function duplicates<T>(items: readonly T[], path: string, key: (item: T) => string, message: (item: T) => string): readonly Fault[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    const again = seen.has(key(item));
    seen.add(key(item));
    return again ? [{ path: `${path}.${at}`, message: `is ${message(item)}` }] : [];
  });
}

function instrumentFaults(instrument: Instrument, path: string, asOf: EpochMs): readonly Fault[] {
  const faults: Fault[] = [];
  if (instrument.expiry !== undefined && instrument.expiry < asOf) {
    faults.push({ path: `${path}.expiry`, message: `lies before asOf (${new Date(asOf).toISOString()}); expected a contract that has not expired` });
  }
  if (instrument.kind === 'future' && instrument.expiry === undefined) faults.push({ path: `${path}.expiry`, message: 'is missing; expected the time a future expires' });
  const lastFloor = instrument.tiers?.[instrument.tiers.length - 1]?.notionalFloor;
  if (instrument.notionalCap !== undefined && lastFloor !== undefined && new Decimal(instrument.notionalCap).lte(lastFloor)) {
    faults.push({ path: `${path}.notionalCap`, message: `is ${instrument.notionalCap}, not above the last tier's floor ${lastFloor}; expected a larger cap` });
  }
  if (instrument.tiers !== undefined) faults.push(...tierFaults(instrument.tiers, instrument.tierRule !== 'flat', `${path}.tiers`));
  return faults;
}

function tierFaults(tiers: readonly MarginTier[], progressive: boolean, path: string): readonly Fault[] {
  const first = tiers[0];
  if (first === undefined) return [{ path, message: 'is empty; expected at least one tier, from notionalFloor "0"' }];
  const faults: Fault[] = [];
  if (!new Decimal(first.notionalFloor).isZero()) faults.push({ path: `${path}.0.notionalFloor`, message: `is ${first.notionalFloor}; expected the first tier to start at "0"` });
  tiers.forEach((tier, at) => {
    const before = tiers[at - 1];
    if (before !== undefined && new Decimal(tier.notionalFloor).lte(before.notionalFloor)) {
      faults.push({ path: `${path}.${at}.notionalFloor`, message: `is ${tier.notionalFloor}, not above ${before.notionalFloor}; expected ascending floors` });
    }
    const atFloor = new Decimal(tier.notionalFloor).times(tier.maintenanceMarginRate);
    if (progressive && atFloor.lt(tier.maintenanceAmount)) {
      faults.push({ path: `${path}.${at}.maintenanceAmount`, message: `is ${tier.maintenanceAmount}, more than the margin at the tier's floor (${atFloor.toFixed()}); expected at most that` });
    }
  });
  return faults;
}

function weightFaults({ weight, tiers }: PortfolioFields['collateral'][number], path: string): readonly Fault[] {
  if (tiers === undefined) return [];
  const both = weight === undefined ? [] : [{ path: `${path}.weight`, message: 'stands beside tiers; expected one of the two' }];
  return [...both, ...weightTierFaults(tiers, `${path}.tiers`)];
}

function weightTierFaults(tiers: readonly Readonly<{ from: string }>[], path: string): readonly Fault[] {
  const first = tiers[0];
  if (first === undefined) return [{ path, message: 'is empty; expected at least one tier, from "0"' }];
  return tiers.flatMap((tier, at) => {
    const before = tiers[at - 1];
    if (before === undefined) return new Decimal(tier.from).isZero() ? [] : [{ path: `${path}.0.from`, message: `is ${tier.from}; expected the first tier to start at "0"` }];
    return new Decimal(tier.from).gt(before.from) ? [] : [{ path: `${path}.${at}.from`, message: `is ${tier.from}, not above ${before.from}; expected ascending amounts` }];
  });
}

type PositionFields = PortfolioFields['positions'][number];

function positionFaults(position: PositionFields, instrument: Instrument | null, builtIn: Instrument | null, asOf: EpochMs, path: string): readonly Fault[] {
  const faults: Fault[] = [...holdingFaults(position.symbol, position.contracts, instrument, path), ...expiredFaults(position.symbol, builtIn, asOf, path)];
  const short = position.contracts.startsWith('-');
  if (position.positionSide === 'long' && short) faults.push({ path: `${path}.contracts`, message: `is ${position.contracts} with positionSide "long"; expected a positive number` });
  if (position.positionSide === 'short' && !short) faults.push({ path: `${path}.contracts`, message: `is ${position.contracts} with positionSide "short"; expected a negative number` });
  return faults;
}

/** An instrument of the document is judged where it stands; the venue's own has no place there. */
function expiredFaults(symbol: string, builtIn: Instrument | null, asOf: EpochMs, path: string): readonly Fault[] {
  if (builtIn?.expiry === undefined || builtIn.expiry >= asOf) return [];
  return [{ path: `${path}.symbol`, message: `is ${symbol}, which expired ${new Date(builtIn.expiry).toISOString()}, before asOf (${new Date(asOf).toISOString()}); expected a contract that has not expired` }];
}

function holdingFaults(symbol: string, contracts: string, instrument: Instrument | null, path: string): readonly Fault[] {
  if (instrument === null) {
    return [{ path: `${path}.symbol`, message: `is ${symbol}, which has no instrument; expected one in instruments, or a symbol that the venue's built-in set knows` }];
  }
  const size = new Decimal(contracts).times(instrument.contractSize).abs();
  return size.gte('1e24') ? [{ path: `${path}.contracts`, message: 'times contractSize is 1e24 or more; expected a smaller size' }] : [];
}
