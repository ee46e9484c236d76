import { connect, createServer, type Socket } from 'node:net';

/** What the proxy does to bytes on their way to the client. */
export type Toxic = Readonly<{
  blackhole?: boolean;
  sliceBytes?: number;
  cutAfterBytes?: number;
  refuse?: boolean;
  /** Later by so much, and by up to `jitterMs` more or less; the order stays. */
  latencyMs?: number;
  jitterMs?: number;
  bytesPerSecond?: number;
}>;

export type FaultProxy = Readonly<{
  port: number;
  set: (toxic: Toxic) => void;
  /** RST and FIN to every client. */
  reset: () => void;
  finish: () => void;
  connections: () => number;
  close: () => Promise<void>;
}>;

/** A TCP proxy on loopback that damages a stream on demand. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  let toxic: Toxic = {};
  const clients = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const server = createServer((client) => {
    if (toxic.refuse === true) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    clients.add(client);
    upstreams.add(upstream);
    const queue = createQueue((bytes) => { if (!client.destroyed) client.write(bytes); }, () => toxic);
    let sent = 0;
    client.on('data', (bytes) => { if (toxic.blackhole !== true) upstream.write(bytes); });
    upstream.on('data', (bytes) => {
      if (toxic.blackhole === true || client.destroyed) return;
      const room = toxic.cutAfterBytes === undefined ? bytes.length : Math.max(0, toxic.cutAfterBytes - sent);
      const part = bytes.subarray(0, room);
      const step = toxic.sliceBytes ?? Math.max(1, part.length);
      for (let from = 0; from < part.length; from += step) queue.push(part.subarray(from, from + step));
      sent += part.length;
      if (room < bytes.length) client.end();
    });
    const drop = (): void => {
      client.destroy();
      upstream.destroy();
      clients.delete(client);
      upstreams.delete(upstream);
    };
    client.setNoDelay(true);
    for (const socket of [client, upstream]) {
      socket.on('error', drop);
      socket.on('close', drop);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    set: (next) => { toxic = next; },
    reset: () => { for (const client of clients) client.resetAndDestroy(); },
    finish: () => { for (const client of clients) client.end(); },
    connections: () => clients.size,
    close: async () => {
      for (const socket of [...clients, ...upstreams]) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Bytes in their order, each when it is due: at once, unless the toxic holds them up. Timers of unlike length may run in another order than they were set in: one timer is set at a time. */
function createQueue(write: (bytes: Buffer) => void, toxicNow: () => Toxic): Readonly<{ push: (bytes: Buffer) => void }> {
  const waiting: Readonly<{ bytes: Buffer; dueAt: number }>[] = [];
  let freeAt = 0;

  function awaitFirst(): void {
    const first = waiting[0];
    if (first === undefined) return;
    setTimeout(() => {
      write(first.bytes);
      waiting.shift();
      awaitFirst();
    }, Math.max(0, first.dueAt - performance.now()));
  }

  return {
    push: (bytes) => {
      const { latencyMs = 0, jitterMs = 0, bytesPerSecond } = toxicNow();
      const now = performance.now();
      if (latencyMs === 0 && bytesPerSecond === undefined && waiting.length === 0) {
        write(bytes);
        return;
      }
      const takes = bytesPerSecond === undefined ? 0 : (bytes.length / bytesPerSecond) * 1000;
      // Never before what was sent earlier.
      freeAt = Math.max(freeAt, now + latencyMs + (Math.random() * 2 - 1) * jitterMs) + takes;
      waiting.push({ bytes, dueAt: freeAt });
      if (waiting.length === 1) awaitFirst();
    },
  };
}
