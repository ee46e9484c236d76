// One layer of the table → the rules that hold its files to it. In oxlint the last matching override replaces
// a rule's options, it does not merge them: so every layer's list is complete in itself.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { type Layer, layers } from './layers.ts';

type Pattern = Readonly<{ regex: string; message: string; allowTypeImports?: true }>;
type Manifest = Readonly<{ dependencies: Record<string, string>; devDependencies: Record<string, string> }>;

const manifest: Manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../package.json'), 'utf8'));
const PACKAGES = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) => !name.startsWith('@types/'));
const IMPURE = ['Date', 'performance', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'console'];

const isFile = (at: string): boolean => /\.tsx?$/.test(at);
const [top, inside] = [(at: string): string => at.split('/')[0] ?? '', (at: string): string => at.split('/').slice(1).join('/')];
const anyOf = (names: readonly string[]): string => `(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`;

/** The folder or file that other layers name: feeds/* is part of feeds, num/units.ts of num. */
const nameOf = ({ at }: Layer): string => inside(at).split('/').slice(0, inside(at).startsWith('faces/') ? 2 : 1).join('/');
const namesUnder = (folder: string): readonly string[] => [...new Set(layers.filter(({ at }) => top(at) === folder).map(nameOf))];

/** Also matches a copy of the tree below another folder, which is how the canaries are judged. */
export const filesOf = ({ at }: Layer): string => (isFile(at) ? `**/${at}` : `**/${at}/**`);

export function restrictedImports(layer: Layer): Pattern[] {
  const own = nameOf(layer);
  const { at, shared = [], local = [], types = [], packages = [] } = layer;
  const closed = namesUnder('src-shared').filter((name) => !shared.includes(name));
  // Inside src-shared another layer may be spelled either way: ../num/… or #shared/num/….
  const near = top(at) === 'src-shared' ? shared : local;
  const foreign = namesUnder(top(at)).filter((name) => name !== own && !near.includes(name));
  const banned = PACKAGES.filter((name) => !packages.includes(name));
  const up = isFile(at) && !inside(at).includes('/') ? '^(?:\\./|(?:\\.\\./)+)' : '^(?:\\.\\./)+';
  // Between faces the path is ../web/…, from elsewhere ./faces/web/….
  const spelled = (names: readonly string[]): string => anyOf(names.flatMap((name) => (own.startsWith('faces/') ? [name, name.replace('faces/', '')] : [name])));
  const beside = (names: readonly string[]): string => `${up}${spelled(names)}(?:/|$)`;
  const patterns: Pattern[] = [
    { regex: `^${anyOf(banned)}(?:/|$)`, message: `${at} may not import this package` },
    { regex: '^(?:\\.\\./)+(?:src-shared|src-main|src-renderer|test|build|docs|out)(?:/|$)', message: `${at} may not leave its top-level folder; src-shared is #shared/…` },
    { regex: '^#shared(?:$|/[^/]*$)', message: 'name a file in a layer of src-shared' },
  ];
  if (closed.length > 0) patterns.push({ regex: `^#shared/${anyOf(closed)}/`, message: `${at} may not import this layer of src-shared` });
  if (layer.node !== true) patterns.push({ regex: `^(?:node:|${anyOf(builtinModules)}(?:/|$))`, message: `${at} may not import Node's modules` });
  const never = foreign.filter((name) => !types.includes(name));
  if (never.length > 0) patterns.push({ regex: beside(never), message: `${at} may not import this layer` });
  if (types.length > 0) patterns.push({ regex: beside(types), message: `${at} may import only types from this layer`, allowTypeImports: true });
  if (layer.alone === true) patterns.push({ regex: `^(?:\\.\\./[^./][^/]*/|(?:\\.\\./)+${own}/)`, message: `${at} may not import its neighbours` });
  return patterns;
}

type Option = Readonly<{ name: string; message: string }>;
type Property = Readonly<{ object: string; property: string; message: string }>;

export function restrictedGlobals({ at, pure }: Layer): Option[] {
  return pure === true ? IMPURE.map((name) => ({ name, message: `${at} reads no clock, network or console` })) : [];
}

export function restrictedProperties({ at, pure }: Layer): Property[] {
  const pairs = [['Math', 'random'], ...IMPURE.map((name) => ['globalThis', name])];
  return pure === true ? pairs.map(([object = '', property = '']) => ({ object, property, message: `${at} reads no clock, network or chance` })) : [];
}
