import type { Rule, RuleCondition, RuleFigure, RuleNode } from '#shared/ipc/rule.ts';

/** Where a node stands in the tree of a rule: places from the root. */
export type Path = readonly number[];

/** What a condition begins with when its figure is chosen. */
const USUAL: Readonly<Record<RuleFigure, Pick<RuleCondition, 'is' | 'level' | 'band'>>> = {
  marginRatio: { is: 'above', level: '70', band: '2' },
  buffer: { is: 'below', level: '', band: '' },
  distance: { is: 'below', level: '10', band: '1' },
  sigmas: { is: 'below', level: '2.5', band: '0.25' },
  price: { is: 'below', level: '', band: '' },
  funding: { is: 'above', level: '0.05', band: '0.01' },
  dataAge: { is: 'above', level: '10', band: '' },
  delta: { is: 'above', level: '', band: '' },
  gamma: { is: 'below', level: '', band: '' },
  vega: { is: 'below', level: '', band: '' },
  theta: { is: 'below', level: '', band: '' },
};

/** What it is about stays where the other figure can be about it too. */
export const conditionOf = (of: RuleFigure, about = ''): RuleCondition => ({ kind: 'condition', of, about: of === 'marginRatio' || of === 'buffer' ? '' : about, ...USUAL[of] });

export const newRule = (id: string): Rule => ({ id, name: '', on: true, accountId: null, stage: 'warning', holdSeconds: 30, when: { kind: 'all', of: [conditionOf('marginRatio')] } });

/** The tree with the node at `path` made anew; null takes it away, and a group that it leaves empty with it, but for the outermost. */
export function changed(node: RuleNode, path: Path, make: (node: RuleNode) => RuleNode | null): RuleNode | null {
  const [at, ...rest] = path;
  if (at === undefined) return make(node);
  if (node.kind === 'condition') return node;
  const of = node.of.flatMap((part, place) => (place === at ? changed(part, rest, make) ?? [] : [part]));
  return of.length === 0 && node.of.length > 0 ? null : { ...node, of };
}

/** A rule whose outermost node is a group: it has a place for another condition. */
export const withRoot = (when: RuleNode | null): RuleNode => (when === null ? { kind: 'all', of: [] } : when.kind === 'condition' ? { kind: 'all', of: [when] } : when);

/** The path of a node as the terminal names it when something is wrong with it. */
export const pathName = (path: Path): string => ['when', ...path.flatMap((at) => ['of', String(at)])].join('.');

/** "in the account's currency" is null. */
export const UNITS: Readonly<Record<RuleFigure, string | null>> = { marginRatio: '%', buffer: null, distance: '%', sigmas: 'σ', price: '', funding: '%', dataAge: 's', delta: '', gamma: '', vega: null, theta: null };

export const FIGURE_WORDS: Readonly<Record<RuleFigure, string>> = {
  marginRatio: 'Margin ratio', buffer: 'Buffer', distance: 'Distance in %', sigmas: 'Distance in σ', price: 'Price', funding: 'Funding rate', dataAge: 'Age of data', delta: 'Delta', gamma: 'Gamma', vega: 'Vega a point', theta: 'Theta a day',
};

/** What `about` asks for; null where the figure is of the whole account. */
export const ABOUT_WORDS: Readonly<Record<RuleFigure, string | null>> = {
  marginRatio: null, buffer: null, distance: 'nearest, or an asset', sigmas: 'nearest, or an asset', price: 'asset or symbol', funding: 'symbol', dataAge: 'oldest, or a symbol', delta: 'asset', gamma: 'asset', vega: 'all, or an asset', theta: 'all, or an asset',
};

/** A rule in one line: "margin ratio above 70 %, or (buffer below 500 and BTC price below 50000)". */
export function ruleLine(node: RuleNode): string {
  if (node.kind === 'condition') {
    const unit = UNITS[node.of];
    return `${node.about === '' ? '' : `${node.about} `}${FIGURE_WORDS[node.of].replace(/ in .*/, '').toLowerCase()} ${node.is} ${node.level}${unit === null || unit === '' ? '' : unit === 'σ' ? unit : ` ${unit}`}`;
  }
  return node.of.map((part) => (part.kind === 'condition' || part.of.length === 1 ? ruleLine(part) : `(${ruleLine(part)})`)).join(node.kind === 'all' ? ' and ' : ' or ');
}
