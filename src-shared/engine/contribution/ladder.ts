import { type Decimal, ZERO } from '../../num/units.ts';
import { addFigures, type Certainty, type Figure, type Totals } from '../figures.ts';

export type Threshold = 'initial' | 'maintenance' | 'backstop' | 'bankruptcy';

/** One threshold of an account, in the valuation currency. */
export type Rung = Readonly<{
  threshold: Threshold;
  /** What must be there: a requirement ≥ 0 against adjusted equity, or 0 against equity for bankruptcy. */
  level: Figure;
  /** What can be lost before it is reached; < 0 when it is passed. Never clamped. */
  room: Figure;
}>;

/**
 * The thresholds in the order in which losses reach them. Backstop is left out where the venue publishes no share. Rooms
 * that are not known leave the usual order: initial, maintenance, backstop, bankruptcy.
 *
 * @param backstop share of the maintenance margin in (0, 1], or null
 * @source docs/margin-models.md, "Solvency"
 */
export function ladderOf({ equity, adjustedEquity, initialMargin, maintenanceMargin, freeMargin, buffer }: Totals, backstop: Decimal | null): readonly Rung[] {
  const rungs: Rung[] = [
    { threshold: 'initial', level: initialMargin, room: freeMargin },
    { threshold: 'maintenance', level: maintenanceMargin, room: buffer },
  ];
  if (backstop !== null) {
    const level = { ...maintenanceMargin, value: maintenanceMargin.value?.times(backstop) ?? null };
    rungs.push({ threshold: 'backstop', level, room: addFigures(adjustedEquity, negated(level)) });
  }
  rungs.push({ threshold: 'bankruptcy', level: { value: ZERO, certainty: 'exact' }, room: equity });
  return rungs.every(({ room }) => room.value !== null) ? rungs.toSorted((a, b) => compared(a.room, b.room)) : rungs;
}

const compared = (a: Figure, b: Figure): number => (a.value === null || b.value === null ? 0 : a.value.comparedTo(b.value));

/** −a: a lower bound becomes an upper one. */
export function negated({ value, certainty }: Figure): Figure {
  return { value: value === null ? null : value.neg(), certainty: opposite(certainty) };
}

function opposite(certainty: Certainty): Certainty {
  if (certainty === 'atLeast') return 'atMost';
  return certainty === 'atMost' ? 'atLeast' : certainty;
}
