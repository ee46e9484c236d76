// expect: 'Math.random' is restricted
export const value = Math.random();
