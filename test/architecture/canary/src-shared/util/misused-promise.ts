declare function later(): Promise<boolean>;
// expect: no-misused-promises
export const value = later() ? 1 : 2;
