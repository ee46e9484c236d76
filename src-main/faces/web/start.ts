import type { Failure } from '#shared/domain/failure.ts';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { attachBridge } from './bridge.ts';
import { createPageServer } from './pageServer.ts';
import { createToken } from './token.ts';

export type WebFace = Readonly<{
  /** With the token in its fragment. */
  url: string;
  close: () => Promise<void>;
}>;

export type WebFaceOptions = Readonly<{ port: TerminalPort; root: string; /** 0 lets the system choose. */ listenOn: number; /** As in `BridgeOptions`. */ pingMs?: number }>;

/** The terminal in a browser, on loopback only. */
export async function startWebFace({ port, root, listenOn, ...timing }: WebFaceOptions): Promise<Result<WebFace, Failure>> {
  let host = '';
  const server = createPageServer({ root, host: () => host });
  const failure = await new Promise<NodeJS.ErrnoException | null>((done) => {
    server.once('error', done);
    server.listen(listenOn, '127.0.0.1', () => done(null));
  });
  if (failure?.code === 'EADDRINUSE') return err({ code: 'server/port-in-use', port: listenOn, retryable: true });
  if (failure !== null) throw failure;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  host = `127.0.0.1:${address.port}`;
  const token = createToken();
  const detach = attachBridge({ server, port, token, host: () => host, ...timing });
  return ok({
    url: `http://${host}/#${token}`,
    close: async () => {
      detach();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  });
}
