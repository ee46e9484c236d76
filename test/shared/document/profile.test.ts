import { describe, expect, test } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { isProfile, parseProfile } from '#shared/document/parseProfile.ts';
import { epochMs } from '#shared/num/units.ts';

const AT = epochMs(Date.UTC(2026, 10, 22));

const instrument = { symbol: 'XUSD', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
const parameters = { id: 'mine-1', venue: 'mine', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'my desk', collateralWeights: { USD: '1' }, rules: { closingFee: 'notional', takerFeeRate: '0.001' } };
const profile = { schema: 'plimsoll.profile/1', id: 'mine', title: 'My desk', sets: [{ parameters, instruments: [instrument] }] };
const portfolio = { schema: 'plimsoll.portfolio/1', name: 'Own', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'mine', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '1000' }], positions: [{ symbol: 'XUSD', contracts: '10', entryPrice: '100' }], prices: { mark: { XUSD: '100' } } };

const faultsOf = (document: object): readonly string[] => {
  const parsed = parseProfile(JSON.stringify(document));
  return parsed.ok || parsed.error.code !== 'document/invalid' ? [] : parsed.error.faults.map(({ path, message }) => `${path}: ${message}`);
};

describe('a venue profile', () => {
  test('is a venue like the built-in ones: its symbols, rules and fee margin a portfolio that names it', () => {
    const own = parseProfile(JSON.stringify(profile));
    if (!own.ok) throw new Error(JSON.stringify(own.error));
    const parsed = parsePortfolio(JSON.stringify(portfolio), AT, [own.value]);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { snapshot } = computeSnapshot(parsed.value, { now: AT, version: 'test', demo: false, redact: false, sha256: () => '', stateOf: () => 'manual' });
    // 2 % and 0.1 % of 1,000.
    expect(snapshot).toMatchObject({ totals: { maintenanceMargin: '21', initialMargin: '40' }, parameters: { id: 'mine-1', source: 'my desk' } });
  });

  test('is not needed to read a snapshot that was made under it again: the rules are inside', () => {
    const own = parseProfile(JSON.stringify(profile));
    const parsed = parsePortfolio(JSON.stringify(portfolio), AT, own.ok ? [own.value] : []);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const options = { now: AT, version: 'test', demo: false, redact: false, sha256: () => '', stateOf: () => 'manual' as const };
    const { snapshot } = computeSnapshot(parsed.value, options);
    const again = parsePortfolio(JSON.stringify(snapshot), AT);
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    expect(computeSnapshot(again.value, options).snapshot).toEqual(snapshot);
  });

  test.each([
    ['of another venue', { ...parameters, venue: 'okx' }, 'parameters.venue: is "okx"; expected "generic", the venue of the document'],
    ['of another model', { ...parameters, venue: 'generic', model: 'single-currency' }, 'parameters.model: is "single-currency"; expected "tiered-cross", the model of the document'],
  ])('an inline set %s is refused', (_what, set, fault) => {
    const parsed = parsePortfolio(JSON.stringify({ ...portfolio, venue: 'generic', parameters: set }), AT);
    expect(parsed.ok || parsed.error.code !== 'document/invalid' ? [] : parsed.error.faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([fault]);
  });

  test('is unknown to a document where it was not loaded, and the known venues are named', () => {
    const parsed = parsePortfolio(JSON.stringify(portfolio), AT);
    expect(parsed.ok ? null : parsed.error).toMatchObject({ faults: [{ path: 'venue', message: expect.stringContaining('"generic"') }] });
  });

  test.each([
    ['a rate beyond 1', { ...profile, sets: [{ parameters, instruments: [{ ...instrument, tiers: [{ ...instrument.tiers[0], maintenanceMarginRate: '1.5' }] }] }] }, 'sets.0.instruments.0.tiers.0.maintenanceMarginRate: is "1.5"; expected a decimal in quotes from 0 to 1'],
    ['an unknown rule', { ...profile, sets: [{ parameters: { ...parameters, rules: { closingFe: 'notional' } }, instruments: [] }] }, 'sets.0.parameters.rules.closingFe: is not a field of this document; remove it or correct its name'],
    ['a rule with a wrong word', { ...profile, sets: [{ parameters: { ...parameters, rules: { sides: 'both' } }, instruments: [] }] }, 'sets.0.parameters.rules.sides: is "both"; expected "sum" or "larger"'],
    ['the id of a built-in venue', { ...profile, id: 'okx', sets: [{ parameters: { ...parameters, venue: 'okx' } }] }, 'id: is "okx", a built-in venue; expected an id of your own'],
    ['a set of another venue', { ...profile, sets: [{ parameters: { ...parameters, venue: 'other' } }] }, 'sets.0.parameters.venue: is "other"; expected "mine", the id of the profile'],
    ['an unknown model', { ...profile, sets: [{ parameters: { ...parameters, model: 'span' } }] }, 'sets.0.parameters.model: is "span", which is unknown; expected "tiered-cross" or "single-currency"'],
    ['no set', { ...profile, sets: [] }, 'sets: is empty; expected at least one parameter set'],
    ['a set twice', { ...profile, sets: [{ parameters }, { parameters }] }, 'sets.1: is a second set "mine-1"; expected one id each'],
    ['a symbol twice', { ...profile, sets: [{ parameters, instruments: [instrument, instrument] }] }, 'sets.0.instruments.1: is a second instrument XUSD; expected one per symbol'],
    ['no version that is known', { ...profile, schema: 'plimsoll.profile/2' }, 'schema: is "plimsoll.profile/2"; expected "plimsoll.profile/1"'],
  ])('with %s is refused with the path that fails', (_what, document, fault) => expect(faultsOf(document)).toContain(fault));

  test('is told apart from a portfolio, right or wrong in the rest', () => {
    expect([JSON.stringify({ ...profile, sets: 7 }), JSON.stringify(portfolio), '{', '[]', 'null'].map(isProfile)).toEqual([true, false, false, false, false]);
  });
});
