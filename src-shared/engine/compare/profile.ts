import { type Collateral, listedWeight, listedWeightTiers, type ParameterSet, type Portfolio, type Position } from '../../domain/account.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { rulesOf } from '../../domain/marginRules.ts';
import { Decimal } from '../../num/units.ts';

/** A model to hold a book against: a parameter set, and the book's own symbols as that venue margins them. */
export type Profile = Readonly<{ id: string; title: string; parameters: ParameterSet; instruments: readonly Instrument[] }>;

/** A book under a profile, with what the profile does not say and the document therefore decides. */
export type ProfiledBook = Readonly<{
  portfolio: Portfolio;
  /** Symbols that keep the document's own schedule: the profile does not know them, or knows another contract by the name. */
  ownSchedules: readonly string[];
  /** Collateral assets that keep the document's own weights under another set than the document's. */
  ownWeights: readonly string[];
  /** Symbols of contracts that the profile's pool does not take: their margin is unknown. */
  notTaken: readonly string[];
}>;

/**
 * The same positions, amounts and contract terms under the rules of a profile. Schedules, fees and weights are the
 * profile's where it has them. Under the document's own parameter set the document's weights and tier rules stand.
 *
 * @source docs/margin-models.md, "One book under every model"
 */
export function profiledBook(portfolio: Portfolio, { parameters, instruments }: Profile): ProfiledBook {
  const { settlements } = rulesOf(parameters);
  const theirs = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
  const held = new Set([...portfolio.positions, ...portfolio.orders].map(({ symbol }) => symbol));
  const contracts = portfolio.instruments.map((own) => {
    const schedule = scheduled(own, theirs.get(own.symbol));
    return { symbol: own.symbol, known: schedule !== null, taken: settlements === undefined || settlements.includes(own.settlement), own: schedule ?? own };
  });
  const heldWhere = (holds: (contract: (typeof contracts)[number]) => boolean): readonly string[] => contracts.filter((contract) => held.has(contract.symbol) && holds(contract)).map(({ symbol }) => symbol);
  const known = new Set(contracts.filter((contract) => contract.known).map(({ symbol }) => symbol));
  const refused = new Set(contracts.filter(({ taken }) => !taken).map(({ symbol }) => symbol));
  const same = parameters.id === portfolio.parameters.id;
  return {
    portfolio: {
      ...portfolio, parameters, venue: parameters.venue, model: parameters.model,
      instruments: contracts.map(({ own, taken }) => (taken ? own : contractOf(own))),
      positions: same ? portfolio.positions : portfolio.positions.map((position) => profiledPosition(position, known.has(position.symbol), !refused.has(position.symbol))),
      collateral: same ? portfolio.collateral : portfolio.collateral.map((line) => (isListed(parameters, line.asset) ? withoutWeight(line) : line)),
    },
    ownSchedules: heldWhere((contract) => !contract.known),
    ownWeights: same ? [] : [...new Set(portfolio.collateral.filter((line) => hasWeight(line) && !isListed(parameters, line.asset)).map(({ asset }) => asset))],
    notTaken: heldWhere(({ taken }) => !taken),
  };
}

const isListed = (set: ParameterSet, asset: string): boolean => listedWeight(set, asset) !== undefined || listedWeightTiers(set, asset) !== undefined;

const hasWeight = ({ weight, tiers }: Collateral): boolean => weight !== undefined || tiers !== undefined;

function withoutWeight({ weight: _weight, tiers: _tiers, ...line }: Collateral): Collateral {
  return line;
}

/** A contract that the profile does not take is asked for nothing that is known: a leverage says nothing of it there. */
function profiledPosition({ tierRule, leverage, ...position }: Position, known: boolean, taken: boolean): Position {
  return { ...position, ...(tierRule === undefined || known ? {} : { tierRule }), ...(leverage === undefined || !taken ? {} : { leverage }) };
}

/** What a contract is, without what anybody asks for it. */
function contractOf({ tiers: _tiers, notionalCap: _cap, tierRule: _rule, tierUnit: _unit, sizeLinear: _linear, openInterest: _open, sizePremium: _premium, takerFeeRate: _fee, ...contract }: Instrument): Instrument {
  return contract;
}

/** The document's contract with the profile's schedule and fee; null where the profile knows no such contract. */
function scheduled(own: Instrument, theirs: Instrument | undefined): Instrument | null {
  return theirs === undefined || !isSameContract(own, theirs) ? null : { ...theirs, ...contractOf(own) };
}

function isSameContract(a: Instrument, b: Instrument): boolean {
  const named = a.kind === b.kind && a.settlement === b.settlement && a.base === b.base && a.settle === b.settle && a.expiry === b.expiry && a.strike === b.strike && a.optionType === b.optionType;
  // Tiers that count contracts mean contracts of one size.
  return named && (b.tierUnit !== 'contracts' || new Decimal(a.contractSize).eq(b.contractSize));
}
