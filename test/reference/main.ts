// Reference cases through the engine: published figures against what we compute from the same inputs.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADAPTERS } from './adapters.ts';
import { isPricingGrid, runPricing } from './optionPricing.ts';
import { casesOf, type Outcome, readCases, runCases } from './run.ts';

const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : globSync('*.cases.json', { cwd: import.meta.dirname }).map((file) => join(import.meta.dirname, file)).toSorted();

const named = readCases(join(import.meta.dirname, 'named.cases.json'));
const outcomes: readonly Outcome[] = files.flatMap((file) => {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isPricingGrid(value) ? runPricing(value) : runCases(casesOf(value, file), ADAPTERS, named);
});
for (const [kind, own] of Map.groupBy(outcomes, (outcome) => outcome.kind)) {
  console.log(`${kind} ${own.filter(({ faults }) => faults.length === 0).length}/${own.length}`);
}
const failed = outcomes.filter(({ faults }) => faults.length > 0);
for (const { id, faults } of failed) console.log(`${id}: ${faults.join('; ')}`);
console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0;
