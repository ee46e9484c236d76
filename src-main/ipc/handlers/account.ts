import { isProfile } from '#shared/document/parseProfile.ts';
import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { Replies } from '#shared/ipc/contract.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';

export const unknownAccount = (accountId: string): Result<never, Failure> => err({ code: 'account/unknown', accountId, retryable: false });

type AccountCalls = 'account/view' | 'account/select' | 'account/remove' | 'portfolio/import';

export function accountHandlers({ store, engine, alerts, desk, profiles, now, redirect, remarksOn }: Workbench): Pick<Handlers, AccountCalls> {
  return {
    'account/view': ({ accountId }) => {
      const view = engine.view(accountId);
      return view === null ? unknownAccount(accountId) : ok(view);
    },
    'account/select': ({ accountId }) => {
      if (engine.find(accountId) === null) return unknownAccount(accountId);
      desk.select(accountId);
      return ok(null);
    },
    'account/remove': ({ accountId }) => {
      if (!store.accounts.remove(accountId)) return unknownAccount(accountId);
      engine.close(accountId);
      alerts.clear(accountId, now(), () => true);
      if (desk.selected() === accountId) desk.select(engine.ids()[0] ?? null);
      redirect();
      return ok(null);
    },
    'portfolio/import': ({ text }) => {
      if (isProfile(text)) return keptProfile(profiles.put(text));
      const parsed = parsePortfolio(text, now(), profiles.list());
      if (!parsed.ok) return parsed;
      const { portfolio, prices } = parsed.value;
      const { accountId, replaced } = store.accounts.save(portfolio, prices, { demo: false, at: now() });
      const stored = store.accounts.load(accountId);
      if (stored === null) return unknownAccount(accountId);
      // Another book: what was said of the one before is over, and this one is judged by itself.
      alerts.clear(accountId, now(), () => true);
      engine.open(stored, null);
      desk.select(accountId);
      redirect();
      return ok({ accountId, name: portfolio.name, replaced, notes: [...notesOn(parsed.value, replaced, now()), ...shortened(remarksOn(portfolio))] });
    },
  };
}

/** A venue of the user's own is no account: it is kept, and documents may name it from now on. */
function keptProfile(kept: Result<VenueRules, Failure>): Replies['portfolio/import'] {
  if (!kept.ok) return kept;
  const { id, title, sets } = kept.value;
  return ok({
    accountId: null, name: title, replaced: false,
    notes: [`It is a venue profile, not an account: documents may name the venue "${id}" from now on.`, `Its parameter sets: ${listed(sets.map((set) => set.id))}.`],
  });
}

/** What the owner of the document should know before trusting a figure. */
function notesOn({ portfolio, prices }: ParsedPortfolio, replaced: boolean, now: EpochMs): readonly string[] {
  const unpriced = [...new Set(portfolio.positions.map(({ symbol }) => symbol))].filter((symbol) => !prices.mark.has(symbol));
  const expired = portfolio.instruments.filter((instrument) => isExpired(instrument, now)).map(({ symbol }) => symbol);
  return [
    ...(replaced ? [`It replaced the account of the same name.`] : []),
    ...(unpriced.length === 0 ? [] : [`No mark price for ${listed(unpriced)}: type them in, open a document that has them, or turn live prices on.`]),
    ...(expired.length === 0 ? [] : [`Expired: ${listed(expired)}. Settle or remove them.`]),
  ];
}

/** A book that is wrong throughout is no page of sentences. */
const shortened = (remarks: readonly string[]): readonly string[] => (remarks.length <= LISTED ? remarks : [...remarks.slice(0, LISTED), `and ${remarks.length - LISTED} more differences from the venue's lists.`]);

const LISTED = 5;
const listed = (names: readonly string[]): string =>
  (names.length <= LISTED ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`);
