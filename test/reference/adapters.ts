import type { Adapter } from './adapter.ts';

/** Every kind of case that is mapped. */
export const ADAPTERS: readonly Adapter[] = [];
