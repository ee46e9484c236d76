import { marginPerValue, type MovingPosition, proRataPrice } from '#shared/engine/kernel/adverseMove.ts';
import { collateralOf, convertedFor, progressiveWeight, venueRatio } from '#shared/engine/kernel/account.ts';
import { borrowMargin, integerPosition, netOfExpiry, restated, riskRate, segregatedAccount, sumOf, unifiedRates } from '#shared/engine/kernel/venueAccounts.ts';
import { stepOf, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import { Decimal, ONE, ZERO } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, record, records, sideOf, table, text } from '../inputs.ts';
import { legOf, stepsOf } from '../positions.ts';

type Figures = Readonly<Record<string, Figure>>;

const weightSteps = (inputs: Inputs, key: string) => table(inputs, key).map(([from, to, weight]) => ({ from: from ?? ZERO, to: to ?? null, weight: weight ?? ZERO }));

function unified(inputs: Inputs): Figures {
  const wallet = numberOr(inputs, 'walletBalanceUsd', null) ?? numberOr(inputs, 'totalWalletBalance', null);
  const balance = wallet === null ? number(inputs, 'totalMarginBalance') : wallet.plus(numberOr(inputs, 'perpUpl', null) ?? number(inputs, 'totalPerpUPL'));
  const { initialRate, maintenanceRate, available } = unifiedRates(
    balance, number(inputs, 'totalInitialMargin'), number(inputs, 'totalMaintenanceMargin'), numberOr(inputs, 'haircutLoss', ZERO), numberOr(inputs, 'orderLoss', ZERO),
  );
  return { marginBalance: balance, totalMarginBalance: balance, accountIMRate: initialRate, accountMMRate: maintenanceRate, totalAvailableBalance: available };
}

function segregated(inputs: Inputs): Figures {
  return segregatedAccount(number(inputs, 'balance'), number(inputs, 'futuresSessionUpl').plus(number(inputs, 'futuresSessionRpl')), number(inputs, 'optionsValue'), number(inputs, 'initialMargin'));
}

function crossCollateral(inputs: Inputs): Figures {
  const index = number(inputs, 'impliedIndexUsd');
  const [balance, initial, maintenance] = [number(inputs, 'totalMarginBalanceUsd'), number(inputs, 'totalInitialMarginUsd'), number(inputs, 'totalMaintenanceMarginUsd')];
  return { availableFunds: restated(balance.minus(initial), index), initialMargin: restated(initial, index), maintenanceMargin: restated(maintenance, index) };
}

function krakenEquity(inputs: Inputs): Figures {
  const { adjusted } = collateralOf(records(inputs, 'balances').map((line) => ({ amount: number(line, 'qty'), index: number(line, 'usdRate'), weight: ONE.minus(number(line, 'haircut')) })));
  return { collateralValue: adjusted, marginEquity: adjusted.plus(number(inputs, 'unrealizedPnlAsMargin')) };
}

function kucoinRate(inputs: Inputs): Figures {
  const fee = number(inputs, 'takerFeeRate');
  const valued = (lines: readonly Inputs[], price: string) => lines.map((line) => ({ value: number(line, 'contracts').times(number(line, 'multiplier')).times(number(line, price)), rate: number(line, 'mmr') }));
  const [held, ordered] = [valued(records(inputs, 'positions'), 'mark'), valued(records(inputs, 'openOrders'), 'price')];
  const all = [...held, ...ordered];
  const opening = sumOf(ordered.map(({ value }) => value.times(fee)));
  return { riskRate: riskRate(sumOf(all.map(({ value, rate }) => value.times(rate))), sumOf(all.map(({ value }) => value.times(fee))), number(inputs, 'totalMargin'), opening) };
}

/** All positions move against the account at once, each by the same share of its value. */
function kucoinProRata(inputs: Inputs, other: (id: string) => Inputs): Figures {
  const account = inputs['sameAccountAs'] === undefined ? inputs : other(text(inputs, 'sameAccountAs'));
  const fee = number(account, 'takerFeeRate');
  const positions = records(account, 'positions').map((position): MovingPosition & Readonly<{ symbol: string }> =>
    ({ symbol: text(position, 'symbol'), leg: legOf(position), mark: number(position, 'mark'), closing: number(position, 'mmr').plus(fee) }));
  const share = marginPerValue(positions, number(account, 'totalMargin'));
  return { marginPerValue: share, ...Object.fromEntries(positions.map((position) => [`liquidationPrice${position.symbol.replace(/USDT?M?$/, '')}`, share === null ? null : proRataPrice(position, share)])) };
}

function bitmex(inputs: Inputs): Figures {
  const [position] = records(inputs, 'positions');
  if (position === undefined) throw new TypeError('input positions is empty');
  const rates = { initial: number(position, 'initMarginReq'), maintenance: number(position, 'maintMarginReq'), fee: number(position, 'commission') };
  const found = integerPosition(number(position, 'qty').times(sideOf(position)), number(position, 'entry'), number(position, 'mark'), rates, new Decimal('1e8'));
  return { posCost: found.cost, posInit: found.initial, posComm: found.fee, posMargin: found.margin, posMaint: found.maintenance, markValue: found.value, unrealizedPnl: found.profit };
}

