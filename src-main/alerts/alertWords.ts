import type { Remedy } from '#shared/engine/remedy.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { PriceKey } from '../hub/priceBoard.ts';
import { nameOf } from '../hub/priceKeys.ts';
import { type Judged, stageReason } from '../hub/words.ts';

export type AlertText = Readonly<{ title: string; action: string }>;

const NAMES: Readonly<Record<Stage, string>> = { calm: 'Calm', watch: 'Watch', warning: 'Warning', danger: 'Danger', critical: 'Critical', liquidating: 'Liquidating' };

type Shown = Readonly<{ toFixed: () => string }>;

/** Grouped by thousands. Decimal text is formatted exactly. */
const format = (value: Shown, options: Intl.NumberFormatOptions): string =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Intl formats decimal strings exactly; its type says so only as a template
  new Intl.NumberFormat('en-US', options).format(value.toFixed() as `${number}`);

const amount = (value: Shown, decimals: number): string => format(value, { maximumFractionDigits: decimals });
const money = (value: Shown): string => format(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** What must be added: never shown as less than it is. */
const units = (value: Shown): string => format(value, { maximumSignificantDigits: 5, roundingMode: 'ceil' });

/** One sentence of fact and one of action, with the three numbers that help. */
export function stageAlertText(stage: Stage, evaluation: Judged & Readonly<{ missing?: readonly unknown[] }>, remedy: Remedy | null, currency: string): AlertText {
  const reason = stageReason(evaluation, stageOf(evaluation.stageInputs).test);
  return { title: `${NAMES[stage]}: ${reason === '' ? 'the stage was raised' : reason}`, action: remedy === null ? '' : `${(evaluation.missing ?? []).length > 0 ? 'By what is known of the account: ' : ''}${remedySentence(remedy, currency)}` };
}

function remedySentence({ topUp, topUpByAsset, reduce, clearingPrice, optionsApart }: Remedy, currency: string): string {
  const own = topUp === null ? [] : [`${money(topUp)} ${currency}`];
  const others = topUpByAsset.flatMap(({ asset, amount: needed }) => (asset === currency || needed === null ? [] : [`${units(needed)} ${asset}`]));
  const [first, ...rest] = [...own, ...others];
  const add = first === undefined ? [] : [`add ${first}${rest.length === 0 ? '' : ` (or ${rest.join(', or ')})`}`];
  const close = reduce === null ? [] : [`close ${amount(reduce.contracts, 8)} of ${reduce.symbol} (${amount(reduce.fraction.times(100).ceil(), 0)} % of it)`];
  const act = [...add, ...close].join(', or ');
  const row = optionsApart ? 'row but an option' : 'row';
  return [
    ...(act === '' ? [`No top-up and no single ${row} is enough to step down`] : [`To step down, ${act}`]),
    ...(reduce === null && act !== '' ? [`closing any single ${row} is not enough`] : []),
    clearingPrice === null ? (optionsApart ? 'at which price it clears is not known, as options are short' : 'no price of one asset alone clears it') : `it clears at ${clearingPrice.asset} ${amount(clearingPrice.price, 8)}`,
  ].join('; ').concat('.');
}

/**
 * @param since when the price last spoke, or when that was first missed
 * @param at      now; a day other than today is named
 * @param planned the venue's own words for a restart; null when it gave none
 */
export function blindAlertText(since: EpochMs, at: EpochMs, key: PriceKey, planned: string | null = null): AlertText {
  const [day, time] = [isoDay(since), new Date(since).toISOString().slice(11, 16)];
  return {
    title: `Blind since ${day === isoDay(at) ? '' : `${day} `}${time} UTC: no fresh price of ${nameOf(key)}`,
    action: planned === null
      ? 'Figures stand at the last known prices while the account is at risk. Look at the venue itself, or reconnect from the feeds panel.'
      : `The venue restarts as planned (${planned}). Figures stand at the last known prices until it is back; Plimsoll connects again by itself.`,
  };
}

const isoDay = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

export function expiredAlertText(symbol: string): AlertText {
  return {
    title: `${symbol} expired: settle or remove`,
    action: 'It still counts in every figure at its last known mark. Open the portfolio again without it, or remove the account.',
  };
}
