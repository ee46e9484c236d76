import type { DecimalText, EpochMs } from '../num/units.ts';
import type { InstrumentKind, Settlement } from './instrument.ts';

/** `closing`: the venue has said that it will end, or is settling it. `closed`: named, but no longer traded. */
export type ListingStatus = 'upcoming' | 'trading' | 'halted' | 'closing' | 'closed';

/**
 * What a venue publishes of one of its instruments. A field that it does not publish is absent, never zero.
 *
 * Sizes are as in `Instrument`: `contractSize` in base units, in quote units when inverse, in settle units per quote point
 * when quanto; `lotSize` in contracts. Rates are fractions, those of the smallest position.
 */
export type Listing = Readonly<{
  /** As documents and prices name it. */
  symbol: string;
  kind: InstrumentKind;
  /** Of spot: linear. */
  settlement: Settlement;
  /** As the venue writes it (`1000SHIB`, `kPEPE`), but BTC where it says XBT. */
  base: string;
  quote: string;
  settle: string;
  contractSize?: DecimalText;
  tickSize?: DecimalText;
  lotSize?: DecimalText;
  /** Of a perpetual: when it ends, once that is announced. */
  expiry?: EpochMs;
  strike?: DecimalText;
  optionType?: 'call' | 'put';
  status?: ListingStatus;
  initialMarginRate?: DecimalText;
  maintenanceMarginRate?: DecimalText;
  maxLeverage?: DecimalText;
}>;
