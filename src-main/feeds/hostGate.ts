/** Decides which hosts may be contacted. One gate serves every socket and every request that leaves the program. */
export type HostGate = Readonly<{
  /** @returns null when the address may be contacted, else why not */
  refusal: (url: string) => string | null;
}>;

export type GateOptions = Readonly<{
  /** Host names that the user allows, as they are now. */
  allowed: () => readonly string[];
  offline: () => boolean;
  /** Told of each host that was refused, once until it is allowed. */
  onRefused: (host: string) => void;
}>;

/** This machine: our own servers. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

export function createHostGate({ allowed, offline, onRefused }: GateOptions): HostGate {
  const told = new Set<string>();
  return {
    refusal: (url) => {
      if (!URL.canParse(url)) return 'the address cannot be used: it is no URL';
      const { hostname, protocol } = new URL(url);
      if (isLoopback(hostname)) return null;
      if (offline()) return 'offline: nothing is contacted';
      // A price that anybody on the way can change is none.
      if (protocol !== 'wss:' && protocol !== 'https:') return `${hostname} would be contacted without encryption`;
      if (allowed().includes(hostname)) {
        told.delete(hostname);
        return null;
      }
      if (!told.has(hostname)) onRefused(hostname);
      told.add(hostname);
      return `${hostname} is not on the list of allowed hosts`;
    },
  };
}
