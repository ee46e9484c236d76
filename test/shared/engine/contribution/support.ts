import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Collateral, Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { Known } from '#shared/engine/contribution/known.ts';
import type { Shock } from '#shared/engine/contribution/shock.ts';
import { openAccount } from '#shared/engine/step.ts';
import { Decimal, toText, type DecimalText } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';

type Fields = Readonly<Record<string, unknown>>;
export const goldenDocument: Readonly<{ positions: readonly Fields[]; collateral: readonly Fields[]; instruments: readonly Fields[]; prices: Readonly<{ mark: Fields; index: Fields }> } & Fields> =
  JSON.parse(readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8'));

export const engineOf = ({ portfolio, prices }: ParsedPortfolio): AccountEngine => openAccount(portfolio, prices, [], null).engine;

export const ruled = (parsed: ParsedPortfolio, rules: Partial<MarginRules>): ParsedPortfolio =>
  ({ ...parsed, portfolio: { ...parsed.portfolio, parameters: { ...parsed.portfolio.parameters, rules: { ...parsed.portfolio.parameters.rules, ...rules } } } });

export const golden = (rules: Partial<MarginRules> = {}): AccountEngine => engineOf(ruled(parsedAccount(goldenDocument), rules));

/** Golden account 1 with its ETH short in a pool of its own. */
export const isolatedEth = (): AccountEngine => engineOf(parsedAccount({
  ...goldenDocument, positions: goldenDocument.positions.map((position) => (position['symbol'] === 'ETH-PERP' ? { ...position, marginMode: 'isolated', isolatedMargin: '10000' } : position)),
}));

export const dec = (value: string | number): Decimal => new Decimal(value);

/** @throws Error when it is unknown */
export function known<T>(answer: Known<T>): Readonly<{ status: 'known' }> & T {
  if (answer.status === 'unknown') throw new Error(answer.missing);
  return answer;
}

export const sum = (values: readonly Decimal[]): Decimal => values.reduce<Decimal>((total, value) => total.plus(value), dec(0));

/** Linear accounts under the default rules. */
export const linear: fc.Arbitrary<ParsedPortfolio> = accountDocument({ orders: false }).map(parsedAccount);

/** Accounts of any kind, in one pool or one for each settle currency, with isolated rows. */
export const anyAccount: fc.Arbitrary<ParsedPortfolio> = fc.oneof(
  accountDocument().map(parsedAccount),
  fc.tuple(otherAccount({ isolated: true, orders: true }), fc.boolean()).map(([parsed, settle]) => (settle ? ruled(parsed, { pooling: 'settle' }) : parsed)),
);

export const anyShock: fc.Arbitrary<Shock> = fc.dictionary(fc.constantFrom('BTC', 'ETH', 'SOL', 'USDC', 'USD'), fc.integer({ min: -999, max: 2000 }), { noNullPrototype: true })
  .map((moves) => new Map(Object.entries(moves).map(([asset, promille]) => [asset, dec(promille).div(1000)])));

const scaled = (text: DecimalText, factor: number): DecimalText => toText(dec(text).times(factor));

/** Every amount, and every size that a schedule names, times a factor. */
export function scaledAccount({ portfolio, prices }: ParsedPortfolio, factor: number): ParsedPortfolio {
  const instruments = portfolio.instruments.map((instrument): Instrument => (instrument.tiers === undefined ? instrument : {
    ...instrument, tiers: instrument.tiers.map((tier) => ({ ...tier, notionalFloor: scaled(tier.notionalFloor, factor), maintenanceAmount: scaled(tier.maintenanceAmount, factor) })),
  }));
  const collateral = portfolio.collateral.map((line): Collateral => ({
    ...line, amount: scaled(line.amount, factor), ...(line.tiers === undefined ? {} : { tiers: line.tiers.map((tier) => ({ ...tier, from: scaled(tier.from, factor) })) }),
  }));
  const own: Portfolio = { ...portfolio, instruments, collateral, positions: portfolio.positions.map((position) => ({ ...position, contracts: scaled(position.contracts, factor) })) };
  return { portfolio: own, prices };
}
