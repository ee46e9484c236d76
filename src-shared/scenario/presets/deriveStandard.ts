import type { ExpiryBoundModel } from '../margin/expiryBound.ts';

/** Derive's standard model, BTC and ETH, mainnet, December 2025. */
export const DERIVE_STANDARD: ExpiryBoundModel = {
  highest: 0.15, lowest: 0.13, maintenanceCall: 0.09, maintenancePut: 0.09, maintenancePutMark: 0.09, putOffset: 1.05, unpairedInitial: 1.2, unpairedMaintenance: 1.1,
  perpetualInitial: 0.066, perpetualMaintenance: 0.05, oracle: { perpetual: 0.55, options: 0.55, base: 0.55, factor: 1 }, depeg: { threshold: 0.99, factor: 2 }, baseShare: 0.8, baseInitialScale: 1,
};
