import { connect, createServer, type Socket } from 'node:net';

/** What the proxy does to bytes on their way to the client. */
export type Toxic = Readonly<{ blackhole?: boolean; sliceBytes?: number; cutAfterBytes?: number; refuse?: boolean }>;

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
    let sent = 0;
    client.on('data', (bytes) => { if (toxic.blackhole !== true) upstream.write(bytes); });
    upstream.on('data', (bytes) => {
      if (toxic.blackhole === true || client.destroyed) return;
      const room = toxic.cutAfterBytes === undefined ? bytes.length : Math.max(0, toxic.cutAfterBytes - sent);
      const part = bytes.subarray(0, room);
      const step = toxic.sliceBytes ?? Math.max(1, part.length);
      for (let from = 0; from < part.length; from += step) client.write(part.subarray(from, from + step));
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
