/** What a message's number says: it is the next, or some before it are missing, or it was here before. */
export type Place = Readonly<{ kind: 'next' }> | Readonly<{ kind: 'missing'; what: string }> | Readonly<{ kind: 'duplicate' | 'late' }>;

/** Takes the number of the next message of a connection. */
export type Sequence = (id: number) => Place;

/** Numbers that rise by one with each message of a connection, whatever its channel. The first may be any. */
export function createSequence(): Sequence {
  let last: number | null = null;
  return (id) => {
    const expected: number = last === null ? id : last + 1;
    if (id < expected) return { kind: id === last ? 'duplicate' : 'late' };
    last = id;
    if (id === expected) return { kind: 'next' };
    return { kind: 'missing', what: id === expected + 1 ? `message ${expected} is missing` : `messages ${expected} to ${id - 1} are missing` };
  };
}
