import type { Failure } from '#shared/domain/failure.ts';
import { isPriceText } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

const notHeld = (key: string): Result<never, Failure> => err({ code: 'price/not-held', key, retryable: false });

/** A price typed in by hand wins over what is streamed, until it is released. It is stored before it is used. */
export function priceHandlers({ store, engine, now }: Workbench): Pick<Handlers, 'price/set' | 'price/release'> {
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
