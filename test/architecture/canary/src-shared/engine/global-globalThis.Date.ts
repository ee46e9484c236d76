// expect: 'globalThis.Date' is restricted
export const value = globalThis.Date.now();
