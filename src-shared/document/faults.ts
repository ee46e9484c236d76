import type { z } from 'zod';
import type { Fault } from '../domain/failure.ts';

/** One fault per problem, in document order: unknown fields are named one by one. */
export function faultsOf(error: z.core.$ZodError): readonly Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue));
}

function faultsOfIssue(issue: z.core.$ZodIssue): readonly Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: 'is not a field of this document; remove it or correct its name' }));
  }
  return [{ path: pathText(issue.path), message: issue.message }];
}

/** `positions.0.contracts`; the document itself is `(document)`. Hidden characters in keys are shown escaped. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(document)';
  return path.map((part) => String(part).replaceAll(/[^\u0020-\u007e\u00a1-\uffff]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)).join('.');
}
