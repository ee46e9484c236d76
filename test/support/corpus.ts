import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Recorded frames live beside the checkout and are not part of it; a clone without them skips the tests that need them. */
export const CORPUS = resolve(import.meta.dirname, '../../../shared/feeds/samples');
export const hasCorpus = existsSync(CORPUS);

/** A test's name with what is to be said when it is skipped. */
export const withCorpus = (name: string): string => (hasCorpus ? name : `${name} (not run: no corpus)`);
