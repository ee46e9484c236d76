/** Terms of a Dutch-auction liquidation. Shares of 1, times in seconds. */
export type AuctionTerms = Readonly<{
  /** Discount of the whole at the start, at the end of the fast leg, and how long each leg takes. */
  start: number;
  cutoff: number;
  fastSeconds: number;
  slowSeconds: number;
  /** Buffer on top of maintenance margin, as a share of what equity is above it. */
  buffer: number;
  feeRate: number;
}>;

/** What is auctioned: marked value and maintenance level in money (below 0 a shortfall), cash that earlier bids brought. */
export type Auctioned = Readonly<{ marked: number; maintenanceLevel: number; received: number }>;

/**
 * The state of a solvent auction. `share` is how much of the account a bidder may take at most, `price` what the whole costs,
 * `bufferLevel` the maintenance level with its buffer. The fee is charged once, as it starts.
 */
export type AuctionState = Readonly<{ bufferLevel: number; discount: number; share: number; price: number; fee: number }>;

/** @source Derive, DutchAuction */
export function auctionState({ marked, maintenanceLevel, received }: Auctioned, terms: AuctionTerms, seconds: number): AuctionState {
  const bufferLevel = maintenanceLevel - terms.buffer * (marked - maintenanceLevel);
  const discount = discountAt(terms, seconds);
  const isSolvent = marked > 0;
  const share = isSolvent ? takenShare(bufferLevel, marked, discount, received) : 0;
  return {
    bufferLevel, discount, share, price: isSolvent ? Math.max(marked - received, 0) * discount : 0,
    fee: isSolvent ? takenShare(bufferLevel, marked, 1, 0) * marked * terms.feeRate : 0,
  };
}

/** From `start` to `cutoff` over the fast leg, then to nothing over the slow one. */
export function discountAt({ start, cutoff, fastSeconds, slowSeconds }: AuctionTerms, seconds: number): number {
  const elapsed = Math.max(seconds, 0);
  if (elapsed < fastSeconds) return start - ((start - cutoff) * elapsed) / fastSeconds;
  return Math.max(0, cutoff * (1 - (elapsed - fastSeconds) / slowSeconds));
}

/** The share after whose sale the buffer is met again, between 0 and 1. */
function takenShare(bufferLevel: number, marked: number, discount: number, received: number): number {
  if (bufferLevel >= 0) return 0;
  return Math.min(1, bufferLevel / (bufferLevel - marked * discount - received * (1 - discount)));
}

/** The account after a bid took a share of it and paid for that: cash of earlier bids is not for sale. */
export function afterBid({ marked, maintenanceLevel, received }: Auctioned, share: number, paid: number): Auctioned {
  const left = (value: number): number => (value - received) * (1 - share) + received + paid;
  return { marked: left(marked), maintenanceLevel: left(maintenanceLevel), received: received + paid };
}
