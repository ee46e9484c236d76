import type { MarginRules } from '../domain/marginRules.ts';
import { asMoney, type Money, ZERO } from '../num/units.ts';
import type { Row } from './row.ts';
import type { RowTerms } from './rowTerms.ts';
import { isShort, largerSideOf, NO_SIDES, type SideMargins } from './sides.ts';
import { replaced } from './sums.ts';

/** Requirements of all rows as one sum, kept row by row: they add up, or only the larger side of each underlying counts. */
export type SideBook = Readonly<{
  replace: (row: Row, last: RowTerms | null, next: RowTerms | null) => void;
  maintenance: () => Money;
  initial: () => Money;
  /** Maintenance margin by side of one underlying; nothing is kept where requirements add up. */
  sides: (base: string) => SideMargins;
  /** The maintenance margin if some rows of one underlying had other terms; nothing is kept of it. */
  after: (changes: readonly RowChange[]) => Money;
}>;

/** A row with what it adds now and what it would add; null where it is not there. */
export type RowChange = Readonly<{ row: Row; last: RowTerms | null; next: RowTerms | null }>;

export function createSideBook(rule: MarginRules['sides']): SideBook {
  return rule === 'sum' ? addingBook() : largerSideBook();
}

function addingBook(): SideBook {
  let [maintenance, initial] = [asMoney(ZERO), asMoney(ZERO)];
  return {
    replace: (_row, last, next) => {
      maintenance = replaced(maintenance, counted(last), counted(next));
      initial = replaced(initial, last?.initialMargin, next?.initialMargin);
    },
    maintenance: () => maintenance,
    initial: () => initial,
    sides: () => NO_SIDES,
    after: (changes) => changes.reduce((sum, { last, next }) => replaced(sum, counted(last), counted(next)), maintenance),
  };
}

type Sides = Readonly<{ maintenance: SideMargins; initial: SideMargins }>;

function largerSideBook(): SideBook {
  const byBase = new Map<string, Sides>();
  let [maintenance, initial] = [asMoney(ZERO), asMoney(ZERO)];
  const sidesOf = (base: string): Sides => byBase.get(base) ?? { maintenance: NO_SIDES, initial: NO_SIDES };
  return {
    replace: (row, last, next) => {
      const before = sidesOf(row.instrument.base);
      const after = {
        maintenance: onSide(before.maintenance, row, counted(last), counted(next)),
        initial: onSide(before.initial, row, last?.initialMargin, next?.initialMargin),
      };
      byBase.set(row.instrument.base, after);
      maintenance = replaced(maintenance, largerSideOf(before.maintenance), largerSideOf(after.maintenance));
      initial = replaced(initial, largerSideOf(before.initial), largerSideOf(after.initial));
    },
    maintenance: () => maintenance,
    initial: () => initial,
    sides: (base) => sidesOf(base).maintenance,
    after: (changes) => {
      const [first] = changes;
      if (first === undefined) return maintenance;
      const { maintenance: before } = sidesOf(first.row.instrument.base);
      const sides = changes.reduce((sum, { row, last, next }) => onSide(sum, row, counted(last), counted(next)), before);
      return replaced(maintenance, largerSideOf(before), largerSideOf(sides));
    },
  };
}

/** What a row is certainly asked for. */
const counted = (terms: RowTerms | null): Money | null => (terms === null ? null : terms.maintenanceMargin ?? terms.maintenanceFloor);

function onSide(sides: SideMargins, row: Row, last: Money | null | undefined, next: Money | null | undefined): SideMargins {
  return isShort(row) ? { ...sides, short: replaced(sides.short, last, next) } : { ...sides, long: replaced(sides.long, last, next) };
}
