import { BYBIT_PRESETS } from './bybit.ts';
import { DEDERI_PRESETS } from './dederi.ts';
import { DERIBIT_PRESETS } from './deribit.ts';
import { DERIVE_PRESETS } from './derive.ts';
import { GENERIC_PRESETS } from './generic.ts';
import { OKX_PRESETS } from './okx.ts';
import { PARADEX_PRESETS } from './paradex.ts';
import type { ScenarioPreset } from './preset.ts';

/** Every scenario model that ships. */
export const SCENARIO_PRESETS: readonly ScenarioPreset[] = [...DERIVE_PRESETS, ...DERIBIT_PRESETS, ...OKX_PRESETS, ...BYBIT_PRESETS, ...PARADEX_PRESETS, ...DEDERI_PRESETS, ...GENERIC_PRESETS];

/** @throws RangeError when none of that id ships */
export function shippedPreset(id: string): ScenarioPreset {
  const found = SCENARIO_PRESETS.find((own) => own.id === id);
  if (found === undefined) throw new RangeError(`no scenario model ${id} ships`);
  return found;
}
