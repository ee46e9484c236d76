import type { Adapter } from './adapter.ts';
import { accountAdapters } from './adapters/accounts.ts';
import { crossAdapters } from './adapters/cross.ts';
import { deriveAdapters } from './adapters/derive.ts';
import { deriveAuctionAdapters } from './adapters/deriveAuction.ts';
import { deriveStandardAdapters } from './adapters/deriveStandard.ts';
import { deribitSimulationAdapters } from './adapters/deribitSimulation.ts';
import { dydxAdapters } from './adapters/dydx.ts';
import { isolatedAdapters } from './adapters/isolated.ts';
import { marketAdapters } from './adapters/market.ts';
import { okxAdapters } from './adapters/okx.ts';
import { onchainAdapters } from './adapters/onchain.ts';
import { optionStandardAdapters } from './adapters/optionStandard.ts';
import { pricingAdapters } from './adapters/pricing.ts';
import { riskModelAdapters } from './adapters/riskModels.ts';
import { scenarioPartAdapters } from './adapters/scenarioParts.ts';
import { spanAdapters } from './adapters/span.ts';
import { strategyAdapters } from './adapters/strategy.ts';
import { tierAdapters } from './adapters/tiers.ts';
import { venueAdapters } from './adapters/venueRules.ts';

/** Every kind of case that is mapped. */
export const ADAPTERS: readonly Adapter[] = [...tierAdapters, ...isolatedAdapters, ...crossAdapters, ...accountAdapters, ...venueAdapters, ...onchainAdapters, ...okxAdapters, ...dydxAdapters, ...pricingAdapters, ...deriveAdapters, ...deriveStandardAdapters, ...deriveAuctionAdapters, ...marketAdapters, ...spanAdapters, ...optionStandardAdapters, ...strategyAdapters, ...riskModelAdapters, ...deribitSimulationAdapters, ...scenarioPartAdapters];