/** A negative coin wallet is a borrow; what it adds to the maintenance margin per unit. */
const CROSSEX_BORROW_RATE = ONE.div(10);

function crossExchange(inputs: Inputs): Figures {
  const assets = records(inputs, 'assets');
  const balance = sumOf(assets.map((asset) => number(asset, 'balance').plus(number(asset, 'upnl'))));
  const maintenance = sumOf(assets.flatMap((asset) => [number(asset, 'mm'), borrowMargin(number(asset, 'balance'), CROSSEX_BORROW_RATE)]));
  return { marginBalance: balance, maintenanceMargin: maintenance, initialMarginRate: venueRatio(number(inputs, 'initialMargin'), balance), maintenanceMarginRate: venueRatio(maintenance, balance) };
}

function largerLeg(inputs: Inputs): Figures {
  const steps = stepsOf(table(inputs, 'tiers'));
  const larger = Decimal.max(...records(inputs, 'positions').map((leg) => number(leg, 'notional')));
  const step = stepOf(steps, larger);
  return { mmrUsedTier: step === null ? null : new Decimal(steps.indexOf(step) + 1), maintenanceMarginLargerLeg: tieredRequirement(steps, larger) };
}

/** Every list of the inputs is an expiry: [long, short]. */
function netPerExpiry(inputs: Inputs): Figures {
  return Object.fromEntries(Object.entries(inputs).filter(([, row]) => Array.isArray(row)).map(([expiry, row]) => {
    const [long, short] = table({ rows: [row] }, 'rows')[0] ?? [];
    return [`net${expiry.charAt(0).toUpperCase()}${expiry.slice(1)}`, netOfExpiry(long ?? ZERO, short ?? ZERO)];
  }));
}

function currencyEquity(inputs: Inputs): Figures {
  const positions = records(inputs, 'positions');
  return Object.fromEntries(Object.keys(record(inputs, 'balances')).map((asset) => [
    `equity${asset}`, sumOf([number(record(inputs, 'balances'), asset), ...positions.filter((position) => position['settle'] === asset).map((position) => number(position, 'uPnL'))]),
  ]));
}

/** Figures of whole accounts, collateral and integers. */
export const accountAdapters: readonly Adapter[] = [
  { exchange: 'bybit', model: 'uta-account', run: unified },
  {
    exchange: 'bybit', model: 'collateral-haircut',
    run: (inputs) => ({ collateralCoins: sumOf(Object.keys(record(inputs, 'balances')).map((coin) => progressiveWeight(number(record(inputs, 'balances'), coin), weightSteps(inputs, `tiers${coin}`)))) }),
  },
  { exchange: 'okx', model: 'collateral-haircut', run: (inputs) => ({ adjustedUsd: progressiveWeight(number(inputs, 'usdValue'), weightSteps(inputs, 'tiersUsd')) }) },
  { exchange: 'okx', model: 'multi-ccy-cross', run: currencyEquity },
  { exchange: 'deribit', model: 'segregated-standard-account', run: segregated },
  { exchange: 'deribit', model: 'cross-collateral-account', run: crossCollateral },
  { exchange: 'kraken', model: 'multi-collateral', run: krakenEquity },
  { exchange: 'kucoin', model: 'linear-cross', run: kucoinRate },
  { exchange: 'kucoin', model: 'linear-cross-amr', run: kucoinProRata },
  { exchange: 'bitmex', model: 'inverse-cross', run: bitmex },
  { exchange: 'gate-crossex', model: 'cross-exchange-account', run: crossExchange },
  { exchange: 'gate', model: 'linear-cross-hedge', run: largerLeg },
  { exchange: 'htx', model: 'linear-cross-hedge', run: netPerExpiry },
  {
    exchange: 'binance', model: 'collateral-haircut',
    run: (inputs) => Object.fromEntries(records(inputs, 'assets').map((asset) => [`collateral${text(asset, 'asset')}`, collateralOf([{ amount: number(asset, 'usdValue'), index: ONE, weight: number(asset, 'collateralRatio') }]).adjusted])),
  },
  { exchange: 'binance', model: 'collateral-auto-exchange', run: (inputs) => ({ assetConvertedUsd: convertedFor(number(inputs, 'negativeBalance'), number(inputs, 'conversionFactor')) }) },
  { exchange: 'binance', model: 'portfolio-margin', run: (inputs) => ({ uniMMR: venueRatio(number(inputs, 'accountEquity'), number(inputs, 'accountMaintMargin')) }) },
  {
    exchange: 'binance', model: 'usdm-cross-account',
    run: (inputs) => {
      const balance = number(inputs, 'totalWalletBalance').plus(number(inputs, 'totalUnrealizedProfit'));
      const maintenance = number(inputs, 'totalMaintMargin');
      return { marginBalance: balance, marginRatio: venueRatio(maintenance, balance), imToMm: venueRatio(number(inputs, 'totalInitialMargin'), maintenance) };
    },
  },
];
