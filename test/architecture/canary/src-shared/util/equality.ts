declare const given: unknown;
// expect: eqeqeq
export const value = given == 1;
