// Mutation tests of the margin kernels: `npm run test:mutation`. Changes conditions, operators, literals and blocks;
// calls of Decimal's arithmetic (plus, times, lt) are not among Stryker's mutators, and it takes none of ours.
const KERNEL_TESTS = ['/test/*', '!/test/arbitraries', '!/test/shared', '/test/shared/*', '!/test/shared/engine', '/test/shared/engine/*', '!/test/shared/engine/kernel'];

export default {
  testRunner: 'vitest',
  mutate: ['src-shared/engine/kernel/**/*.ts'],
  vitest: { configFile: 'build/vitest.config.ts' },
  // The sandbox holds what the kernels and their tests import, and no other test.
  ignorePatterns: ['/*', '!/package.json', '!/build', '!/src-shared', '!/test', ...KERNEL_TESTS],
  // Not below node_modules, where vitest would not transform it.
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'html', 'json'],
  htmlReporter: { fileName: '.cache/mutation/mutation.html' },
  jsonReporter: { fileName: '.cache/mutation/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  concurrency: 2,
  thresholds: { high: 95, low: 88, break: 85 },
};
