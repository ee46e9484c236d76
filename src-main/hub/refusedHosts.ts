import type { NetworkView } from '#shared/ipc/feedView.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** Hosts that were not contacted because the user does not allow them, newest first. */
export type RefusedHosts = Readonly<{ add: (host: string) => void; list: () => NetworkView['refused'] }>;

const KEPT = 50;

/** @param log where each refusal is written beside */
export function createRefusedHosts(now: () => EpochMs, log: (sentence: string) => void): RefusedHosts {
  let refused: NetworkView['refused'] = [];
  return {
    add: (host) => {
      refused = [{ host, at: now() }, ...refused.filter((one) => one.host !== host)].slice(0, KEPT);
      log(`${host} was not contacted: it is not on the list of allowed hosts.`);
    },
    list: () => refused,
  };
}
