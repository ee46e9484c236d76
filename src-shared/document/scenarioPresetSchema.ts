import { z } from 'zod';
import { expected, list, name, number, oneOf, quotedList, record, remark } from './fields.ts';

/** The shape of `plimsoll.scenario-preset/1`, field by field: a scenario margin model of the user's own. What concerns several fields is judged with the model. */

export const SCENARIO_PRESET = 'plimsoll.scenario-preset/1';

const LARGEST = 1e9;
const move = () => number('above -1 and at most 10: 0.1 is 10 % up', (value) => value > -1 && value <= 10);
const weight = () => number('above 0 and at most 1: the share of the loss that counts', (value) => value > 0 && value <= 1);
const rate = () => number('from 0 to 10: 0.01 is 1 %', (value) => value >= 0 && value <= 10);
const rise = () => number('from 0 to 10: 0.5 is 50 % up', (value) => value >= 0 && value <= 10);
const fall = () => number('of 0 or more and below 1: 0.3 is 30 % down, and no volatility falls by all of itself', (value) => value >= 0 && value < 1);
const power = () => number('from 0 to 2', (value) => value >= 0 && value <= 2);
const days = () => number('from 0 to 1000 days', (value) => value >= 0 && value <= 1000);
const factor = () => number('from 0.01 to 100', (value) => value >= 0.01 && value <= 100);
const any = () => number('from -10 to 10', (value) => Math.abs(value) <= 10);
const amount = () => number('of 0 or more', (value) => value >= 0 && value <= LARGEST);
const positive = () => number('above 0 and at most 10', (value) => value > 0 && value <= 10);

const KINDS = ['perpetuals', 'nakedShorts', 'holdings', 'grossFutures', 'hedgedFutures', 'haircuts', 'oracle', 'roll', 'deltaSpread', 'vegaSpread', 'interest'] as const;
const rated = (kind: 'perpetuals' | 'nakedShorts' | 'holdings' | 'grossFutures' | 'hedgedFutures') => record({ kind: z.literal(kind), maintenance: rate(), initial: rate() });

const kindOf = (input: unknown): unknown => (typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined);

const contingency = z.discriminatedUnion('kind', [
  rated('perpetuals'), rated('nakedShorts'), rated('holdings'), rated('grossFutures'), rated('hedgedFutures'),
  record({ kind: z.literal('haircuts') }),
  record({ kind: z.literal('oracle'), threshold: rate(), rate: rate(), split: oneOf(['withSpot', 'each']) }),
  record({ kind: z.literal('roll'), annualised: rate(), floor: rate() }),
  record({ kind: z.literal('deltaSpread'), annualised: rate() }),
  record({ kind: z.literal('vegaSpread'), perDay: rate() }),
  record({ kind: z.literal('interest'), shift: rate() }),
], { error: (issue) => expected(`an object whose "kind" is ${quotedList(KINDS, ' or ')}`)({ input: issue.code === 'invalid_union' ? kindOf(issue.input) : issue.input }) });

const discount = record({ factor: positive(), multiple: amount(), add: any() });

const model = record({
  money: oneOf(['quote', 'coin']),
  grid: list(record({ move: move(), volatility: oneOf(['up', 'none', 'down', 'linear', 'absolute']), weight: weight(), days: days().exactOptional() })),
  volatility: record({
    up: rise(), down: fall(), powerShort: power(), powerLong: power(), floorDays: number('above 0 and at most 365 days', (value) => value > 0 && value <= 365), minimumUp: rise(), pivot: oneOf(['short', 'long']),
    points: list(record({ days: days(), up: rise(), down: rise() })).exactOptional(),
  }),
  skew: record({ linearCap: any(), linearBase: any(), absoluteCap: any(), absoluteBase: any(), minimum: positive(), width: positive(), volatility: any(), volatilityScale: any() }).nullable(),
  marks: oneOf(['discounted', 'undiscounted']),
  discount: record({ positive: discount, negative: discount.nullable() }).nullable(),
  basis: record({ up: move(), down: move(), add: amount(), multiple: amount() }).nullable(),
  futuresClamp: positive().nullable(),
  tailDampener: amount(),
  offsets: oneOf(['keep', 'zero']),
  holdings: oneOf(['whole', 'hedging']).exactOptional(),
  contingencies: list(contingency),
  combination: record({
    initialFactor: factor(), maintenanceFactor: factor(), contingencies: oneOf(['inside', 'outside']),
    peg: record({ threshold: rate(), factor: amount() }).nullable(),
    minimumDelta: record({ net: rate(), hedged: rate() }).nullable(),
    minimumCharge: record({ futures: rate(), options: rate(), tiers: list(record({ from: amount(), multiple: factor() })) }).exactOptional(),
  }),
});

/** Letters of the name of an own model, at most. */
export const PRESET_NAME_LIMIT = 60;

export const scenarioPresetSchema = record({
  schema: z.literal(SCENARIO_PRESET, { error: expected(`"${SCENARIO_PRESET}"`) }),
  name: name('a name for this model').refine((own) => own.length <= PRESET_NAME_LIMIT, `is too long; expected at most ${PRESET_NAME_LIMIT} characters`).transform((own) => own.trim()),
  /** The shipped model that it came from, by id. */
  from: name('the id of a shipped model').exactOptional(),
  source: remark().exactOptional(),
  unsure: list(record({ field: name('a field of the model'), why: remark() })).default([]),
  model,
});

export type ScenarioPresetDocument = z.output<typeof scenarioPresetSchema>;
