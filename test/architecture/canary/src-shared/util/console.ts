// expect: no-console
console.log('');
