import type { StepView } from '#shared/ipc/derivationView.ts';

/** A step in view, with its place in the tree. `path` is the way to it from the root: "0.1.0". */
export type Step = Readonly<{ path: string; level: number; step: StepView; expanded: boolean | null; position: number; siblings: number }>;

/** Steps that only round or pass on stand for their part: the tree is told without them, the document keeps them. */
const PASSING: ReadonlySet<string> = new Set(['round18', 'round24']);

/** @returns the step under one that only rounds, with the name and value of the outer one */
export function told(step: StepView): StepView {
  const [inner] = step.parts;
  if (!PASSING.has(step.op) || inner === undefined) return step;
  const below = told(inner);
  return { ...below, name: step.name, value: step.value, unit: step.unit ?? below.unit };
}

/** Steps in view in reading order. */
export function stepsInView(root: StepView, open: ReadonlySet<string>): readonly Step[] {
  const walk = (step: StepView, path: string, level: number, position: number, siblings: number): readonly Step[] => {
    const own = told(step);
    const expanded = own.parts.length === 0 ? null : open.has(path);
    const below = expanded === true ? own.parts.flatMap((part, at) => walk(part, `${path}.${at}`, level + 1, at + 1, own.parts.length)) : [];
    return [{ path, level, step: own, expanded, position, siblings }, ...below];
  };
  return walk(root, '0', 1, 1, 1);
}

/** The root, and below it what leads to a choice: a step of one part is opened with it. */
export function openAtFirst(root: StepView): ReadonlySet<string> {
  const open = new Set(['0']);
  told(root).parts.forEach((part, at) => {
    const own = told(part);
    if (told(root).parts.length <= 2 && own.parts.length > 0) open.add(`0.${at}`);
  });
  return open;
}

const SIGNS: Readonly<Record<string, string>> = { sum: ' + ', sumOfKnown: ' + ', product: ' × ', quotient: ' ÷ ', difference: ' − ' };
const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  min: ['the smallest of ', ''], max: ['the largest of ', ''], floorAtZero: ['the larger of 0 and ', ''], negative: ['−(', ')'], absolute: ['|', '|'], sqrt: ['√(', ')'],
};
/** Parts that are written out; of more, the rest is counted. */
const WRITTEN = 5;

/** The formula with live numbers: "2,786.01 ÷ 41,882.29". @param write a value as it is shown */
export function formulaOf({ op, parts }: StepView, write: (part: StepView) => string): string {
  if (parts.length === 0 || op === 'none') return '';
  if (op === 'given') return parts[0] === undefined ? '' : `as ${parts[0].name}`;
  const shown = parts.slice(0, WRITTEN).map(write);
  const rest = parts.length > WRITTEN ? [`${parts.length - WRITTEN} more`] : [];
  const sign = SIGNS[op];
  const [before, after] = AROUND[op] ?? ['', ''];
  if (sign === undefined) return `${before}${[...shown, ...rest].join(', ')}${after}`;
  const known = op === 'sumOfKnown' ? 'what is known of ' : '';
  return `${known}${[...shown, ...rest].join(sign)}`.replaceAll(' + −', ' − ');
}
