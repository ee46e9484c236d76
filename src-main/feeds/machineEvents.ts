export type Phase = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';

/** What happened, at a monotonic time. Events of a socket carry its epoch: those of one that is neither the present one nor its successor are ignored. */
export type MachineEvent = Readonly<{ at: number }> & (
  | Readonly<{ kind: 'want'; topics: readonly string[] }>
  | Readonly<{ kind: 'opened'; epoch: number }>
  | Readonly<{ kind: 'frame'; epoch: number; topics: readonly string[] }>
  | Readonly<{ kind: 'refused'; epoch: number; topics: readonly string[]; reason: string }>
  /** What these topics said is not current any more: messages were lost. */
  | Readonly<{ kind: 'lost'; epoch: number; topics: readonly string[] }>
  /** The venue will cut the socket. */
  | Readonly<{ kind: 'notice'; epoch: number; what: string }>
  /** `planned`: the venue said so, or restarts. `notBeforeMs`: it asked for this much patience. */
  | Readonly<{ kind: 'ended'; epoch: number; reason: string; random: number; planned?: boolean; notBeforeMs?: number }>
  /** Once a second. `wall` also sees time that a monotonic clock does not count while asleep; `random` in [0, 1) spreads the retries. */
  | Readonly<{ kind: 'tick'; wall: number; random: number }>
  /** The user wants a new socket at once. */
  | Readonly<{ kind: 'reconnect' }>
  /** The machine slept: whatever is older than that is dropped, and a venue's patience is kept. */
  | Readonly<{ kind: 'woke' }>
  | Readonly<{ kind: 'close' }>
);

export type Effect =
  | Readonly<{ kind: 'connect'; epoch: number }>
  | Readonly<{ kind: 'drop'; epoch: number }>
  | Readonly<{ kind: 'ping'; epoch: number }>
  | Readonly<{ kind: 'subscribe'; epoch: number; topics: readonly string[] }>
  | Readonly<{ kind: 'unsubscribe'; epoch: number; topics: readonly string[] }>;
