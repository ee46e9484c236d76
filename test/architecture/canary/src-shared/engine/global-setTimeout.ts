// expect: Unexpected use of 'setTimeout'
export const value = setTimeout(String, 1);
