import type { PartyView, SavingsView } from '#shared/ipc/contributionView.ts';

/** "12.3 %" of all losses. A label: for it a float will do. */
export function shareOf(value: string | null, losses: string): string | null {
  const [part, whole] = [Number(value ?? Number.NaN), Number(losses)];
  return Number.isFinite(part) && whole > 0 ? `${((part / whole) * 100).toFixed(1)}\u00a0%` : null;
}

type Placed<P> = Readonly<{ party: P; at: number }>;

/** Lines with their places in the table; the account's own equity only where it pays or keeps something. */
const shown = <P extends PartyView>(parties: readonly P[]): readonly Placed<P>[] => parties.map((party, at) => ({ party, at })).filter(({ party }) => party.kind !== 'equity' || /[1-9]/.test(party.amount));

export const shownTakers = ({ takers }: SavingsView): readonly Placed<SavingsView['takers'][number]>[] => shown(takers);

export const shownPayers = ({ payers }: SavingsView): readonly Placed<SavingsView['payers'][number]>[] => shown(payers);
