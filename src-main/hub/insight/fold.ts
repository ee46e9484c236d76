import type { PartyView, SavingsView } from '#shared/ipc/contributionView.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';

/** Lines that a table shows of each side; the rest stands together in one. */
const SHOWN = 16;

/** A table of at most so many rows and columns beside the account's own equity: the smallest lines are added up in one. Sums stay what they are. */
export function foldedSavings(savings: SavingsView, shown = SHOWN): SavingsView {
  const [rows, columns] = [groupsOf(savings.payers, shown), groupsOf(savings.takers, shown)];
  if (rows.length === savings.payers.length && columns.length === savings.takers.length) return savings;
  return {
    ...savings,
    payers: rows.map((group) => merged(savings.payers, group, (parties) => ({ shareOfLosses: sumOf(parties.map(({ shareOfLosses }) => shareOfLosses)) }))),
    takers: columns.map((group) => merged(savings.takers, group, () => ({}))),
    cells: rows.map((row) => columns.map((column) => total(row.flatMap((i) => column.flatMap((j) => savings.cells[i]?.[j] ?? []))))),
  };
}

/** Places in their order, the smallest together before the last, which is the account's own equity. */
function groupsOf(parties: readonly PartyView[], shown: number): readonly (readonly number[])[] {
  const lines = parties.flatMap(({ kind }, at) => (kind === 'equity' ? [] : [at]));
  const rest = parties.flatMap(({ kind }, at) => (kind === 'equity' ? [at] : []));
  const amount = (at: number): Decimal => new Decimal(parties[at]?.amount ?? 0);
  const small = new Set(lines.length <= shown ? [] : lines.toSorted((a, b) => amount(b).comparedTo(amount(a))).slice(shown - 1));
  return [...lines.filter((at) => !small.has(at)).map((at) => [at]), ...(small.size === 0 ? [] : [[...small]]), ...rest.map((at) => [at])];
}

function merged<P extends PartyView>(parties: readonly P[], group: readonly number[], more: (own: readonly P[]) => Omit<P, keyof PartyView>): PartyView & Omit<P, keyof PartyView> {
  const own = group.flatMap((at) => parties[at] ?? []);
  const [first] = own;
  if (first !== undefined && own.length === 1) return first;
  return { ...more(own), id: 'others', kind: 'position', name: `${own.length} others`, amount: total(own.map(({ amount }) => amount)) };
}

const total = (values: readonly DecimalText[]): DecimalText => toText(values.reduce((sum, value) => sum.plus(value), new Decimal(0)));

const sumOf = (values: readonly (DecimalText | null)[]): DecimalText | null => {
  const known = values.flatMap((value) => value ?? []);
  return known.length === values.length ? total(known) : null;
};
