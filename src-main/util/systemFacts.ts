/** What the program runs on: no path, no name of the machine or of its user. */
export type SystemFacts = Readonly<{ platform: string; versions: readonly (readonly [program: string, version: string])[]; memoryMb: number; upSeconds: number }>;

const PROGRAMS = ['electron', 'chrome', 'node', 'sqlite'] as const;

/** What this process runs on. */
export function systemFacts(): SystemFacts {
  const own: Readonly<Record<string, string | undefined>> = process.versions;
  return {
    platform: `${process.platform} ${process.arch}`, memoryMb: Math.round(process.memoryUsage.rss() / 1e6), upSeconds: process.uptime(),
    versions: PROGRAMS.flatMap((program) => (own[program] === undefined ? [] : [[program, own[program]] as const])),
  };
}
