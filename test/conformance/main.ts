import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Counts, expectationOf, filesOf, readThrough } from '../support/conformance.ts';

type Line = Readonly<{ venue: string; channel: string }> & Counts;

const [given, ...rest] = process.argv.slice(2).filter((argument) => argument !== '--json');
if (given === undefined || rest.length > 0 || !existsSync(given) || !statSync(given).isDirectory()) {
  process.stderr.write('Give one folder that holds a folder of recorded frames for each venue: npm run -s feeds:conformance -- FOLDER [--json]\n');
  process.exit(2);
}

const corpus = resolve(given);
const lines: Line[] = [];
const uncovered: string[] = [];
for (const venue of readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory()).toSorted()) {
  const expectation = expectationOf(venue);
  if (expectation === null) {
    uncovered.push(venue);
    continue;
  }
  for (const path of filesOf(join(corpus, venue))) {
    const channel = basename(path);
    const prices = expectation.prices[channel];
    // A session holds many channels: only what gives a tick in it is a price.
    const isSession = path.endsWith('.gz');
    lines.push({ venue, channel, ...(await readThrough(prices?.reader ?? expectation.reader, path, prices !== undefined && !isSession)) });
  }
}

const total = (of: (line: Line) => number): number => lines.reduce((sum, line) => sum + of(line), 0);
const totals = { frames: total(({ frames }) => frames), ticks: total(({ ticks }) => ticks), classed: total(({ classed }) => classed), malformed: total(({ malformed }) => malformed), missed: total(({ missed }) => missed) };
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ schema: 'plimsoll.conformance/1', lines, totals, uncovered }, null, 2)}\n`);
else {
  const table = [['venue', 'channel', 'frames', 'ticks', 'classed', 'malformed', 'missed'], ...lines.map(({ venue, channel, frames, ticks, classed, malformed, missed }) => [venue, channel, frames, ticks, classed, malformed, missed].map(String)), ['total', `${lines.length} files`, ...Object.values(totals).map(String)]];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  for (const row of table) process.stdout.write(`${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`);
  if (uncovered.length > 0) process.stdout.write(`Not covered, no stream reads them: ${uncovered.join(', ')}\n`);
}
process.exitCode = totals.malformed + totals.missed > 0 || lines.length === 0 ? 1 : 0;
