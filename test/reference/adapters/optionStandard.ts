import { borrowMargin } from '#shared/engine/kernel/venueAccounts.ts';
import { openShare } from '#shared/scenario/pricing/settlement.ts';
import { buyToClose, buyToOpen, cappedFee, sellAsPosition, sellToClose, sellToOpen } from '#shared/scenario/standard/optionOrders.ts';
import { type OptionStandardModel, outOfMoney, shortOptionMargin, type StandardOption } from '#shared/scenario/standard/optionStandard.ts';
import { OPTION_STANDARD_PRESETS } from '#shared/scenario/standard/presets.ts';
import { marginalCharge, nakedCollateral, riskPartsRequirement, riskPartsTotal } from '#shared/scenario/standard/venueParts.ts';
import { Decimal } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf, pairsOf, percent } from '../floats.ts';
import { record, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;
const signOf = (inputs: Inputs): 1 | -1 => (text(inputs, 'type') === 'C' ? 1 : -1);
const floatOr = (inputs: Inputs, key: string, otherwise: number): number => (inputs[key] === undefined ? otherwise : floatOf(inputs, key));

const optionOf = (leg: Inputs, underlying: number): StandardOption =>
  ({ sign: signOf(leg), underlying, strike: floatOf(leg, 'strike'), mark: floatOf(leg, 'mark'), ...(leg['entry'] === undefined ? {} : { entry: floatOf(leg, 'entry') }) });

/** Rates of a case over those of the venue's parameter set. */
function modelOf(preset: OptionStandardModel, inputs: Inputs): OptionStandardModel {
  return {
    ...preset, high: floatOr(inputs, 'im_hi', preset.high), low: floatOr(inputs, 'im_lo', preset.low), maintenance: floatOr(inputs, inputs['mm'] === undefined ? 'mm_factor' : 'mm', preset.maintenance),
    liquidationFee: floatOr(inputs, 'liq_fee', preset.liquidationFee),
  };
}

function bybit(inputs: Inputs): Figures {
  const [index, model] = [floatOf(inputs, 'index'), modelOf(OPTION_STANDARD_PRESETS.bybit.model, inputs)];
  if (inputs['taker'] !== undefined) {
    // An order to sell: its price stands where a position has its mark.
    const price = floatOf(inputs, 'price');
    const option = { sign: signOf(inputs), underlying: index, strike: floatOf(inputs, 'strike'), mark: floatOr(inputs, 'mark', price) };
    const fee = cappedFee(index, price, { taker: floatOf(inputs, 'taker'), cap: floatOf(inputs, 'cap') });
    const size = Math.abs(floatOf(inputs, 'qty'));
    return { fee: figure(fee * size), position_im: figure(shortOptionMargin({ ...option, entry: price }, model).initial * size), order_im: figure(sellAsPosition(option, model, { price, fee }) * size) };
  }
  if (inputs['short'] === undefined) {
    const maintenance = shortOptionMargin(optionOf(inputs, index), model).maintenance * Math.max(0, -floatOf(inputs, 'size'));
    return { position_mm: figure(maintenance), account_mm_pct: percent(maintenance / floatOf(inputs, 'margin_balance')) };
  }
  const short = record(inputs, 'short');
  const found = shortOptionMargin(optionOf(short, index), model);
  const size = Math.abs(floatOf(short, 'qty'));
  return { short_mm: figure(found.maintenance * size), short_im: figure(found.initial * size), account_im: figure(found.initial * size) };
}

function bitcom(inputs: Inputs): Figures {
  const found = shortOptionMargin(optionOf(inputs, floatOf(inputs, 'underlying')), modelOf(OPTION_STANDARD_PRESETS.bitcom.model, inputs));
  const size = Math.abs(floatOf(inputs, 'size'));
  return { mm_unit: figure(found.maintenance), im_unit: figure(found.initial), pos_im: figure(found.initial * size), pos_mm: figure(found.maintenance * size) };
}

/** Which order it is shows in what the case gives: a minimum for opening a short, the margin of a position for closing one. */
function okx(inputs: Inputs): Figures {
  const multiplier = floatOf(inputs, 'multiplier');
  const order = { price: floatOf(inputs, 'order_price') * multiplier, fee: floatOf(inputs, inputs['fee'] === undefined ? 'fee_per_contract' : 'fee') };
  const each = inputs['min_open'] !== undefined ? sellToOpen(order, floatOf(inputs, 'position_margin'), floatOf(inputs, 'min_open') * multiplier)
    : inputs['position_margin'] !== undefined ? buyToClose(order, floatOf(inputs, 'position_margin'))
      : inputs['fee'] === undefined ? buyToOpen(order) : sellToClose(order);
  return { order_margin_btc: figure(each * floatOf(inputs, 'qty')) };
}

function gate(inputs: Inputs): Figures {
  const away = (key: string, sign: 1 | -1) => figure(outOfMoney({ sign, underlying: floatOf(record(inputs, key), 'u'), strike: floatOf(record(inputs, key), 'k') }));
  return { premium: figure(floatOf(inputs, 'price') * floatOf(inputs, 'qty') * floatOf(inputs, 'multiplier')), otm_call: away('call', 1), otm_put: away('put', -1) };
}

function loans(inputs: Inputs): Figures {
  const amounts = record(inputs, 'loans');
  const rate = new Decimal(floatOf(inputs, Object.keys(inputs).find((key) => key.startsWith('mmr')) ?? 'mmr'));
  return Object.fromEntries(Object.keys(amounts).map((coin) => [coin, borrowMargin(new Decimal(floatOf(amounts, coin)).neg(), rate)]));
}

const depeg = (inputs: Inputs): Figures => ({ mr9_usd: figure(marginalCharge(floatOf(inputs, 'hedged_usd'), pairsOf(inputs, 'tiers'))) });

/** One unit; what borrowing asks, where it is given, stands beside it. */
function aggregate(inputs: Inputs): Figures {
  const of = (key: string): number => floatOf(inputs, key);
  const unit = { spotShock: of('MR1'), thetaDecay: of('MR2'), vegaTerm: of('MR3'), basis: of('MR4'), interest: of('MR5'), extreme: of('MR6'), minimumCharge: of('MR7'), depeg: of('MR9') };
  const { maintenance, initial } = riskPartsTotal([unit], inputs['MR8'] === undefined ? [] : [{ debt: of('MR8'), rate: 1 }]);
  return { core: figure(riskPartsRequirement(unit).core), mmr: figure(maintenance), imr: figure(initial) };
}

/** Option margin of single venues, and parts of their account rules. */
export const optionStandardAdapters: readonly Adapter[] = [
  { exchange: null, model: 'bybit.option.cross', run: bybit },
  { exchange: null, model: 'bitcom.option.standard', run: bitcom },
  { exchange: null, model: 'okx.option.standard', run: okx },
  { exchange: null, model: 'gate.option.standard', run: gate },
  { exchange: null, model: 'deribit.settlement', run: (inputs) => ({ delta: figure(floatOf(inputs, 'delta') * openShare({ length: floatOf(inputs, 'window'), elapsed: floatOf(inputs, 'minutes_in') })) }) },
  { exchange: null, model: 'binance.pm', run: loans },
  { exchange: null, model: 'okx.pm.mr9', run: depeg },
  { exchange: null, model: 'okx.pm', run: aggregate },
  {
    exchange: null, model: 'opyn.naked',
    run: (inputs) => {
      const { amount, money } = nakedCollateral(signOf(inputs), floatOf(inputs, 'strike'), floatOf(inputs, 'spot'), floatOf(inputs, 'spot_shock'), floatOf(inputs, 'upper_bound'));
      return { [money === 'coin' ? 'required_coin' : 'required_usd']: figure(amount * Math.abs(floatOf(inputs, 'qty'))) };
    },
  },
];
