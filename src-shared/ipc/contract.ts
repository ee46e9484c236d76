import { z } from 'zod';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../util/result.ts';
import { DOCUMENT_LIMIT } from './limits.ts';
import type { AccountView, Settings, TerminalView } from './view.ts';

const accountId = z.string().min(1).max(100);
const priceKind = z.enum(['mark', 'index']);
const priceKey = z.string().min(1).max(100);

/** One line per call, read by both sides: its arguments. Replies are in `Replies`. */
export const calls = {
  /** The first thing a window asks, and again after a gap in `seq`. */
  'terminal/state': z.tuple([]),
  'account/view': z.tuple([z.strictObject({ accountId })]),
  'account/select': z.tuple([z.strictObject({ accountId })]),
  'account/remove': z.tuple([z.strictObject({ accountId })]),
  /** Opens a portfolio document; an account of the same name is replaced by it. */
  'portfolio/import': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT) })]),
  /** A mark or index typed in by hand: wins until released. */
  'price/set': z.tuple([z.strictObject({ accountId, kind: priceKind, key: priceKey, value: z.string().min(1).max(60) })]),
  'price/release': z.tuple([z.strictObject({ accountId, kind: priceKind, key: priceKey })]),
  /** Turns the live feed of the account's venue on or off; nothing beyond loopback is contacted before. */
  'feed/setLive': z.tuple([z.strictObject({ accountId, live: z.boolean() })]),
  'feed/reconnect': z.tuple([]),
  'terminal/setOffline': z.tuple([z.strictObject({ offline: z.boolean() })]),
  'alert/acknowledge': z.tuple([z.strictObject({ alertId: z.number().int().positive() })]),
  'settings/set': z.tuple([z.strictObject({ theme: z.enum(['system', 'light', 'dark']) })]),
  'snapshot/export': z.tuple([z.strictObject({ accountId, format: z.enum(['json', 'csv']), redact: z.boolean() })]),
} as const;

export type Call = keyof typeof calls;
export type Args<C extends Call> = z.infer<(typeof calls)[C]>;

export type Replies = {
  'terminal/state': Readonly<{ terminal: TerminalView; accounts: readonly AccountView[] }>;
  'account/view': Result<AccountView, Failure>;
  'account/select': Result<null, Failure>;
  'account/remove': Result<null, Failure>;
  'portfolio/import': Result<Readonly<{ accountId: string; name: string; replaced: boolean; notes: readonly string[] }>, Failure>;
  'price/set': Result<null, Failure>;
  'price/release': Result<null, Failure>;
  'feed/setLive': Result<null, Failure>;
  'feed/reconnect': Result<null, Failure>;
  'terminal/setOffline': Result<null, Failure>;
  'alert/acknowledge': Result<null, Failure>;
  'settings/set': Result<Settings, Failure>;
  'snapshot/export': Result<Readonly<{ fileName: string; mimeType: string; text: string }>, Failure>;
};

/** What the terminal sends unasked. `seq` rises by one with every push to a window; a gap means: ask `terminal/state` again. */
export type Push = Readonly<{ seq: number; now: number; terminal?: TerminalView; account?: AccountView; raised?: readonly number[] }>;

/** What a face talks to: the same three functions over memory, Electron IPC or a WebSocket. */
export type TerminalPort = Readonly<{
  /** Validates `args` by the schema of the call; a bad shape rejects with an error that names the path. */
  call: <C extends Call>(channel: C, args: unknown) => Promise<Replies[C]>;
  subscribe: (listener: (push: Push) => void) => () => void;
}>;

export function isCall(channel: unknown): channel is Call {
  return typeof channel === 'string' && Object.hasOwn(calls, channel);
}
