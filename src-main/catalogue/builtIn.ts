import binanceCoinm from './built-in/binance-coinm.json' with { type: 'json' };
import binanceUsdm from './built-in/binance-usdm.json' with { type: 'json' };
import bitmex from './built-in/bitmex.json' with { type: 'json' };
import bybit from './built-in/bybit.json' with { type: 'json' };
import coinbase from './built-in/coinbase.json' with { type: 'json' };
import deribit from './built-in/deribit.json' with { type: 'json' };
import dydx from './built-in/dydx.json' with { type: 'json' };
import gate from './built-in/gate.json' with { type: 'json' };
import kraken from './built-in/kraken.json' with { type: 'json' };
import okx from './built-in/okx.json' with { type: 'json' };
import { type BuiltInList, decodeBuiltIn } from './codec.ts';

const FILES: readonly unknown[] = [binanceUsdm, binanceCoinm, bybit, okx, deribit, kraken, bitmex, gate, dydx, coinbase];

let lists: readonly BuiltInList[] | null = null;

/** The lists that come with the program, newest first for each venue; read when they are first asked for. */
export const builtInLists = (): readonly BuiltInList[] => (lists ??= FILES.flatMap(decodeBuiltIn));
