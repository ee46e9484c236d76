// expect: Unexpected use of 'setInterval'
export const value = setInterval(String, 1);
