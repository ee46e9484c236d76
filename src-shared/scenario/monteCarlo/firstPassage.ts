import { normalCdf } from '../pricing/normal.ts';

/**
 * The chance that a Brownian motion that starts `distance` above a barrier touches it within `time`.
 *
 * @param drift  per unit of time, below 0 towards the barrier
 * @param sigma  standard deviation per root of time, above 0
 * @source reflection principle with drift
 */
export function touchProbability(distance: number, drift: number, sigma: number, time: number): number {
  if (distance <= 0) return 1;
  if (time <= 0) return 0;
  const scale = sigma * Math.sqrt(time);
  if (!(scale > 0)) return distance + drift * time <= 0 ? 1 : 0;
  const mirrored = normalCdf((-distance + drift * time) / scale);
  return normalCdf((-distance - drift * time) / scale) + (mirrored === 0 ? 0 : Math.exp((-2 * drift * distance) / (sigma * sigma)) * mirrored);
}

/** When a constant carry alone uses a distance up: hours, null when it never does. `carry` per hour, below 0 a cost. */
export const carryHours = (distance: number, carry: number): number | null => (distance <= 0 ? 0 : carry < 0 ? distance / -carry : null);

/** Watching only at steps sees less: the barrier as it would have to lie for a motion that is watched all the time. Broadie, Glasserman and Kou (1997). */
export const CONTINUITY = 0.582_597_157_939_011;
