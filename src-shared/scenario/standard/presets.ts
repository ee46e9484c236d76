import type { Confidence } from '../margin/scenarioPreset.ts';
import type { OptionStandardModel } from './optionStandard.ts';

/** A dated parameter set of standard option margin. */
export type OptionStandardPreset = Readonly<{ id: string; source: string; validFrom: string; confidence: Confidence; unsure: readonly Readonly<{ field: string; why: string }>[]; model: OptionStandardModel }>;

const PLAIN: OptionStandardModel = { underlying: 'index', moneyness: 'index', high: 0.15, low: 0.1, maintenance: 0.075, shareOfMark: 'puts', notBelowMaintenance: 'puts', lowPutWithMark: false, premium: 'mark', liquidationFee: 0, factor: 1 };

/** Out of the money by a share of the forward, all of it times the index. */
const OKX: OptionStandardModel = { ...PLAIN, moneyness: 'forward', notBelowMaintenance: 'none' };

const FACTOR = { field: 'factor', why: 'grows with the position tier, whose table is not shipped' } as const;

/** Standard option margin by venue. */
export const OPTION_STANDARD_PRESETS = {
  deribit: { id: 'deribit.options', source: 'Deribit help, standard margin of options', validFrom: '2022-01-01', confidence: 'secondary', unsure: [{ field: 'model', why: 'a size-dependent rule was announced on 2026-08-05 without its figures' }], model: { ...PLAIN, underlying: 'forward', moneyness: 'forward' } },
  okxBtc: { id: 'okx.options.btc', source: 'OKX help, option margin', validFrom: '2024-01-01', confidence: 'stated', unsure: [FACTOR], model: { ...OKX, maintenance: 0.03 } },
  okxEth: { id: 'okx.options.eth', source: 'OKX help, option margin', validFrom: '2024-01-01', confidence: 'stated', unsure: [FACTOR], model: { ...OKX, maintenance: 0.05 } },
  bybit: {
    id: 'bybit.options', source: 'Bybit help 000001546 and 000001735', validFrom: '2023-01-01', confidence: 'verified', unsure: [],
    model: { ...PLAIN, maintenance: 0.03, shareOfMark: 'both', notBelowMaintenance: 'both', premium: 'entryOrMark', liquidationFee: 0.002 },
  },
  bitcom: { id: 'bitcom.options', source: 'BIT.com help 9771460', validFrom: '2024-01-01', confidence: 'verified', unsure: [{ field: 'underlying', why: 'the page names a price of the underlying; that it is the forward of the expiry, as on Deribit, is assumed' }], model: { ...PLAIN, underlying: 'forward', moneyness: 'forward', shareOfMark: 'both', notBelowMaintenance: 'both' } },
  aevo: { id: 'aevo.options', source: 'Aevo docs, margin', validFrom: '2024-01-01', confidence: 'stated', unsure: [], model: { ...PLAIN, maintenance: 0.1, shareOfMark: 'none', notBelowMaintenance: 'both' } },
  gate: {
    id: 'gate.options', source: 'Gate help 28364', validFrom: '2024-01-01', confidence: 'stated', unsure: [{ field: 'maintenance', why: 'the page gives the shape of the rule only' }],
    model: { ...PLAIN, shareOfMark: 'none', notBelowMaintenance: 'none', lowPutWithMark: true },
  },
} as const satisfies Readonly<Record<string, OptionStandardPreset>>;
