/** A broken rule of ours, never a market state or a user's mistake. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** @throws InvariantError stating the rule when it does not hold */
export function invariant(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new InvariantError(rule);
}
