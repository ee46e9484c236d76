import { isProfile } from '#shared/document/parseProfile.ts';
import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import type { PriceSet } from '#shared/domain/account.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { Replies } from '#shared/ipc/contract.ts';
import type { PortfolioText, SavedPortfolio } from '#shared/ipc/portfolioEdit.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { MODELS, type VenueRules, VENUES } from '#shared/venues/registry.ts';
import type { StoredAccount } from '../../db/records.ts';
import { mergedPrices } from '../../hub/mergedPrices.ts';
import type { Handlers } from '../port.ts';
import { listed, notesOn, shortened } from '../portfolioNotes.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type PortfolioCalls = 'portfolio/import' | 'portfolio/venues' | 'portfolio/document' | 'portfolio/check' | 'portfolio/save' | 'portfolio/undo';

/** Documents in and out: opening, editing, and one step back. Whatever is written is checked as a whole document first. */
export function portfolioHandlers({ store, engine, alerts, desk, profiles, previous, baselines, now, redirect, remarksOn }: Workbench): Pick<Handlers, PortfolioCalls> {
  const parse = (text: string): Result<ParsedPortfolio, Failure> => parsePortfolio(text, now(), profiles.list());

  /** The account with its newest prices; null when there is none. */
  function current(accountId: string): StoredAccount | null {
    engine.savePrices(store.prices.saveLast);
    return store.accounts.load(accountId);
  }
  /** What to know of a document before its figures are trusted: what it lacks, and where it differs from the venue's lists. */
  const remarks = (parsed: ParsedPortfolio): readonly string[] => [...notesOn(parsed, now()), ...shortened(remarksOn(parsed.portfolio))];

  const textOf = ({ portfolio, prices }: StoredAccount): string => JSON.stringify(portfolioDocument(portfolio, prices, now()));

  /** Another book: what was said of the one before is over, and this one is judged by itself. */
  function adopt(accountId: string): void {
    const stored = store.accounts.load(accountId);
    if (stored === null) return;
    alerts.clear(accountId, now(), () => true);
    engine.open(stored, null);
    baselines.keep();
    desk.select(accountId);
    redirect();
  }

  /** Keeps what the account is now, so that it can be gone back to; should writing fail, what was kept before is kept again. */
  function steppingFrom<T>(stored: StoredAccount, write: () => T): T {
    const before = previous.find(stored.accountId);
    previous.put(stored.accountId, { text: textOf(stored), at: now() });
    try {
      return write();
    } catch (error) {
      previous.put(stored.accountId, before);
      throw error;
    }
  }

  function written(accountId: string | null, stored: StoredAccount | null, { portfolio, prices }: ParsedPortfolio): Result<SavedPortfolio, Failure> {
    const all = pricesWith(stored, prices);
    const isTaken = store.accounts.list().some((other) => !other.demo && other.name === portfolio.name && other.accountId !== accountId);
    const nameTaken: Result<SavedPortfolio, Failure> = err({ code: 'account/name-taken', name: portfolio.name, retryable: false });
    if (isTaken) return nameTaken;
    const put = (): string | null => store.accounts.put(accountId, portfolio, all, { demo: false, at: now() });
    const id = stored === null ? put() : steppingFrom(stored, put);
    if (id === null) return nameTaken;
    adopt(id);
    return ok({ accountId: id, name: portfolio.name, notes: remarks({ portfolio, prices: all }), canUndo: stored !== null });
  }

  return {
    'portfolio/import': ({ text }) => {
      if (isProfile(text)) return keptProfile(profiles.put(text));
      const parsed = parse(text);
      if (!parsed.ok) return parsed;
      const { portfolio, prices } = parsed.value;
      const namesake = store.accounts.list().find(({ name, demo }) => name === portfolio.name && !demo);
      const before = namesake === undefined ? null : current(namesake.accountId);
      const save = () => store.accounts.save(portfolio, prices, { demo: false, at: now() });
      const { accountId, replaced } = before === null ? save() : steppingFrom(before, save);
      adopt(accountId);
      return ok({ accountId, name: portfolio.name, replaced, notes: [...(replaced ? ['It replaced the account of the same name.'] : []), ...remarks(parsed.value)] });
    },
    'portfolio/venues': () =>
      ok([...VENUES, ...profiles.list()].map(({ id, title, models }) => ({ id, title, models: models.map((model) => ({ id: model, words: MODELS[model] ?? model })) }))),
    'portfolio/document': ({ accountId }): Result<PortfolioText, Failure> => {
      const stored = current(accountId);
      if (stored === null) return unknownAccount(accountId);
      const { portfolio, prices, name, demo } = stored;
      return ok({ text: JSON.stringify(portfolioDocument(portfolio, still(prices), now())), name, demo, previousAt: previous.find(accountId)?.at ?? null });
    },
    'portfolio/check': ({ accountId, text }) => {
      const parsed = parse(text);
      const own = accountId === null ? null : store.accounts.load(accountId);
      return parsed.ok ? ok({ notes: remarks({ portfolio: parsed.value.portfolio, prices: pricesWith(own, parsed.value.prices) }) }) : parsed;
    },
    'portfolio/save': ({ accountId, text }) => {
      const stored = accountId === null ? null : current(accountId);
      if (accountId !== null && stored === null) return unknownAccount(accountId);
      if (stored?.demo === true) return err({ code: 'account/demo', retryable: false });
      const parsed = parse(text);
      return parsed.ok ? written(accountId, stored, parsed.value) : parsed;
    },
    'portfolio/undo': ({ accountId }) => {
      const stored = current(accountId);
      if (stored === null) return unknownAccount(accountId);
      const before = previous.find(accountId);
      if (before === null) return err({ code: 'account/no-undo', retryable: false });
      const parsed = parse(before.text);
      return parsed.ok ? written(accountId, stored, parsed.value) : parsed;
    },
  };
}

const pricesWith = (stored: StoredAccount | null, given: PriceSet): PriceSet => (stored === null ? given : mergedPrices(stored.prices, given));

/** Marks and indices move by themselves, and are not edited. */
const still = (prices: PriceSet): PriceSet => ({ ...prices, mark: new Map(), index: new Map() });

/** A venue of the user's own is no account: it is kept, and documents may name it from now on. */
function keptProfile(kept: Result<VenueRules, Failure>): Replies['portfolio/import'] {
  if (!kept.ok) return kept;
  const { id, title, sets } = kept.value;
  return ok({
    accountId: null, name: title, replaced: false,
    notes: [`It is a venue profile, not an account: documents may name the venue "${id}" from now on.`, `Its parameter sets: ${listed(sets.map((set) => set.id))}.`],
  });
}
