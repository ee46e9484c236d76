/** Ends a switch over a union: a new member that is not handled fails to compile. */
export function assertNever(value: never, what: string): never {
  throw new Error(`${what}: unexpected ${JSON.stringify(value)}`);
}
