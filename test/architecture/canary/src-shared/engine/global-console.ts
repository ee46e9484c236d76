// expect: Unexpected use of 'console'
export const value = console;
