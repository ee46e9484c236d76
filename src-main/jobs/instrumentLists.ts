import type { Portfolio } from '#shared/domain/account.ts';
import type { ListingChange } from '#shared/domain/listingChanges.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { VENUES } from '#shared/venues/registry.ts';
import { builtInLists } from '../catalogue/builtIn.ts';
import { createCatalogue } from '../catalogue/catalogue.ts';
import { createListKeeper } from '../catalogue/keeper.ts';
import { remarksOn } from '../catalogue/remarks.ts';
import type { ListSource } from '../catalogue/source.ts';
import { sourcesFor } from '../catalogue/sources.ts';
import type { Store } from '../db/store.ts';
import type { StoredAccount } from '../db/records.ts';
import { type HostGate, isLoopback } from '../feeds/hostGate.ts';
import type { Desk } from '../hub/desk.ts';
import { type AssetNamed, assetNames } from './assetNames.ts';

/** The venues' lists of instruments while the terminal runs. */
export type InstrumentLists = Readonly<{
  /** What a document says otherwise than the venue's lists. */
  remarksOn: (portfolio: Portfolio) => readonly string[];
  /** The names of assets as they are known now. */
  assetNames: () => AssetNamed;
  /** Hosts of the lists of the venues that the user has accounts of, sorted. */
  hosts: () => readonly string[];
  /** Reads what is due of the venues of live accounts, from the hosts that the user allows. */
  refresh: () => void;
  close: () => Promise<void>;
}>;

/** An account with the symbols that it holds. */
export type Holding = Readonly<{ accountId: string; symbols: ReadonlySet<string> }>;

type Place = Readonly<{
  sources: readonly ListSource[];
  store: Pick<Store, 'instruments'>;
  gate: HostGate;
  desk: Pick<Desk, 'hosts' | 'offline'>;
  accounts: () => readonly Pick<StoredAccount, 'accountId' | 'demo' | 'live' | 'portfolio'>[];
  now: () => EpochMs;
  chance: () => number;
  /** Told of changes with the accounts that trade at the venue. */
  onChanges: (source: ListSource, changes: readonly ListingChange[], holdings: readonly Holding[]) => void;
  log: (sentence: string) => void;
}>;

export function createInstrumentLists({ sources, store, gate, desk, accounts, now, chance, onChanges, log }: Place): InstrumentLists {
  const holdingsAt = (source: ListSource): readonly Holding[] => accounts()
    .filter(({ demo, portfolio }) => !demo && sourcesFor(portfolio.venue, sources).includes(source))
    .map(({ accountId, portfolio: { positions, orders } }) => ({ accountId, symbols: new Set([...positions, ...orders].map(({ symbol }) => symbol)) }));
  const keeper = createListKeeper({ store: store.instruments, gate, wall: now, chance, log, onChanges: (source, changes) => onChanges(source, changes, holdingsAt(source)) });
  const catalogue = createCatalogue(sources, builtInLists, keeper.fetched);

  const listsOf = (held: (account: Readonly<{ live: boolean }>) => boolean): readonly ListSource[] =>
    [...new Set(accounts().filter((account) => !account.demo && held(account)).flatMap(({ portfolio }) => sourcesFor(portfolio.venue, sources)))];
  const hostOf = ({ url }: ListSource): string => new URL(url).hostname;
  const wanted = (): readonly ListSource[] => (desk.offline() ? [] : listsOf(({ live }) => live).filter((source) => isLoopback(hostOf(source)) || desk.hosts().includes(hostOf(source))));

  return {
    remarksOn: (portfolio) => remarksOn(portfolio, catalogue, now()),
    assetNames: () => assetNames(VENUES.flatMap(({ id }) => [...catalogue.of(id, now()).values()].map(({ listing }) => listing)), accounts().map(({ portfolio }) => portfolio)),
    hosts: () => [...new Set(listsOf(() => true).map(hostOf))].toSorted(),
    refresh: () => void keeper.refresh(wanted()),
    close: keeper.close,
  };
}
