import { readFileSync, statSync } from 'node:fs';
import { type ParsedPortfolio, parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, type Result } from '#shared/util/result.ts';

const LIMIT_BYTES = 64_000_000;

/** A portfolio document from a file; `-` is standard input. */
export function readPortfolioFile(path: string, now: EpochMs): Result<ParsedPortfolio, Failure> {
  const text = readText(path);
  return text.ok ? parsePortfolio(text.value, now) : text;
}

export function readText(path: string): Result<string, Failure> {
  try {
    const bytes = path === '-' ? 0 : statSync(path).size;
    if (bytes > LIMIT_BYTES) return err({ code: 'document/too-large', bytes, limit: LIMIT_BYTES, retryable: false });
    return { ok: true, value: readFileSync(path === '-' ? 0 : path, 'utf8') };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return err({ code: 'document/invalid', faults: [{ path, message: `cannot be read: ${message}; expected a file` }], retryable: false });
  }
}
