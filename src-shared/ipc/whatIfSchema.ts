import { z } from 'zod';
import type { WhatIfSpec } from './whatIf.ts';

/** The shape of what a what-if is asked for; what its fields say is judged where the changes are made. */

const typed = z.string().max(60);
const named = z.string().max(100);
const rowId = z.string().min(1).max(320);

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trade'), row: rowId.nullable(), symbol: named, contracts: typed, price: typed }),
  z.strictObject({ kind: z.literal('editPosition'), row: rowId, contracts: typed, entryPrice: typed, leverage: typed, isolatedMargin: typed }),
  z.strictObject({ kind: z.literal('closePosition'), row: rowId }),
  z.strictObject({ kind: z.literal('transfer'), asset: named, amount: typed }),
  z.strictObject({ kind: z.literal('editCollateral'), row: rowId, amount: typed, weight: typed }),
  z.strictObject({ kind: z.literal('removeCollateral'), row: rowId }),
  z.strictObject({ kind: z.literal('addOrder'), symbol: named, contracts: typed, price: typed, reduceOnly: z.boolean() }),
  z.strictObject({ kind: z.literal('editOrder'), row: rowId, contracts: typed, price: typed, reduceOnly: z.boolean() }),
  z.strictObject({ kind: z.literal('removeOrder'), row: rowId }),
  z.strictObject({ kind: z.literal('setPrice'), priceKind: z.enum(['mark', 'index']), key: named, value: typed }),
]);

/** Changes that one what-if may hold, and assets that may have a move of their own. */
const CHANGES_LIMIT = 200;
const MOVES_LIMIT = 200;

const spec = {
  changes: z.array(change).max(CHANGES_LIMIT).readonly(),
  shock: z.strictObject({ all: typed, assets: z.record(named, typed).refine((moves) => Object.keys(moves).length <= MOVES_LIMIT, 'too many moves') }),
};

export const whatIfSpec: z.ZodType<WhatIfSpec> = z.strictObject(spec);

/** Letters of a scenario's name, at most. */
export const NAME_LIMIT = 60;

/** A name for a scenario. */
export const scenarioName = z.string().trim().min(1).max(NAME_LIMIT);

const SCENARIO = 'plimsoll.scenario/1';

/** A scenario as a file. */
export const scenarioDocument = z.strictObject({ schema: z.literal(SCENARIO, `must be "${SCENARIO}"`), name: scenarioName, savedAt: z.iso.datetime('is no time such as 2026-11-25T12:00:00Z').exactOptional(), ...spec });
