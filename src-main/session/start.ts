import { z } from 'zod';
import { type DecimalText, isPriceText } from '#shared/num/units.ts';
import { ok, err, type Result } from '#shared/util/result.ts';

/**
 * What a session begins with: the first line of its file. With the turns that follow it is all that the results depend
 * on, beside the program itself.
 */
const startSchema = z.object({
  schema: z.literal('plimsoll.session/1'),
  /** Of the program that wrote it. */
  version: z.string(),
  seed: z.int().nonnegative(),
  /** Whether the demo's own exchange ran. */
  demo: z.boolean(),
  accounts: z.array(z.object({
    /** Rules may name it. */
    accountId: z.string().min(1).max(100),
    /** A `plimsoll.portfolio/1` document. */
    document: z.string(),
    demo: z.boolean(),
    live: z.boolean(),
    /** Prices that were typed in by hand: kind, symbol or asset, price, when (ms). */
    manual: z.array(z.object({ kind: z.enum(['mark', 'index']), key: z.string(), value: z.custom<DecimalText>((text) => typeof text === 'string' && isPriceText(text)), at: z.number() })),
  })),
  /** Settings that decide results, as JSON texts by their names. */
  settings: z.record(z.string(), z.string()),
});

export type SessionStart = z.output<typeof startSchema>;

/** @returns what is wrong, in words */
export function readStart(line: string): Result<SessionStart, string> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return err('its first line is no JSON');
  }
  const read = startSchema.safeParse(json);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return err(`its first line is not the start of a session (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`);
}

/** Whether a line of a file claims to be the start of a session. */
export const isStart = (line: string): boolean => line.startsWith('{"schema":"plimsoll.session/');
