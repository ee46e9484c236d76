import { bankruptcyQuote, integerMargin, type IntegerMarket, integerNotional, type IntegerPosition, integerRisk, isBelowMaintenance, settledQuote } from '#shared/engine/kernel/integerMargin.ts';
import { Decimal, ZERO } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, records } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

/** A case that names no resolution counts in 10⁻⁸, as bitcoin does. */
const position = (inputs: Inputs): IntegerPosition => ({ quantums: number(inputs, 'q'), market: market(inputs) });

const market = (inputs: Inputs): IntegerMarket => ({
  atomic: numberOr(inputs, 'atomic', new Decimal(-8)).toNumber(), price: number(inputs, 'price'), exponent: numberOr(inputs, 'exp', ZERO).toNumber(),
  initialPpm: numberOr(inputs, 'imPpm', ZERO), maintenancePpm: numberOr(inputs, 'mfPpm', ZERO),
  openInterest: numberOr(inputs, 'oi', null), lower: numberOr(inputs, 'lo', null), upper: numberOr(inputs, 'hi', null),
});

function account(inputs: Inputs): Figures {
  const [quote, held] = [number(inputs, 'quote'), records(inputs, 'perps').map(position)];
  const risk = integerRisk(quote, held);
  const figures: Figures = { nc: risk.netCollateral, im: risk.initial, mm: risk.maintenance, liquidatable: isBelowMaintenance(risk) };
  if (inputs['deltaQuantums'] === undefined) return figures;
  const target = held[number(inputs, 'target').toNumber()];
  if (target === undefined) throw new TypeError('input target is no index of perps');
  return { ...figures, bankruptcyQuoteQuantums: bankruptcyQuote(quote, held, target, number(inputs, 'deltaQuantums')) };
}

function funded(inputs: Inputs): Figures {
  const held = position(inputs);
  const quote = settledQuote(number(inputs, 'quote'), number(inputs, 'fundingIndexPerp'), number(inputs, 'fundingIndexPosition'), held.quantums);
  return { nc: quote.plus(integerNotional(held.market, held.quantums)) };
}

function dydx(inputs: Inputs): Figures {
  if (inputs['perps'] !== undefined) return account(inputs);
  if (inputs['fundingIndexPerp'] !== undefined) return funded(inputs);
  const { market: own, quantums } = position(inputs);
  const { initial, maintenance } = integerMargin(own, quantums);
  return { imr: initial, mmr: maintenance };
}

/** A chain that counts in integer quantums. */
export const dydxAdapters: readonly Adapter[] = [{ exchange: null, model: 'dydx_v4', run: dydx }];
