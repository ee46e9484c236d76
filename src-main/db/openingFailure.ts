import type { Failure } from '#shared/domain/failure.ts';

/**
 * What an error while opening means for the user. SQLite says of its own errors whether the place or the content is at
 * fault; an error without such a code is a mistake of ours and is thrown on.
 */
export function openingFailure(error: unknown, path: string): Failure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const { code, message: detail } = error;
  if (/^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/.test(code)) return { code: 'database/locked', path, retryable: true };
  if (/^SQLITE_(?:READONLY|CANTOPEN|FULL|IOERR|PERM|AUTH|NOLFS)/.test(code)) return { code: 'database/not-writable', path, detail, retryable: true };
  if (code.startsWith('SQLITE_')) return { code: 'database/damaged', path, detail, retryable: false };
  if (/^E[A-Z]+$/.test(code)) return { code: 'database/not-writable', path, detail, retryable: true };
  throw error;
}
