import { parsePrices } from '#shared/document/parsePrices.ts';
import type { PriceSet } from '#shared/domain/account.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { isPriceText } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { nameOf } from '../../hub/priceKeys.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

const NO_PRICES: PriceSet = { mark: new Map(), index: new Map(), forward: new Map(), volatility: new Map() };
const notHeld = (key: string): Result<never, Failure> => err({ code: 'price/not-held', key, retryable: false });

/** A price typed in by hand wins over what is streamed, until it is released. It is stored before it is used. */
export function priceHandlers({ store, engine, now }: Workbench): Pick<Handlers, 'price/set' | 'price/release' | 'price/import' | 'price/releaseAll'> {
  return {
    'price/set': ({ accountId, kind, key, value }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      const text = value.trim();
      if (!isPriceText(text)) return err({ code: 'price/invalid', text: value, retryable: false });
      if (!host.uses(`${kind}:${key}`)) return notHeld(key);
      const own = { value: text, at: now() };
      store.prices.setManual(accountId, kind, key, own);
      engine.setManual(accountId, `${kind}:${key}`, own);
      return ok(null);
    },
    'price/import': ({ accountId, text }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      const parsed = parsePrices(text, NO_PRICES);
      if (!parsed.ok) return parsed;
      const given = (['mark', 'index'] as const).flatMap((kind) => [...parsed.value[kind]].map(([key, { value, at }]) => ({ kind, key, name: `${kind} of ${key}`, value, at: at ?? now() })));
      const held = given.filter(({ kind, key }) => host.uses(`${kind}:${key}`));
      if (held.length === 0) return err({ code: 'price/none-held', given: given.length, retryable: false });
      // All of them are stored before any is used.
      store.prices.setManualAll(accountId, held);
      for (const { kind, key, value, at } of held) engine.setManual(accountId, `${kind}:${key}`, { value, at });
      return ok({ used: held.map(({ name }) => name), unused: given.filter((one) => !held.includes(one)).map(({ name }) => name) });
    },
    'price/releaseAll': ({ accountId }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      const keys = host.manualKeys();
      for (const key of keys) {
        const [kind, name] = [key.startsWith('mark:') ? 'mark' as const : 'index' as const, nameOf(key)];
        store.prices.releaseManual(accountId, kind, name);
        engine.setManual(accountId, key, null);
      }
      return ok({ released: keys.length });
    },
    'price/release': ({ accountId, kind, key }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      if (!host.uses(`${kind}:${key}`)) return notHeld(key);
      store.prices.releaseManual(accountId, kind, key);
      engine.setManual(accountId, `${kind}:${key}`, null);
      return ok(null);
    },
  };
}
