import { z } from 'zod';
import type { DesignSpec } from './design.ts';

/** Assets that one field may be typed for. */
const ASSETS_LIMIT = 200;

const typed = z.record(z.string().max(100), z.string().max(60)).refine((own) => Object.keys(own).length <= ASSETS_LIMIT, 'too many assets');

/** The shape of what is asked; what its fields say is judged where they are read. */
export const designSpec: z.ZodType<DesignSpec> = z.strictObject({ factors: typed, weights: typed, sigmas: typed, volumes: typed });
