import type { z } from 'zod';
import type { Fault } from '../domain/failure.ts';
import { visible } from './fields.ts';

const UNKNOWN_FIELD = 'is not a field of this document; remove it or correct its name';

/** One fault per problem: unknown fields are named one by one. @param error what the schema found; absent when nothing */
export function faultsOf(json: unknown, error: z.core.$ZodError | undefined): readonly Fault[] {
  const found = error?.issues.flatMap((issue) => faultsOfIssue(issue, [])) ?? [];
  const named = new Set(found.map(({ path }) => path));
  return [...prototypeFaults(json).filter(({ path }) => !named.has(path)), ...found];
}

function faultsOfIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: pathText([...path, key]), message: UNKNOWN_FIELD }));
  if (issue.code === 'invalid_key') return [{ path: pathText(path), message: 'is no name; expected text of 1 to 100 characters without control characters' }];
  if (issue.code === 'invalid_union') {
    // The form that was meant is the one that fits as a whole and fails further in.
    const meant = issue.errors.find((issues) => issues.length > 0 && issues.every(({ code, path: inner }) => inner.length > 0 || code === 'unrecognized_keys'));
    if (meant !== undefined) return meant.flatMap((inner) => faultsOfIssue(inner, path));
  }
  return [{ path: pathText(path), message: issue.message }];
}

/** `positions.0.contracts`; the document itself is `(document)`. Hidden characters in keys are shown escaped. */
function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '(document)' : path.map((part) => visible(String(part))).join('.');
}

/**
 * `__proto__` is a plain key in JSON, and no field of ours at any depth. It is looked for here because the schema of
 * a map does not see it. Walks without recursion: a document may be nested deeper than the stack.
 */
function prototypeFaults(json: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const open: (readonly [value: unknown, path: readonly PropertyKey[]])[] = [[json, []]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, path] = next;
    if (typeof value !== 'object' || value === null || path.length > MAX_DEPTH) continue;
    if (Object.hasOwn(value, '__proto__')) faults.push({ path: pathText([...path, '__proto__']), message: UNKNOWN_FIELD });
    for (const [key, inner] of Object.entries(value)) if (typeof inner === 'object' && inner !== null) open.push([inner, [...path, key]]);
  }
  return faults.reverse();
}

/** Deeper than any field of a document: what lies below is refused by its unknown parent. */
const MAX_DEPTH = 12;
