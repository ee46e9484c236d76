import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../../../..');

/** The TypeScript below these folders, with `/` in its names. */
export function sourceFiles(...folders: readonly string[]): readonly Readonly<{ file: string; text: string }>[] {
  return folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(resolve(ROOT, file), 'utf8') }));
}
