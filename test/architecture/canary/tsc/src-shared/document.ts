// expect: TS2584
export const value = document;
