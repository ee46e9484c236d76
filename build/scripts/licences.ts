// Everything that is shipped has a licence from this list.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Manifest = Readonly<{ name: string; license?: unknown; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }>;

const CODE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);
const FONTS = new Set(['OFL-1.1']);

const manifestAt = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The dependency as Node would find it from this package, or undefined where it is not installed. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (folder === dirname(folder)) return undefined;
  }
}

export function licenceFaults(root: string): readonly string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    const { name, dependencies = {}, optionalDependencies = {} } = manifestAt(folder);
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = folderOf(dependency, folder);
      if (place === undefined) {
        if (!(dependency in optionalDependencies)) faults.push(`${name} needs ${dependency}, which is not installed`);
      } else if (!seen.has(place)) {
        seen.add(place);
        const { license } = manifestAt(place);
        const allowed = typeof license === 'string' && (CODE.has(license) || (dependency.startsWith('@fontsource') && FONTS.has(license)));
        if (!allowed) faults.push(`${dependency}: licence ${JSON.stringify(license)} is not on the list`);
        visit(place);
      }
    }
  };
  visit(root);
  if (seen.size === 0) faults.push('no package was looked at');
  return faults;
}
