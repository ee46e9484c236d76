declare const given: string | number;
// expect: no-unsafe-type-assertion
export const value = given as string;
