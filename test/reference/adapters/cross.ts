import { collateralOf, countedAmount, isLiquidated, venueRatio } from '#shared/engine/kernel/account.ts';
import { assumingPrice, type CrossPosition, crossSums, groupLiquidation, orderCost } from '#shared/engine/kernel/crossPool.ts';
import { isAboveLastTier, rateAtMaxLeverage } from '#shared/engine/kernel/requirement.ts';
import { Decimal, ONE, ZERO } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, record, records, sideOf, table, text } from '../inputs.ts';
import { capOf, legOf, oneStep, priceOrNull, stepsOf, tiered } from '../positions.ts';

type Figures = Readonly<Record<string, Figure>>;

/** The schedule of a position: its own table, the account's, one rate, or none that is known. */
function requirementOf(position: Inputs, inputs: Inputs, closingFee: Decimal) {
  const holder = [position, inputs].find((one) => one['tiers'] !== undefined);
  if (holder !== undefined || inputs['tiersAllSymbols'] !== undefined) {
    const rows = holder === undefined ? table(inputs, 'tiersAllSymbols') : table(holder, 'tiers');
    return tiered(stepsOf(rows), { closingFee, cap: capOf(rows) });
  }
  const rated = [position, inputs].find((one) => one['mmr'] !== undefined);
  if (rated !== undefined) return tiered(oneStep(rated), { closingFee });
  const widest = numberOr(position, 'maxLeverage', null) ?? numberOr(inputs, 'maxLeverage', null);
  return tiered([{ floor: ZERO, rate: widest === null ? ZERO : rateAtMaxLeverage(widest), amount: ZERO }], { closingFee });
}

export function crossPositions(inputs: Inputs, contractSize: Decimal = ONE): readonly CrossPosition[] {
  return records(inputs, 'positions').map((position) => ({
    group: typeof position['symbol'] === 'string' ? position['symbol'] : '', leg: legOf(position, contractSize), mark: number(position, 'mark'),
    requirement: requirementOf(position, inputs, numberOr(inputs, 'takerFeeRate', ZERO)), leverage: numberOr(position, 'leverage', null) ?? numberOr(inputs, 'leverage', null),
  }));
}

/** Other positions may come as their sums alone. */
function walletOf(inputs: Inputs): Decimal {
  const wallet = numberOr(inputs, 'walletBalance', null) ?? numberOr(inputs, 'effectiveWallet', ZERO);
  if (inputs['otherPositions'] === undefined) return wallet;
  const others = record(inputs, 'otherPositions');
  return wallet.minus(number(others, 'TMM1')).plus(number(others, 'UPNL1'));
}

function usdm(inputs: Inputs): Figures {
  const positions = crossPositions(inputs);
  const wallet = walletOf(inputs);
  const sums = crossSums(positions);
  const equity = wallet.plus(sums.profit);
  const target = typeof inputs['target'] === 'string' ? inputs['target'] : positions[0]?.group;
  const others = crossSums(positions.filter(({ group }) => group !== target));
  const known: Figures = { equity, equityExOthers: equity, initialMargin: sums.initial, notional: sums.notional, unrealizedPnl: sums.profit, availableBalance: equity.minus(sums.initial) };
  if (positions.some(({ leg, requirement, mark }) => isAboveLastTier(leg, requirement, mark))) return { ...known, maintenanceMargin: null, marginRatio: null, liquidationPrice: null };
  const ratio = venueRatio(sums.maintenance, equity);
  const each = Object.fromEntries([...new Set(positions.map(({ group }) => group))].map((group) => [`liquidationPrice${group.replace(/USDT$/, '')}`, priceOrNull(groupLiquidation(positions, wallet, group))]));
  return {
    ...known, ...each, liquidationPrice: target === undefined ? null : priceOrNull(groupLiquidation(positions, wallet, target)),
    maintenanceMargin: sums.maintenance, marginRatio: ratio, marginRatioRaw: ratio, liquidated: isLiquidated(sums.maintenance, equity), TMM1: others.maintenance, UPNL1: others.profit,
  };
}

function stress(inputs: Inputs, other: (id: string) => Inputs): Figures {
  const base = other(text(inputs, 'base'));
  const shocks = record(inputs, 'shock');
  const positions = records(base, 'positions').map((position) => ({ ...position, mark: number(position, 'mark').times(number(shocks, text(position, 'symbol')).plus(1)).toFixed() }));
  return usdm({ ...base, positions });
}

