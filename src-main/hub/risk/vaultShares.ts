import type { Collateral, ShareHolding } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Expiry, HoldingLine, OptionLine, RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import type { Leg } from '#shared/scenario/strategy/recognise.ts';
import type { AccountFacts } from '../accountHost.ts';
import { lineWords } from '../insight/figures.ts';
import { dayOf, volatilityOf, YEAR_MS } from './optionInputs.ts';

/** A call that shares are short, all of them together: units below 0, `volatility` as the document says it. */
type SharedCall = Readonly<{ id: string; name: string; strike: number; expiry: number; quantity: number; volatility: number | null }>;

/** The shares of one vault that an account holds as collateral, looked through: units of the asset, and the calls on it. */
export type VaultShares = Readonly<{ id: string; vault: string; name: string; asset: string; amount: number; calls: readonly SharedCall[] }>;

const PREFIX = 'share:';

type Share = Collateral & Readonly<{ holds: ShareHolding }>;
const isShare = (line: Collateral): line is Share => line.holds !== undefined && Number(line.amount) > 0;

/** Underlyings that an account holds through shares. */
export const sharedAssets = (host: AccountFacts): readonly string[] => host.engine().portfolio.collateral.filter(isShare).map(({ holds }) => holds.asset);

/** Shares of vaults that hold an asset. */
export function sharesOn(host: AccountFacts, asset: string): readonly VaultShares[] {
  const { collateral } = host.engine().portfolio;
  return collateral.flatMap((line): VaultShares[] => {
    if (!isShare(line) || line.holds.asset !== asset) return [];
    const isOnly = collateral.every((other) => other === line || other.asset !== line.asset);
    const [shares, vault, id] = [Number(line.amount), isOnly ? line.asset : lineWords(line.asset, line.location), `${PREFIX}${line.asset}|${line.location ?? ''}`];
    return [{
      id, asset, vault, name: `${vault}: ${asset}`, amount: shares * Number(line.holds.amount),
      calls: line.holds.shortCalls.map(({ strike, expiry, contracts, volatility }) => ({
        id: `${id}:${strike}@${expiry}`, name: `${vault}: call ${strike} ${dayOf(expiry)}`, strike: Number(strike), expiry, quantity: -shares * Number(contracts), volatility: volatility === undefined ? null : Number(volatility),
      })),
    }];
  });
}

/** What is held of the asset through shares: it moves as the asset itself. */
export const sharedHoldings = (shares: readonly VaultShares[], spot: number): readonly HoldingLine[] =>
  shares.map(({ id, amount }) => ({ id, value: amount * spot, oracleValue: amount * spot, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 }));

type Priced = Readonly<{ expiries: readonly Expiry[]; ends: readonly number[]; now: EpochMs; markOf: (instrument: Instrument) => number | null }>;

/** The calls that have not ended, each at the volatility that the document gives it or that of the same call where the account knows one; null without any. */
export function sharedOptions(host: AccountFacts, shares: readonly VaultShares[], { expiries, ends, now, markOf: mark }: Priced): readonly Readonly<{ name: string; line: OptionLine | null }>[] {
  const known = host.engine().portfolio.instruments;
  return shares.flatMap(({ asset, calls }) => calls.flatMap(({ id, name, strike, expiry: end, quantity, volatility: given }) => {
    const expiry = ends.indexOf(end);
    const at = expiries[expiry];
    if (at === undefined) return [];
    const same = known.find((own) => own.kind === 'option' && own.base === asset && own.optionType === 'call' && own.expiry === end && Number(own.strike) === strike);
    const volatility = given ?? (same === undefined ? null : volatilityOf(host, same, { sign: 1, strike }, { forward: at.forward, years: (end - now) / YEAR_MS }, mark(same)));
    return [{ name, line: volatility === null ? null : { id, sign: 1 as const, strike, quantity, volatility, expiry } }];
  }));
}

/** As they may be part of a strategy. What was paid for them is not known. */
export const sharedLegs = (shares: readonly VaultShares[], options: readonly OptionLine[], spot: number): readonly Leg[] => [
  ...options.map(({ id, sign, strike, expiry, quantity }): Leg => ({ id, kind: 'option', sign, strike, expiry, quantity, price: null, bundle: id.slice(0, id.lastIndexOf(':')) })),
  ...shares.map(({ id, amount }): Leg => ({ id, kind: 'held', quantity: amount, price: spot, bundle: id })),
];

/** What those calls cost that end after now and by then, at the price of now; 0 or less. */
export const sharedSettlement = (shares: readonly VaultShares[], spot: number, now: EpochMs, at: EpochMs): number =>
  shares.flatMap(({ calls }) => calls).filter(({ expiry }) => expiry > now && expiry <= at).reduce((sum, { strike, quantity }) => sum + quantity * Math.max(spot - strike, 0), 0);

/** What the calls of shares are worth, 0 or less: the price of a share has it in it already. */
export const sharedCallsValue = (unit: RiskUnit): number => unit.options.filter(({ id }) => id.startsWith(PREFIX)).reduce((sum, line) => sum + line.quantity * markOf(unit, line), 0);
