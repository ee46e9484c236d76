import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type DemoExchange, startDemoExchange } from '../../src-main/exchange/demoExchange.ts';
import { type FaultProxy, startFaultProxy } from './faultProxy.ts';
import { binanceAck, type Reply, startVenueServer, type VenueServer } from './venueServer.ts';

/** Servers that live as long as the test that asks for them. */

export async function scriptedVenue(reply: Reply = binanceAck): Promise<VenueServer> {
  const server = await startVenueServer(reply);
  onTestFinished(server.close);
  return server;
}

/** The demo exchange with a price every 20 ms, behind a proxy that damages the stream. */
export async function damagedExchange(): Promise<Readonly<{ exchange: DemoExchange; proxy: FaultProxy; url: string }>> {
  const exchange = await startDemoExchange({ stepMs: 20 });
  const proxy = await startFaultProxy(exchange.port);
  onTestFinished(async () => {
    await proxy.close();
    await exchange.close();
  });
  return { exchange, proxy, url: `ws://127.0.0.1:${proxy.port}/market/ws` };
}

/** A TCP server that accepts and then does with the socket what the test says. */
export async function rawServer(onSocket: (socket: Socket) => void): Promise<Readonly<{ port: number; sockets: readonly Socket[] }>> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    onSocket(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: address !== null && typeof address === 'object' ? address.port : 0, sockets };
}
