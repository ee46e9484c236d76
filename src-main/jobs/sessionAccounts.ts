import { randomUUID } from 'node:crypto';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { isProfile, parseProfile } from '#shared/document/parseProfile.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { invariant } from '#shared/util/invariant.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { demoPortfolioText } from '../exchange/demoPortfolio.ts';
import { openDatabase, type Store } from '../db/open.ts';
import type { StoredAccount } from '../db/records.ts';
import { isPriceKey, nameOf } from '../hub/priceKeys.ts';
import { dialectsFor, hostsOf } from '../feeds/dialects.ts';
import type { SessionStart } from '../session/start.ts';

/** What is recorded, before it has a seed. */
export type Begun = Pick<SessionStart, 'accounts' | 'settings' | 'demo'>;

/** Settings that decide what is heard and what is said of it. Where something is sent to is none of them. */
const SETTINGS = ['price.band', 'net.hosts', 'profiles', 'alerts.rules', 'alerts.told'] as const;

/** The accounts of a database that take live prices; the demo's when it is asked for. */
export function sessionOfDatabase(databasePath: string, demo: boolean, now: EpochMs): Result<Begun, Failure> {
  const opened = openDatabase({ path: databasePath, now, readOnly: true });
  if (!opened.ok) return opened;
  const { accounts, settings, close } = opened.value;
  try {
    const stored = accounts.list().flatMap(({ accountId, live, demo: isDemo }) => (isDemo ? demo : live) ? accounts.load(accountId) ?? [] : []);
    const kept = SETTINGS.flatMap((key) => {
      const json = settings.get(key);
      return json === null ? [] : [[key, json] as const];
    });
    const own = demo && !stored.some((account) => account.demo) ? [demoAccount(now)] : [];
    return ok({ accounts: [...own, ...stored.map((account) => storedAccount(account, now))], settings: Object.fromEntries(kept), demo });
  } finally {
    close();
  }
}

/** The demo's account alone, as on a first start. */
export const sessionOfDemo = (now: EpochMs): Begun => ({ accounts: [demoAccount(now)], settings: {}, demo: true });

/** Accounts of documents, with the feeds of their venues on: naming them is the user's word for it. A faulty document is refused. */
export function sessionOfDocuments(texts: readonly string[], now: EpochMs): Result<Begun, Failure> {
  const profiles = texts.filter(isProfile);
  const documents = texts.filter((text) => !isProfile(text));
  const venues = [];
  for (const text of profiles) {
    const profile = parseProfile(text);
    if (!profile.ok) return profile;
    venues.push({ id: profile.value.id, text, rules: profile.value });
  }
  const hosts = new Set<string>();
  for (const text of documents) {
    const parsed = parsePortfolio(text, now, venues.map(({ rules }) => rules));
    if (!parsed.ok) return parsed;
    for (const dialect of dialectsFor(parsed.value.portfolio.venue)) for (const host of hostsOf(dialect, dialect.defaultUrl)) hosts.add(host);
  }
  const kept = Object.fromEntries(venues.map(({ id, text }) => [id, text]));
  return ok({
    accounts: documents.map((document) => ({ accountId: randomUUID(), document, demo: false, live: true, manual: [] })),
    settings: { 'net.hosts': JSON.stringify([...hosts]), ...(venues.length === 0 ? {} : { profiles: JSON.stringify(kept) }) }, demo: false,
  });
}

/** Fills an empty store with what a session begins with. @throws on documents that this program does not read */
export function fillStore({ accounts, prices, settings }: Store, start: SessionStart, at: EpochMs): void {
  for (const [key, json] of Object.entries(start.settings)) settings.set(key, json);
  const profiles = Object.values(textsIn(start.settings['profiles'])).flatMap((text) => {
    const profile = parseProfile(text);
    return profile.ok ? [profile.value] : [];
  });
  for (const { accountId: id, document, demo, live, manual } of start.accounts) {
    const parsed = parsePortfolio(document, at, profiles);
    invariant(parsed.ok, `an account of the session is no document of this version: ${parsed.ok ? '' : JSON.stringify(parsed.error)}`);
    const { accountId } = accounts.save(parsed.value.portfolio, parsed.value.prices, { demo, at, accountId: id });
    accounts.setLive(accountId, live);
    prices.setManualAll(accountId, manual.map(({ kind, key, value, at: since }) => ({ kind, key, value, at: epochMs(since) })));
  }
}

function demoAccount(now: EpochMs): SessionStart['accounts'][number] {
  return { accountId: randomUUID(), document: demoPortfolioText(now), demo: true, live: false, manual: [] };
}

/** What streamed before is left out: a session begins with what the user gave, and with nothing that was fresh once. */
function storedAccount({ accountId, portfolio, prices, sources, manual, demo, live }: StoredAccount, now: EpochMs): SessionStart['accounts'][number] {
  const given = (kind: 'mark' | 'index'): ReadonlyMap<string, StampedPrice> => new Map([...prices[kind]].filter(([name]) => (sources.get(`${kind}:${name}`) ?? 'document') === 'document'));
  const kept: PriceSet = { ...prices, mark: given('mark'), index: given('index') };
  return {
    accountId, document: JSON.stringify(portfolioDocument(portfolio, kept, portfolio.asOf ?? now)), demo, live,
    manual: [...manual].flatMap(([key, { value, at }]) => (isPriceKey(key) ? [{ kind: key.startsWith('mark:') ? 'mark' as const : 'index' as const, key: nameOf(key), value, at }] : [])),
  };
}

function textsIn(json: string | undefined): Readonly<Record<string, string>> {
  const value: unknown = json === undefined ? {} : JSON.parse(json);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
}
