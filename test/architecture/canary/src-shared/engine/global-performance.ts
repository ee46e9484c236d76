// expect: Unexpected use of 'performance'
export const value = performance.now();