function coinm(inputs: Inputs): Figures {
  const positions = crossPositions(inputs, numberOr(inputs, 'contractSize', ONE));
  const wallet = walletOf(inputs);
  const sums = crossSums(positions);
  return {
    equityCoin: wallet.plus(sums.profit), maintenanceMarginCoin: sums.maintenance, maintenanceMargin: sums.maintenance, unrealizedPnl: sums.profit, notional: sums.notional, initialMargin: sums.initial,
    liquidationPrice: priceOrNull(groupLiquidation(positions, wallet, positions[0]?.group ?? '')),
  };
}

/** Account value and profit are given together: what the wallet is, is worked back from them. */
function accountValue(key: string) {
  return (inputs: Inputs): Figures => {
    const positions = crossPositions(inputs);
    const sums = crossSums(positions);
    const equity = number(inputs, key);
    const wallet = equity.minus(sums.profit).minus(numberOr(inputs, 'otherMaintenance', ZERO));
    return {
      liquidationPrice: priceOrNull(groupLiquidation(positions, wallet, positions[0]?.group ?? '')), notional: sums.notional, unrealizedPnl: sums.profit, maintenanceMargin: sums.maintenance,
    };
  };
}

function multiCollateral(inputs: Inputs): Figures {
  const balances = records(inputs, 'balances').map((line) => ({ asset: text(line, 'asset'), amount: number(line, 'qty'), index: number(line, 'index'), weight: number(line, 'ratio') }));
  const { value, adjusted } = collateralOf(balances);
  const sums: Figures = { equityUsd: value, collateralUsd: adjusted, haircutUsd: value.minus(adjusted) };
  if (inputs['positions'] === undefined) return sums;
  const positions = crossPositions(inputs);
  const base = positions[0]?.group.replace(/USDT$/, '') ?? '';
  const moving = balances.filter(({ asset }) => asset === base).reduce<Decimal>((sum, line) => sum.plus(countedAmount(line)), ZERO);
  const still = collateralOf(balances.filter(({ asset }) => asset !== base)).adjusted;
  const group = positions[0]?.group ?? '';
  return {
    ...sums, equityAtMark: adjusted.plus(crossSums(positions).profit), liquidationPrice: priceOrNull(groupLiquidation(positions, still, group, moving)),
    liquidationPriceCollateralHeldFixed: priceOrNull(groupLiquidation(positions, adjusted, group)),
  };
}

function genericCross(inputs: Inputs): Figures {
  return inputs['walletBalance'] === undefined ? accountValue('equity')(inputs) : usdm(inputs);
}

function order(inputs: Inputs): Figures {
  const [side, quantity, price, mark] = [sideOf(inputs), number(inputs, 'qty'), number(inputs, 'orderPrice'), number(inputs, 'mark')];
  const leverage = number(inputs, 'leverage');
  if (inputs['last'] === undefined) {
    const { initialMargin, openLoss } = orderCost(side, quantity, price, mark, leverage);
    return { initialMargin, openLoss, cost: initialMargin.plus(openLoss) };
  }
  const assumed = assumingPrice(side, price, mark, number(inputs, 'last'), new Decimal('0.0015'));
  return { assumingPrice: assumed, initialMargin: orderCost(side, quantity, assumed, mark, leverage).initialMargin };
}

/** Positions that share a pool. */
export const crossAdapters: readonly Adapter[] = [
  { exchange: 'binance', model: 'usdm-cross', run: usdm },
  { exchange: 'binance', model: 'usdm-cross-hedge', run: usdm },
  { exchange: 'binance', model: 'usdm-isolated-aggregate', run: usdm },
  { exchange: 'binance', model: 'usdm-cross-stress', run: stress },
  { exchange: 'binance', model: 'coinm', run: coinm },
  { exchange: 'binance', model: 'coinm-cross', run: coinm },
  { exchange: 'binance', model: 'order-cost', run: order },
  { exchange: 'binance-like', model: 'order-cost', run: order },
  { exchange: 'generic', model: 'linear-cross', run: genericCross },
  { exchange: 'generic', model: 'multi-collateral', run: multiCollateral },
  { exchange: 'hyperliquid', model: 'linear-account-value', run: accountValue('accountValue') },
  { exchange: 'gate', model: 'linear-cross', run: accountValue('crossMargin') },
];
