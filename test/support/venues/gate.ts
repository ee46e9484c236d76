import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';
import { createIdleWatch } from './idleWatch.ts';

export type GateOptions = Readonly<{
  contracts: readonly string[];
  /** Acknowledged, and silent. */
  silent?: readonly string[];
  /** A client that does not send its own ping for this long is cut. Absent: never. */
  pingWithinMs?: number;
  /** The first requests fail by a fault of the venue. */
  faults?: number;
}>;

/** A row of `futures.tickers`: the contract and whatever fields the test gives it. */
export type GateRow = Readonly<{ contract: string }> & Readonly<Record<string, string>>;

export type GateVenue = LocalVenue & Readonly<{
  /** Rows of contracts, to whoever subscribed to the first of them. `nested`: as an array inside the array. */
  tickers: (rows: readonly GateRow[], nested?: boolean) => void;
  /** The connection will be closed for an upgrade. */
  announceUpgrade: () => void;
}>;

type Request = Readonly<{ id?: unknown; channel?: unknown; event?: unknown; payload?: unknown }>;

const NOW = { time: 1_790_000_000, time_ms: 1_790_000_000_123 };

/** A Gate futures stream. One unknown contract fails the whole request, which is named by its id. */
export async function startGate({ contracts, silent = [], pingWithinMs = Infinity, faults = 0 }: GateOptions): Promise<GateVenue> {
  const watch = createIdleWatch(pingWithinMs);
  let faultsLeft = faults;

  function answer(client: VenueClient, { id, channel, event, payload }: Request): void {
    const head = { time: NOW.time, time_ms: 0, id, channel, event, payload };
    const fail = (code: number, message: string): void => client.send({ ...head, error: { code, message }, result: { status: 'fail' } });
    if (channel === 'futures.ping') return client.send({ ...NOW, channel: 'futures.pong', event: '', result: null });
    if (channel !== 'futures.tickers' || (event !== 'subscribe' && event !== 'unsubscribe')) return fail(1, 'invalid request body');
    if (!Array.isArray(payload) || payload.length === 0) return fail(2, 'invalid argument');
    const asked = payload.map(String);
    const unknown = asked.find((contract) => !contracts.includes(contract));
    if (faultsLeft > 0) {
      faultsLeft -= 1;
      return fail(3, 'internal error');
    }
    if (unknown !== undefined) return fail(2, `unknown contract ${unknown}`);
    for (const contract of asked) {
      if (event === 'unsubscribe') client.topics.delete(contract);
      else if (!silent.includes(contract)) client.topics.add(contract);
    }
    client.send({ ...head, result: { status: 'success' } });
  }

  const venue = await startLocalVenue({
    connected: (client) => watch.alive(client),
    said: (client, text) => {
      const request = JSON.parse(text) as Request;
      if (request.channel === 'futures.ping') watch.alive(client);
      answer(client, request);
    },
  });

  return {
    ...venue,
    tickers: (rows, nested = false) => venue.publish(rows[0]?.contract ?? '', { ...NOW, channel: 'futures.tickers', event: 'update', error: null, result: nested ? [rows] : rows }),
    announceUpgrade: () => venue.send({ ...NOW, channel: 'futures.system', event: 'update', result: { type: 'upgrade', msg: 'The connection will soon be closed for a service upgrade. Please reconnect.' } }),
  };
}
