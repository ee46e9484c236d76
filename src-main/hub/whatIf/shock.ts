import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { jointShock, type Shock, shockedPrices } from '#shared/engine/contribution/shock.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { Fault } from '#shared/domain/failure.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { Decimal, type DecimalText, isPriceText, toText, ZERO } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { PriceKey } from '../priceBoard.ts';
import { percent } from './typed.ts';

/** Decimals of a price that moved: as many as a document takes. */
const PLACES = 24;

/** The moves that a what-if asks for by asset, as fractions; null when it asks for none. */
function movesOf({ shock: { all, assets } }: WhatIfSpec, engine: AccountEngine): Result<Shock | null, Fault> {
  const joint = percent(all, { field: 'all', name: 'The move of all assets' });
  if (!joint.ok) return err({ path: `shock.${joint.error.field}`, message: joint.error.message });
  const moves = new Map(jointShock(engine.book, joint.value ?? ZERO));
  let asked = joint.value !== null;
  for (const [asset, text] of Object.entries(assets)) {
    const own = percent(text, { field: `assets.${asset}`, name: `The move of ${asset}` });
    if (!own.ok) return err({ path: `shock.${own.error.field}`, message: own.error.message });
    if (own.value === null) continue;
    asked = true;
    moves.set(asset, own.value);
  }
  const gone = [...moves].find(([, move]) => move.lte(-1));
  if (gone !== undefined) return err({ path: 'shock.all', message: `The move of all assets takes ${gone[0]} down by ${toText(gone[1].abs().times(100))} %, by its beta; expected one that leaves every price above 0.` });
  return ok(asked ? moves : null);
}

/** Every price of an engine that the moves of a what-if change, with what it becomes; empty without moves. */
export function movedPrices(spec: WhatIfSpec, engine: AccountEngine, paths: OptionPaths): Result<ReadonlyMap<PriceKey, DecimalText>, Fault> {
  const moves = movesOf(spec, engine);
  if (!moves.ok) return moves;
  if (moves.value === null) return ok(new Map());
  const before = engine.prices();
  const shocked = shockedPrices(engine.book, before, moves.value, paths);
  if (shocked.status === 'unknown') return err({ path: 'shock.all', message: `These moves leave no known ${shocked.missing}; expected smaller ones.` });
  const moved = new Map<PriceKey, DecimalText>();
  for (const kind of ['mark', 'index'] as const) {
    for (const [name, price] of shocked.prices[kind]) {
      if (before[kind].get(name)?.eq(price) === true) continue;
      const text = toText(new Decimal(price).toDecimalPlaces(PLACES));
      if (!isPriceText(text)) return err({ path: 'shock.all', message: `These moves take the price of ${name} out of what can be computed; expected smaller ones.` });
      moved.set(`${kind}:${name}`, text);
    }
  }
  return ok(moved);
}
