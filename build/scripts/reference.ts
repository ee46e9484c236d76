// Reference cases through the engine: `npm run -s reference`, or `-- FILE…`.
const runner: string = '../../test/reference/main.ts';
await import(runner);
