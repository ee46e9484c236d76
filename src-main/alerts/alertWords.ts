import type { Evaluation } from '#shared/engine/evaluate.ts';
import type { Remedy } from '#shared/engine/remedy.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { stageReason } from '../hub/words.ts';

export type AlertText = Readonly<{ title: string; action: string }>;

const NAMES: Readonly<Record<Stage, string>> = { calm: 'Calm', watch: 'Watch', warning: 'Warning', danger: 'Danger', critical: 'Critical', liquidating: 'Liquidating' };

/** Grouped by thousands, with at most `decimals`. Decimal text is formatted exactly. */
const amount = (value: { toFixed: () => string }, decimals: number): string =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Intl formats decimal strings exactly; its type says so only as a template
  new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals }).format(value.toFixed() as `${number}`);

/** One sentence of fact and one of action, with the three numbers that help. */
export function stageAlertText(stage: Stage, evaluation: Evaluation, remedy: Remedy | null, currency: string): AlertText {
  const reason = stageReason(evaluation, stageOf(evaluation.stageInputs).test);
  return { title: `${NAMES[stage]}: ${reason === '' ? 'the stage was raised' : reason}`, action: remedy === null ? '' : remedySentence(remedy, currency) };
}

function remedySentence(remedy: Remedy, currency: string): string {
  const others = remedy.topUpByAsset.flatMap(({ asset, amount: units }) => (asset === currency || units === null ? [] : [`${amount(units, 6)} ${asset}`]));
  const topUp = `add ${amount(remedy.topUp, 2)} ${currency}${others.length === 0 ? '' : ` (or ${others.join(', or ')})`}`;
  const { reduce, clearingPrice } = remedy;
  const cut = reduce === null ? 'closing any single row is not enough'
    : `close ${amount(reduce.contracts, 8)} of ${reduce.symbol} (${amount(reduce.fraction.times(100).ceil(), 0)} % of it)`;
  const wait = clearingPrice === null ? 'no price of one asset alone clears it' : `it clears at ${clearingPrice.asset} ${amount(clearingPrice.price, 8)}`;
  return `To step down, ${topUp}, or ${cut}; ${wait}.`;
}

/** @param since wall-clock time of the last fresh price */
export function blindAlertText(since: EpochMs, key: string): AlertText {
  const time = new Date(since).toISOString().slice(11, 16);
  return {
    title: `Blind since ${time} UTC: no fresh price of ${key.slice(key.indexOf(':') + 1)}`,
    action: 'Figures stand at the last known prices while the account is at risk. Look at the venue itself, or reconnect from the feeds panel.',
  };
}
