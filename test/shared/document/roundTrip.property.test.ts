import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/document/canonicalJson.ts';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import type { Snapshot } from '#shared/document/snapshot.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import { accountDocument, AS_OF, type Document, parsedAccount } from '../../arbitraries/accounts.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function snapshotOf(parsed: ParsedPortfolio, redact = false): Snapshot {
  return computeSnapshot(parsed, { now: AS_OF, version: '0', demo: false, redact, sha256, stateOf: () => 'live' }).snapshot;
}

/** Documents with more in them than the engine reads: stamps, forwards, volatilities, a parameter set of their own. */
const documents = fc.tuple(accountDocument(), fc.boolean(), fc.boolean()).map(([document, stamped, inline]): Document => ({
  ...document,
  prices: {
    ...document.prices,
    ...(stamped ? {
      mark: Object.fromEntries(Object.entries(document.prices.mark).map(([name, value]) => [name, { value, at: '2026-11-21T23:59:58.125Z' }])) as never,
      forward: { BTC: { '2026-12-25': '61000' } }, volatility: { 'BTC-PERP': '0.55' }, rate: '-0.01',
    } : {}),
  },
  ...(inline ? { parameters: { id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'by hand', stablecoins: ['USDC'], collateralWeights: { BTC: '0.8' }, defaultWeight: '0.1', dailyVolatility: { BTC: 0.031, constructor: 0.5 }, volatilitySource: 'own' } } : {}),
}));

describe('portfolioDocument', () => {
  test('reads again as the same portfolio and prices', () => {
    fc.assert(fc.property(documents, (document) => {
      const first = parsedAccount(document);
      const again = parsedAccount(portfolioDocument(first.portfolio, first.prices, AS_OF) as object);
      expect(again).toEqual(first);
    }));
  });

  test('of an account with an expired contract reads again: asOf is then its expiry', () => {
    const one = fc.sample(accountDocument().filter(({ positions }) => positions.some(({ symbol }) => symbol.endsWith('FUT'))), { numRuns: 1, seed: 5 })[0];
    const { portfolio, prices } = parsedAccount(one ?? {});
    const later = epochMs(Date.UTC(2028, 0, 1));
    const again = parsePortfolio(JSON.stringify(portfolioDocument(portfolio, prices, later)), later);
    expect(again.ok && again.value.portfolio.instruments.some((held) => isExpired(held, later))).toBe(true);
  });
});

