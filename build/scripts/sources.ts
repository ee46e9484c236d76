// What a linter does not see of the source files: their length, barrel files, and files that no layer owns.
import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { filesOf } from '../layerRules.ts';
import { layers } from '../layers.ts';

const LONG = 300;
const TOO_LONG = 600;

export function sourceFaults(root: string): readonly string[] {
  const files = globSync('src-*/**/*.{ts,tsx,css}', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const faults: string[] = files.length === 0 ? ['no source file was looked at'] : [];
  for (const file of files) {
    const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
    if (lines > TOO_LONG) faults.push(`${file}: ${lines} lines, more than ${TOO_LONG}`);
    else if (lines > LONG) console.warn(`     ${file}: ${lines} lines; ${LONG} is long`);
    if (file.endsWith('.css')) continue;
    if (/\/index\.tsx?$/.test(file)) faults.push(`${file}: no barrel files; name the file after what it holds`);
    if (!layers.some((layer) => matchesGlob(file, filesOf(layer)))) faults.push(`${file}: in no layer of build/layers.ts, so nothing guards its imports`);
  }
  return faults;
}
