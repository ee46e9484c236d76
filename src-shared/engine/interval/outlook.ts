import type { AccountEngine } from '../accountEngine.ts';
import type { StageInputs } from '../stage.ts';
import { type AtWorst, worstFrom } from './atWorst.ts';
import { type AccountInterval, intervalFrom } from './intervalOf.ts';
import { createModels } from './model.ts';
import type { Ages, IntervalOptions } from './reach.ts';

/** What old prices leave open: for the screen, and for the stage. */
export type Outlook = Readonly<{ interval: AccountInterval; worst: AtWorst }>;

/** `intervalOf` and `atWorst` at once, for the price of one. */
export function outlookOf(engine: AccountEngine, ages: Ages, options: IntervalOptions, point: StageInputs): Outlook {
  const models = createModels(engine, ages, options);
  return { interval: intervalFrom(engine, models), worst: worstFrom(engine, models, point) };
}
