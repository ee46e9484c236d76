import type { Percentiles } from '#shared/domain/duration.ts';
import type { LatencyView } from '#shared/ipc/feedView.ts';

export type Stage = Readonly<{ name: string; title: string; samples: Percentiles | null }>;

/** The stages of a price on its way, in their order. */
export function latencyStages({ venueToReceipt, receiptToEngine, engineToAlert, engineToScreen }: LatencyView): readonly Stage[] {
  return [
    { name: 'Venue to receipt', title: "From the venue's own time of a message to its arrival, of the slowest feed; the venue's clock is set right by the fastest message and the round trip", samples: venueToReceipt },
    { name: 'Receipt to engine', title: 'Read, checked and in the figures of every account', samples: receiptToEngine },
    { name: 'Engine to alert row', title: 'The stage is judged; an alert that it raises is on disk', samples: engineToAlert },
    { name: 'Engine to screen', title: 'Painted in a window, with the pauses that keep the screen calm', samples: engineToScreen },
  ];
}

/** What a margin call takes from the venue's time to the durable row: the sum of the 95th percentiles of its stages; null while none was measured. */
export function callLatencyMs({ venueToReceipt, receiptToEngine, engineToAlert }: LatencyView): number | null {
  const stages = [venueToReceipt, receiptToEngine, engineToAlert].flatMap((samples) => samples?.p95 ?? []);
  return stages.length === 0 ? null : stages.reduce((sum, ms) => sum + ms, 0);
}

const DAY_MS = 86_400_000;

/** One standard deviation of a price over a time, as a fraction: σ of a day times the root of the part of a day. */
export const sigmaOver = (dailySigma: number, ms: number): number => dailySigma * Math.sqrt(ms / DAY_MS);

/** A small fraction in percent with two significant digits: "0.0021 %". */
export function smallPercentText(fraction: number): string {
  const percent = fraction * 100;
  if (percent === 0) return '0 %';
  const decimals = Math.min(8, Math.max(1, 1 - Math.floor(Math.log10(percent))));
  return `${percent.toFixed(decimals)} %`;
}
