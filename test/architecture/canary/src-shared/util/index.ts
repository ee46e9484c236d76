export * from './result.ts'; // expect: no-barrel-file
