// expect: TS2591
export const value = process;
