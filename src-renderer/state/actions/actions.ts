import { accountActions } from './accountActions.ts';
import type { Action } from './action.ts';
import { screenActions } from './screenActions.ts';

/** Everything that can be asked for by key, from the palette and on the cheat sheet. One line adds one. */
export const ACTIONS: readonly Action[] = [...screenActions, ...accountActions];
