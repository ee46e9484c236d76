// Writes down which figures of the reference cases each scenario preset reproduces: `node test/reference/countReproduced.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADAPTERS } from './adapters.ts';
import { reproduced } from './reproduced.ts';
import { readCases } from './run.ts';

const read = (name: string) => readCases(join(import.meta.dirname, `${name}.cases.json`));
const lines = Object.entries(reproduced(read('portfolio-margin'), ADAPTERS, read('named'))).map(([id, own]) => `  ${JSON.stringify(id)}: ${JSON.stringify(own)}`);
writeFileSync(join(import.meta.dirname, '../../src-shared/scenario/presets/reproduced.json'), `{\n${lines.join(',\n')}\n}\n`);
