import { DERIBIT_PRESETS } from './deribit.ts';
import { DERIVE_PRESETS } from './derive.ts';
import { PARADEX_PRESETS } from './paradex.ts';
import type { ScenarioPreset } from './preset.ts';

/** Every scenario model that ships. */
export const SCENARIO_PRESETS: readonly ScenarioPreset[] = [...DERIVE_PRESETS, ...DERIBIT_PRESETS, ...PARADEX_PRESETS];
