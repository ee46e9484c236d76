// expect: Unexpected use of 'crypto'
export const value = crypto.randomUUID();
