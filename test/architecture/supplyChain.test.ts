import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

type Manifest = Readonly<{ dependencies: Record<string, string>; devDependencies: Record<string, string>; scripts: Record<string, string> }>;
type Lock = Readonly<{ packages: Record<string, Readonly<{ version?: string; resolved?: string; hasInstallScript?: boolean; gypfile?: boolean }>> }>;

const read = <Shape>(file: string): Shape => JSON.parse(readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8'));
const manifest = read<Manifest>('package.json');
const { packages } = read<Lock>('package-lock.json');

const EXACT = /^(?:npm:@?[a-z\d./-]+@)?\d+\.\d+\.\d+$/;
const INSTALL_SCRIPTS = ['better-sqlite3', 'fsevents', 'node'];

test('every direct dependency is pinned to one version, the one in the lockfile', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version, name).toMatch(EXACT);
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version.split('@').pop());
  }
});

test('only known packages run a script when they are installed', () => {
  const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript === true).map(([place]) => place.split('node_modules/').pop());
  expect(INSTALL_SCRIPTS).toEqual(expect.arrayContaining(scripted));
  expect(scripted).toContain('node');
});

test('every package comes from the registry', () => {
  const elsewhere = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'));
  expect(elsewhere).toEqual([]);
});

test('the project itself runs nothing when it is installed', () => {
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) expect(manifest.scripts).not.toHaveProperty(hook);
});
