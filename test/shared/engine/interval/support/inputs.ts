import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { Totals } from '#shared/engine/figures.ts';
import { openAccount } from '#shared/engine/step.ts';

/** One thing that an account may lack, the account without it, and the figures that may then be uncertain. */
export type Input = Readonly<{ name: string; without: ParsedPortfolio; touches: readonly (keyof Totals)[] }>;

const MAINTENANCE = ['maintenanceMargin', 'buffer', 'marginRatio'] as const;
const ORDERS = ['orderMargin', 'initialMargin', 'freeMargin', 'initialMarginRatio'] as const;
const WEIGHTED = ['adjustedEquity', 'buffer', 'freeMargin', 'marginRatio', 'initialMarginRatio'] as const;
const WORTH = ['equity', 'leverage', ...WEIGHTED] as const;
const POSITION = [...WORTH, ...MAINTENANCE, 'initialMargin', 'notional', 'unrealizedPnl', 'optionValue'] as const;

export const evaluated = ({ portfolio, prices }: ParsedPortfolio): AccountEvaluation => openAccount(portfolio, prices, [], null).engine.evaluate();

/** Every price, weight, schedule and fee of an account, each taken away alone. */
export function inputsOf(parsed: ParsedPortfolio): readonly Input[] {
  const { portfolio, prices } = parsed;
  const holding = new Set(portfolio.positions.map(({ symbol }) => symbol));
  const settling = new Set(portfolio.instruments.filter(({ symbol }) => holding.has(symbol)).map(({ settle }) => settle));
  const beside = new Set(portfolio.instruments.filter(({ symbol, kind }) => kind === 'option' && holding.has(symbol)).flatMap(({ base, quote }) => [base, quote]));
  const charged = portfolio.parameters.rules?.orderCharge === 'fill' ? new Set(portfolio.orders.filter(({ reduceOnly }) => !reduceOnly).map(({ symbol }) => symbol)) : new Set<string>();
  const charging = new Set(portfolio.instruments.filter(({ symbol }) => charged.has(symbol)).map(({ settle }) => settle));
  const owed = new Set(portfolio.collateral.filter(({ asset, amount }) => amount.startsWith('-') && Object.hasOwn(portfolio.parameters.liabilityWeights ?? {}, asset)).map(({ asset }) => asset));
  const without = (own: Partial<ParsedPortfolio['portfolio']>): ParsedPortfolio => ({ ...parsed, portfolio: { ...portfolio, ...own } });
  const unpriced = (kind: 'mark' | 'index', name: string): ParsedPortfolio => ({ ...parsed, prices: { ...prices, [kind]: new Map([...prices[kind]].filter(([other]) => other !== name)) } });
  const { takerFeeRate, ...rules } = portfolio.parameters.rules ?? {};
  return [
    ...[...prices.mark.keys()].map((symbol): Input => ({ name: `mark of ${symbol}`, without: unpriced('mark', symbol), touches: [...ORDERS, ...(holding.has(symbol) ? POSITION : [])] })),
    ...[...prices.index.keys()].map((asset): Input => ({ name: `index of ${asset}`, without: unpriced('index', asset), touches: [...WORTH, ...ORDERS, ...(settling.has(asset) ? POSITION : []), ...(owed.has(asset) || charging.has(asset) || beside.has(asset) ? MAINTENANCE : [])] })),
    ...portfolio.collateral.flatMap(({ weight: _weight, tiers: _tiers, ...line }, at): readonly Input[] => (line.asset === portfolio.valuationCurrency ? [] : [
      { name: `weight of ${line.asset}`, without: without({ collateral: portfolio.collateral.with(at, line) }), touches: WEIGHTED },
    ])),
    ...portfolio.instruments.map(({ tiers: _tiers, sizeLinear: _rates, ...rest }, at): Input => ({
      name: `tiers of ${rest.symbol}`, without: without({ instruments: portfolio.instruments.with(at, rest) }), touches: [...MAINTENANCE, ...ORDERS],
    })),
    ...(takerFeeRate === undefined ? [] : [{ name: 'taker fee', without: without({ parameters: { ...portfolio.parameters, rules } }), touches: [...MAINTENANCE, ...ORDERS, ...(charged.size > 0 ? WEIGHTED : [])] }]),
  ];
}
