import { z } from 'zod';
import { OWN_GROUPS } from './limits.ts';

const claim = z.strictObject({ id: z.string().min(1).max(400), quantity: z.number(), whole: z.boolean() });

/** Legs that the user put together; `name` null: one that stands by itself. */
export const ownGroups = z.array(z.strictObject({ name: z.string().trim().min(1).max(OWN_GROUPS.name).nullable(), legs: z.array(claim).min(1).max(OWN_GROUPS.legs).readonly() })).max(OWN_GROUPS.groups).readonly();

export type OwnGroupsView = z.infer<typeof ownGroups>;
