// expect: Unexpected use of 'Date'
export const value = Date.now();
