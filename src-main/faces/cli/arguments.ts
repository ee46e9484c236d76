import { parseArgs, type ParseArgsConfig } from 'node:util';
import { err, ok, type Result } from '#shared/util/result.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
export type Parsed = Readonly<{ values: Readonly<Record<string, string | boolean | undefined>>; positionals: readonly string[] }>;

/** Reads a command's arguments; an unknown option or a wrong count is one sentence. */
export function readArguments(args: readonly string[], options: Options, usage: string, operands: readonly [least: number, most: number]): Result<Parsed, string> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const surplus = positionals[operands[1]];
    if (surplus !== undefined) return err(`"${surplus}" is one argument too many; usage: plimsoll ${usage}`);
    if (positionals.length < operands[0]) return err(`FILE: is missing; usage: plimsoll ${usage}`);
    const flat = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? undefined : value]));
    return ok({ values: flat, positionals });
  } catch (error) {
    // The second sentence tells how to escape a dash.
    const [fault = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/, 1);
    return err(`${fault.replace(/\.$/, '')}; usage: plimsoll ${usage}`);
  }
}

export const textOf = (parsed: Parsed, name: string): string | undefined => {
  const value = parsed.values[name];
  return typeof value === 'string' ? value : undefined;
};

export const isSet = (parsed: Parsed, name: string): boolean => parsed.values[name] === true;
