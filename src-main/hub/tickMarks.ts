/** The oldest tick of each account that no push has carried yet: when it was received, monotonic. */
export type TickMarks = Readonly<{ put: (accountId: string, tickAt: number) => void; take: (accountId: string) => number | null }>;

export function createTickMarks(): TickMarks {
  const marks = new Map<string, number>();
  return {
    put: (accountId, tickAt) => void marks.set(accountId, Math.min(tickAt, marks.get(accountId) ?? Infinity)),
    take: (accountId) => {
      const tickAt = marks.get(accountId) ?? null;
      marks.delete(accountId);
      return tickAt;
    },
  };
}