describe('a snapshot', () => {
  test('gives every figure again, bit for bit, when its portfolio is read', () => {
    fc.assert(fc.property(documents, (document) => {
      const first = snapshotOf(parsedAccount(document));
      const again = parsePortfolio(JSON.stringify(first), epochMs(AS_OF + 86_400_000));
      if (!again.ok) throw new Error(JSON.stringify(again.error));
      expect(canonicalJson(snapshotOf(again.value))).toBe(canonicalJson(first));
    }));
  });

  test('has parts that add up to equity exactly, and the hash of all the rest', () => {
    fc.assert(fc.property(documents, (document) => {
      const { integrity, ...rest } = snapshotOf(parsedAccount(document));
      const parts = Object.values(rest['equityParts'] as Record<string, string>).reduce((sum, part) => sum.plus(part), new Decimal(0));
      expect(parts.toFixed()).toBe((rest['totals'] as Record<string, string>)['equity']);
      expect(integrity).toEqual({ algorithm: 'SHA-256', canonicalization: 'RFC 8785', hash: sha256(canonicalJson(rest)) });
    }));
  });

  test('has every field of the contract, and no other by accident', () => {
    const [one] = fc.sample(documents.filter(({ positions, collateral }) => positions.length > 1 && collateral.length > 2), { numRuns: 1, seed: 11 });
    const snapshot = snapshotOf(parsedAccount(one ?? {}));
    const keys = (value: unknown): readonly string[] => Object.keys(value as object);
    const first = (value: unknown): unknown => (value as readonly unknown[])[0];
    expect(keys(snapshot)).toEqual(['schema', 'asOf', 'app', 'account', 'parameters', 'portfolio', 'totals', 'equityParts', 'collateral', 'positions', 'underlyings', 'jointMove', 'unknown', 'integrity']);
    expect(keys(snapshot['totals'])).toEqual(['equity', 'adjustedEquity', 'initialMargin', 'maintenanceMargin', 'orderMargin', 'freeMargin', 'buffer', 'marginRatio', 'initialMarginRatio', 'leverage', 'notional', 'unrealizedPnl', 'venueRatio', 'stage', 'incomplete']);
    expect(keys(first(snapshot['collateral']))).toEqual(['asset', 'amount', 'price', 'priceAt', 'value', 'weight', 'haircutCost', 'adjustedValue', 'liquidationPrice']);
    expect(keys(first(snapshot['positions']))).toEqual([
      'symbol', 'positionSide', 'marginMode', 'contracts', 'size', 'entryPrice', 'markPrice', 'priceAt', 'priceState', 'notional', 'unrealizedPnl', 'initialMargin', 'maintenanceMargin', 'maintenanceShare',
      'liquidationPrice', 'distance', 'withoutThis',
    ]);
    expect(keys(first(snapshot['underlyings']))).toEqual(['asset', 'liquidationPrice']);
    expect(keys(snapshot['jointMove'])).toEqual(['liquidation', 'bankruptcy']);
  });

  test('of an account that lacks a price says null and what is missing, and is incomplete', () => {
    const document = { ...fc.sample(accountDocument().filter(({ positions }) => positions.length > 0), { numRuns: 1, seed: 2 })[0], prices: {} };
    const { snapshot, partial } = computeSnapshot(parsedAccount(document), { now: AS_OF, version: '0', demo: false, redact: false, sha256, stateOf: () => 'live' });
    expect(partial).toBe(true);
    expect(snapshot['totals']).toMatchObject({ equity: null, marginRatio: null, incomplete: true, bounds: { equity: 'unknown', maintenanceMargin: 'atLeast' } });
    expect(snapshot['unknown']).not.toEqual([]);
  });
});

describe('a redacted snapshot', () => {
  test('holds no amount, price, time or name of the account: only ratios, shares, distances and symbols', () => {
    fc.assert(fc.property(documents, fc.uuid(), (document, secret) => {
      // Equity of exactly 1 would make a ratio equal to an amount.
      const [cash, ...rest] = document.collateral;
      const parsed = parsedAccount({ ...document, name: secret, collateral: [{ asset: 'USD', amount: `${cash?.amount ?? 0}.7182818` }, ...rest] });
      const whole = snapshotOf(parsed);
      const bytes = JSON.stringify({ ...snapshotOf(parsed, true), integrity: null });
      expect(bytes).not.toContain(secret);
      const shown = new Set(bytes.match(/-?\d+(?:\.\d+)?/gu));
      for (const text of moneyIn(whole)) expect(shown.has(text), text).toBe(false);
      expect(bytes).not.toMatch(/\dT\d{2}:\d{2}/u);
    }));
  });
});

/** Every amount and price of a whole snapshot that is long enough not to be met by chance. */
function moneyIn(snapshot: Snapshot): readonly string[] {
  const { collateral, positions, portfolio, totals } = snapshot as Readonly<Record<string, never>>;
  const ratios = new Set(['marginRatio', 'initialMarginRatio', 'leverage', 'weight', 'maintenanceShare', 'fraction', 'sigmas', 'venueRatio', 'betas', 'parameters', 'tiers', 'jointMove', 'contractSize']);
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (ratios.has(key)) return;
    if (typeof value === 'string' && /^-?\d+(\.\d+)?$/u.test(value) && value.length >= 4) found.push(value);
    else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  for (const part of [collateral, positions, portfolio, totals]) walk(part, '');
  return found;
}
