import type { Instrument } from '#shared/domain/instrument.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { Row } from '#shared/engine/row.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { BookLeg, BookState, Holding } from '#shared/scenario/explain/bookState.ts';
import type { AccountFacts } from '../accountHost.ts';
import { rowWords } from '../insight/figures.ts';
import { neededKeys } from '../priceKeys.ts';
import { dayOf, forwardOf, volatilityOf, YEAR_MS } from './optionInputs.ts';

/** An account at one moment with the words of its legs. `lacking`: by leg, or `held:` and asset, why it has no value then. */
export type NamedState = Readonly<{
  at: EpochMs;
  /** Milliseconds since the oldest of its prices was true; null when nobody said of any. */
  pricesAge: number | null;
  valuationCurrency: string;
  state: BookState;
  names: ReadonlyMap<string, string>;
  /** Price of each underlying in the valuation currency: its index, else the mark of a perpetual. */
  spots: ReadonlyMap<string, number>;
  lacking: ReadonlyMap<string, string>;
  assumed: readonly string[];
}>;

/** The account as it stands, cross and isolated positions and all that is held. */
export function bookStateOf(host: AccountFacts, at: EpochMs): NamedState {
  const { book, pools } = host.engine();
  const { mark, index } = host.engine().prices();
  const { valuationCurrency } = book;
  const [lacking, assumed] = [new Map<string, string>(), new Set<string>()];
  const markOf = ({ symbol }: Instrument): number | null => mark.get(symbol)?.toNumber() ?? null;
  const rateTo = (asset: string): number | null => rateOf(asset, valuationCurrency, index)?.toNumber() ?? null;
  const spots = new Map([...new Set(book.rows.map(({ instrument }) => instrument.base))].flatMap((asset): [string, number][] => {
    const spot = rateTo(asset) ?? book.rows.map(({ instrument }) => (instrument.base === asset && instrument.kind === 'perpetual' ? markOf(instrument) : null)).find((own) => own !== null) ?? null;
    return spot === null ? [] : [[asset, spot]];
  }));
  const rates = new Map([...new Set(book.rows.map(({ instrument }) => instrument.settle))].flatMap((settle): [string, number][] => { const rate = rateTo(settle); return rate === null ? [] : [[settle, rate]]; }));

  function legOf(row: Row): BookLeg | string {
    const { id, instrument, leg, position } = row;
    const { symbol, base, settle, kind, settlement, expiry } = instrument;
    if (kind === 'spot' || (kind === 'option' && settlement === 'quanto')) return `${symbol}, a kind of position that has no value here`;
    if (expiry !== undefined && expiry <= at) return `${symbol}, which has expired: what it settled at is not known`;
    if (!rates.has(settle)) return `index price of ${settle}, for ${symbol}`;
    const terms = { id, underlying: base, settle, entry: Number(position.entryPrice) };
    if (kind !== 'option') {
      const price = markOf(instrument);
      return price === null ? `mark price of ${symbol}` : { ...terms, kind: settlement === 'inverse' ? 'inverse' : 'linear', quantity: leg.quantity.toNumber(), price };
    }
    const given = forwardOf(host, base, expiry ?? 0, book.rows.filter((own) => own.instrument.base === base), markOf);
    const forward = given ?? spots.get(base) ?? null;
    if (forward === null) return `index price of ${base}, for ${symbol}`;
    const [years, strike] = [((expiry ?? 0) - at) / YEAR_MS, Number(instrument.strike ?? Number.NaN)];
    const sign = instrument.optionType === 'put' ? -1 : 1;
    const volatility = strike > 0 ? volatilityOf(host, instrument, { sign, strike }, { forward, years }, markOf(instrument)) : null;
    if (volatility === null) return `volatility of ${symbol}`;
    if (given === null) assumed.add(`forward of ${base} ${dayOf(expiry ?? 0)}, taken as its index`);
    return { ...terms, kind: 'option', quantity: Number(position.contracts) * Number(instrument.contractSize), sign, strike, forward, volatility, years, money: settlement === 'inverse' ? 'coin' : 'quote' };
  }

  const legs = book.rows.flatMap((row): BookLeg[] => {
    const leg = legOf(row);
    if (typeof leg === 'string') lacking.set(row.id, leg);
    return typeof leg === 'string' ? [] : [leg];
  });
  const amounts = new Map<string, number>();
  for (const own of pools) for (const { collateral: { asset, amount } } of own.book.collateral) amounts.set(asset, (amounts.get(asset) ?? 0) + Number(amount));
  const held = [...amounts].flatMap(([asset, amount]): Holding[] => {
    const price = rateTo(asset);
    if (price === null) lacking.set(`held:${asset}`, `index price of ${asset}`);
    return price === null ? [] : [{ asset, amount, price, moves: spots.has(asset) || (asset !== valuationCurrency && !book.parameters.stablecoins.includes(asset)) }];
  });
  for (const { asset, price, moves } of held) if (moves) spots.set(asset, spots.get(asset) ?? price);
  return { at, pricesAge: pricesAgeOf(host, at), valuationCurrency, state: { legs, held, rates }, names: new Map(book.rows.map(({ id, position }) => [id, rowWords(position)])), spots, lacking, assumed: [...assumed] };
}

/** Only when a price was true is asked of the board here, not how fresh it is. */
const ANY = { now: 0, staleMs: Infinity, connected: true };

function pricesAgeOf(host: AccountFacts, at: EpochMs): number | null {
  const times = neededKeys(host.engine().book).flatMap((key) => host.board.view(key, ANY).at ?? []);
  return times.length === 0 ? null : Math.max(0, at - Math.min(...times));
}
