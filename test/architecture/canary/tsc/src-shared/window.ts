// expect: TS2304
export const value = window;
