import { defineConfig, type OxlintOverride } from 'oxlint';
import { filesOf, restrictedGlobals, restrictedImports, restrictedProperties } from './layerRules.ts';
import { type Layer, layers } from './layers.ts';

const ipcMain = { name: 'electron', importNames: ['ipcMain'], message: 'register calls through src-main/faces/electron/handle.ts' };

function overrideFor(layer: Layer): OxlintOverride {
  return {
    files: [filesOf(layer)],
    rules: {
      'no-restricted-imports': ['error', { patterns: restrictedImports(layer), paths: layer.ipcMain === true ? [] : [ipcMain] }],
      'no-restricted-globals': ['error', ...restrictedGlobals(layer)],
      'no-restricted-properties': ['error', ...restrictedProperties(layer)],
    },
  };
}

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'react', 'jsx-a11y'],
  categories: { correctness: 'error' },
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-empty': 'error',
    'no-eval': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    // Text from outside is refused by naming the control characters it may not hold.
    'no-control-regex': 'off',
    // A drawing (svg, role img) and a table that scrolls (role region, reachable by key) have no better element.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // A table to work in is a grid, a list to unfold a tree (ARIA practices): their parts take their roles from them.
    'jsx-a11y/no-noninteractive-element-to-interactive-role': ['error', { table: ['grid'], ul: ['tree'], li: ['treeitem'] }],
    'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region', 'tabpanel'] }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
  overrides: [
    {
      files: ['**/src-*/**'],
      rules: { 'import/no-default-export': 'error', 'oxc/no-barrel-file': ['error', { threshold: 0 }], 'typescript/no-unsafe-type-assertion': 'error' },
    },
    { files: ['**/src-shared/**', '**/src-renderer/**'], rules: { 'no-console': 'error' } },
    { files: ['**/src-renderer/**'], rules: { 'react/rules-of-hooks': 'error' } },
    // The constructors of the branded numbers are the one place that may assert a brand.
    { files: ['**/src-shared/num/units.ts'], rules: { 'typescript/no-unsafe-type-assertion': 'off' } },
    ...layers.map(overrideFor),
  ],
});
