import { z } from 'zod';

/** When a turn happened: `t` seconds since the epoch by our wall clock, `m` ms of a clock that never goes back. */
const when = { t: z.number(), m: z.number() };
/** Which connection of which feed: the feed's id, and its how manieth line. */
const where = { feed: z.string(), line: z.int().positive() };

/**
 * One event that reached the program from outside. The engine and the feeds are functions of these and of what they
 * began with: the same turns give the same ticks, stages and alerts.
 */
const turnSchema = z.discriminatedUnion('dir', [
  z.object({ ...when, dir: z.literal('start') }),
  /** A line was opened: told for whoever reads the file, played by the program itself. */
  z.object({ ...when, ...where, dir: z.literal('connect'), url: z.string() }),
  z.object({ ...when, ...where, dir: z.literal('open') }),
  /** `raw` is null for a binary frame. */
  z.object({ ...when, ...where, dir: z.literal('recv'), raw: z.string().nullable(), bytes: z.int().nonnegative().optional(), /** Frames that came in the same go, and follow. */ behind: z.int().positive().optional() }),
  z.object({ ...when, ...where, dir: z.enum(['alive', 'answered']) }),
  z.object({ ...when, ...where, dir: z.literal('ended'), reason: z.string(), planned: z.boolean(), notBeforeMs: z.number() }),
  /** A timer of a feed ran: its how manieth. */
  z.object({ ...when, dir: z.literal('timer'), feed: z.string(), timer: z.int().positive() }),
  z.object({ ...when, dir: z.literal('beat'), beat: z.enum(['frame', 'second', 'minute', 'woke']) }),
  z.object({ ...when, dir: z.literal('stalled'), ms: z.number() }),
  /** The session was ended by its user: what follows the last turn of a file without it is not known. */
  z.object({ ...when, dir: z.literal('end') }),
]);

export type Turn = z.output<typeof turnSchema>;
/** A turn without its time. */
export type Event = Turn extends infer One ? (One extends Turn ? Omit<One, 't' | 'm'> : never) : never;

/** @returns null for a line that is no turn */
export function readTurn(line: string): Turn | null {
  try {
    return turnSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
