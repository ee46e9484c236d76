import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Failure } from '#shared/domain/failure.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './migrate.ts';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\u0000';

/**
 * Looks at a database file before SQLite does, so that a refused file is not touched, not even by a journal.
 * The application id stands at byte 68, user_version at 60, big-endian.
 *
 * @returns why it must not be opened; null when it may be, or does not exist yet
 */
export function refusalOf(path: string): Failure | null {
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return { code: 'database/not-writable', path, detail: 'it is a folder', retryable: true };
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  const read = readSync(file, header, 0, HEADER_BYTES, 0);
  closeSync(file);
  if (read === 0) return { code: 'database/empty-file', path, retryable: false };
  if (read < HEADER_BYTES || header.toString('latin1', 0, 16) !== MAGIC || header.readUInt32BE(68) !== APPLICATION_ID) {
    return { code: 'database/foreign', path, retryable: false };
  }
  const found = header.readUInt32BE(60);
  return found > SCHEMA_VERSION ? { code: 'database/newer', path, found, supported: SCHEMA_VERSION, retryable: false } : null;
}
