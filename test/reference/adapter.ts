import type { Decimal } from '#shared/num/units.ts';

/** What the engine says for one key of `expected`: a figure, a list of them, or a record of them. */
export type Figure = Decimal | string | boolean | null | readonly Figure[] | { readonly [key: string]: Figure };
export type Inputs = Readonly<Record<string, unknown>>;

/** Maps the inputs of one kind of case to the engine's public functions. It never sees `expected`. */
export type Adapter = Readonly<{
  exchange: string | null;
  model: string;
  /**
   * Some cases build on others.
   *
   * @param other inputs of another case of the same file, by id
   * @param kindred inputs of all cases of the same kind
   */
  run: (inputs: Inputs, other: (id: string) => Inputs, kindred: readonly Inputs[]) => Readonly<Record<string, Figure>>;
  /** Decimals of the fixed-point integers that the case expects; its tolerance is one of whole units. */
  fixedPoint?: (inputs: Inputs) => number;
}>;
