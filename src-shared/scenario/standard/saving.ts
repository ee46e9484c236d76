/** What one model asks and on which equity: with option value in it, or with the marks of shorts in the requirement instead. */
export type OnEquity = Readonly<{ requirement: number; optionValue: number; equityBasis: 'withOptionValue' | 'withoutOptionValue' }>;

/** Money that must be deposited so that an otherwise empty account holds the book: the one measure that both kinds of model share. At least 0. */
export function depositNeeded({ requirement, optionValue, equityBasis }: OnEquity): number {
  return Math.max(0, equityBasis === 'withOptionValue' ? requirement - optionValue : requirement);
}

/** Share of the deposit that the other model saves; below 0 where it asks more, null where the first asks nothing. */
export function marginSaved(standard: OnEquity, other: OnEquity): number | null {
  const asked = depositNeeded(standard);
  return asked === 0 ? null : 1 - depositNeeded(other) / asked;
}
