import type { Transport } from './transport.ts';

/** The one object that the desktop face puts on the window. */
export type PreloadPort = Readonly<{
  call: (channel: string, args: unknown) => Promise<unknown>;
  subscribe: (listener: (push: unknown) => void) => () => void;
  /** A menu asks for an action of the page. */
  onAct: (listener: (id: unknown) => void) => () => void;
}>;

declare global {
  interface Window {
    readonly plimsoll?: PreloadPort;
  }
}

/** In the desktop app the terminal lives and dies with the window: always reachable. */
export function createPreloadTransport(port: PreloadPort): Transport {
  return {
    call: (channel, args) => port.call(channel, args),
    subscribe: (listener) => port.subscribe(listener),
    onReach: (listener) => {
      listener('connected', null);
      return () => undefined;
    },
    retryNow: () => undefined,
    close: () => undefined,
  };
}
