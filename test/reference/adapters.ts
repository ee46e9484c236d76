import type { Adapter } from './adapter.ts';
import { accountAdapters } from './adapters/accounts.ts';
import { crossAdapters } from './adapters/cross.ts';
import { dydxAdapters } from './adapters/dydx.ts';
import { isolatedAdapters } from './adapters/isolated.ts';
import { okxAdapters } from './adapters/okx.ts';
import { onchainAdapters } from './adapters/onchain.ts';
import { tierAdapters } from './adapters/tiers.ts';
import { venueAdapters } from './adapters/venueRules.ts';

/** Every kind of case that is mapped. */
export const ADAPTERS: readonly Adapter[] = [...tierAdapters, ...isolatedAdapters, ...crossAdapters, ...accountAdapters, ...venueAdapters, ...onchainAdapters, ...okxAdapters, ...dydxAdapters];
