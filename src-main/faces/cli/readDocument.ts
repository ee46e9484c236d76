import { readFileSync, statSync } from 'node:fs';
import { type ParsedPortfolio, parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { parseProfile } from '#shared/document/parseProfile.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { VenueRules } from '#shared/venues/registry.ts';

const LIMIT_BYTES = 64_000_000;

export type ReadPortfolio = ParsedPortfolio & Readonly<{ profiles: readonly VenueRules[] }>;

/** A portfolio document from a file; `-` is standard input. @param profilePath a venue profile that the document may name */
export function readPortfolioFile(path: string, now: EpochMs, profilePath: string | undefined): Result<ReadPortfolio, Failure> {
  const profiles = profilePath === undefined ? ok([]) : readProfiles(profilePath);
  if (!profiles.ok) return profiles;
  const text = readText(path);
  if (!text.ok) return text;
  const parsed = parsePortfolio(text.value, now, profiles.value);
  return parsed.ok ? ok({ ...parsed.value, profiles: profiles.value }) : parsed;
}

/** A venue profile from a file, as the list of venues beside the built-in ones. */
export function readProfiles(path: string): Result<readonly VenueRules[], Failure> {
  const text = readText(path);
  if (!text.ok) return text;
  const profile = parseProfile(text.value);
  return profile.ok ? ok([profile.value]) : profile;
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
