import { z } from 'zod';

const minuteOfDay = z.number().int().min(0).max(24 * 60 - 1);

/** The form of `WarningSettings`. */
export const warningSettings = z.strictObject({
  cooldownMinutes: z.number().int().min(0).max(120),
  quiet: z.strictObject({ on: z.boolean(), from: minuteOfDay, to: minuteOfDay }),
  sound: z.strictObject({ on: z.boolean(), volume: z.number().int().min(0).max(100) }),
  webhook: z.strictObject({ on: z.boolean(), redact: z.boolean() }),
});
