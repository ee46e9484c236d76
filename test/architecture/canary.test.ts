// A gate that stays silent is worse than none. Every file below canary/ sits in a copy of the source tree and breaks
// one rule: the line with or after `// expect: …` must be reported with that text, and no other line may be.
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf } from '../../build/layerRules.ts';
import { layers } from '../../build/layers.ts';

type Report = Readonly<{
  diagnostics: readonly Readonly<{ message: string; code?: string; help?: string; filename: string; labels: readonly Readonly<{ span: Readonly<{ line: number }> }>[] }>[];
}>;
type Finding = Readonly<{ file: string; line: number; text: string }>;

const ROOT = resolve(import.meta.dirname, '../..');
const CANARIES = 'test/architecture/canary';
const EXPECT = '// expect: ';

const filesIn = (pattern: string): readonly string[] => globSync(`${CANARIES}/${pattern}`, { cwd: ROOT }).map((file) => file.replaceAll('\\', '/')).toSorted();
const linted = filesIn('src-*/**/*.{ts,tsx}');
const compiled = filesIn('tsc/**/*.ts');

/** What a tool printed: a tool that finds faults also ends with a failure, so the exit code says nothing here. */
function printedBy(tool: string, args: readonly string[]): Promise<string> {
  const command = resolve(ROOT, 'node_modules/.bin', tool);
  return new Promise((done) => {
    execFile(command, args, { cwd: ROOT, maxBuffer: 1 << 26, shell: process.platform === 'win32' }, (_error, stdout) => { done(stdout); });
  });
}

function expectedIn(file: string): readonly Finding[] {
  const lines = readFileSync(resolve(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [before, text] = line.split(EXPECT);
    return text === undefined ? [] : [{ file, line: before?.trim() === '' ? index + 2 : index + 1, text }];
  });
}

/** Line by line: what was expected and not said, and what was said and not expected. */
function differences(files: readonly string[], found: readonly Finding[]): readonly string[] {
  return files.flatMap((file) => {
    const expected = expectedIn(file);
    const said = found.filter((finding) => finding.file === file);
    const silent = expected.filter(({ line, text }) => !said.some((finding) => finding.line === line && finding.text.includes(text)));
    const surprising = said.filter(({ line }) => !expected.some((finding) => finding.line === line));
    return [...silent.map(({ line, text }) => `${file}:${line} silent about: ${text}`), ...surprising.map(({ line, text }) => `${file}:${line} unexpected: ${text}`)];
  });
}

const lintReport: Report = JSON.parse(await printedBy('oxlint', ['-c', 'build/oxlint.config.ts', '--type-aware', '--format=json', CANARIES]));
const lintFindings = lintReport.diagnostics.map(({ filename, labels, message, code = '', help = '' }) => (
  { file: filename.replaceAll('\\', '/'), line: labels[0]?.span.line ?? 0, text: `${code} ${message} ${help}` }
));

const compilerOutput = await Promise.all(['src-shared', 'preload'].map((layer) => printedBy('tsc', ['-p', `${CANARIES}/tsc/${layer}`, '--pretty', 'false'])));
const compilerFindings = [...compilerOutput.join('\n').matchAll(/^(\S+)\((\d+),\d+\): error (.*)$/gm)].map(([, file = '', line, text = '']) => ({ file, line: Number(line), text }));

describe('the linter reports every canary of', () => {
  const ownerOf = (file: string): string | undefined => layers.findLast((layer) => matchesGlob(file, filesOf(layer)))?.at;
  test.each(layers.map(({ at }) => at))('%s', (at) => {
    const files = linted.filter((file) => ownerOf(file) === at);
    expect(files.flatMap(expectedIn)).not.toEqual([]);
    expect(differences(files, lintFindings)).toEqual([]);
  });
  test('no layer but those', () => { expect(linted.filter((file) => ownerOf(file) === undefined)).toEqual([]); });
});

test('the compiler reports what a layer may not know of its surroundings', () => {
  expect(compiled.flatMap(expectedIn)).toHaveLength(compiled.length);
  expect(differences(compiled, compilerFindings)).toEqual([]);
});
