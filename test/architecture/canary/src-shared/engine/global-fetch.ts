// expect: Unexpected use of 'fetch'
export const value = fetch('');
