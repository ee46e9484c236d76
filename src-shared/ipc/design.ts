/** Fields by asset, as text that was typed; what is empty or absent stays as it is. */
export type DesignSpec = Readonly<{
  /** What the maintenance rates of its contracts are multiplied by. */
  factors: Readonly<Record<string, string>>;
  /** Collateral weight, from 0 to 1. */
  weights: Readonly<Record<string, string>>;
  /** Deviation of a day's move, in percent. */
  sigmas: Readonly<Record<string, string>>;
  /** Units of the asset that are traded in a day. */
  volumes: Readonly<Record<string, string>>;
}>;

export type DesignField = keyof DesignSpec;

export const NOTHING_DESIGNED: DesignSpec = { factors: {}, weights: {}, sigmas: {}, volumes: {} };
