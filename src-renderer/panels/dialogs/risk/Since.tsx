import { useCallback, useState } from 'react';
import type { ExplainView, SinceView } from '#shared/ipc/explainView.ts';
import { useCommands } from '../../../state/screen.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { ageText, sinceText, spanText } from '../../../ui/time.ts';
import { SinceTable } from './SinceTable.tsx';
import './since.css';

const NONE_WORDS = { whatIf: 'A what-if has no past: the account that it was made of is explained in its own window.', notYet: 'Nothing to compare with yet: the baseline is taken as soon as no drill moves the prices.' } as const;

/** Prices of a baseline that are older than this then are told of. */
const OLD_MS = 60_000;

/** Why the account is worth more or less than at its baseline. */
export function Since({ accountId }: Readonly<{ accountId: string }>) {
  const commands = useCommands();
  const [taken, setTaken] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  // A baseline that was taken anew is asked about at once.
  const answer = useRepeated(useCallback(() => { void taken; return commands.explain(accountId); }, [commands, accountId, taken]));
  const takeAnew = async (): Promise<void> => {
    const outcome = await commands.explainAnew(accountId);
    setFault(outcome.done ? null : outcome.message);
    setTaken((before) => before + 1);
  };
  const { value } = answer;
  const told = fault ?? answer.fault;
  return (
    <section aria-label="Since the baseline" data-testid="since">
      {value === null ? <h3>Since</h3> : <Head view={value} onTake={() => void takeAnew()} />}
      {told !== null && <p className="insight-fault" role="alert">{displayText(told)}</p>}
      {value === null && told === null && <p className="faint" aria-busy="true">Computing…</p>}
      {value?.drill === true && <p className="insight-hint unknown-words">A drill moves the prices: what it did is in the figures below.</p>}
      {value?.since === null && <p className="insight-hint faint">{NONE_WORDS[value.none]}</p>}
      {value !== null && value.since !== null && <Answer since={value.since} unit={value.valuationCurrency} />}
    </section>
  );
}

function Head({ view: { asOf, since, valuationCurrency: unit, drill }, onTake }: Readonly<{ view: ExplainView; onTake: () => void }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <div className="since-head">
      <h3>
        Since {since === null ? 'the baseline' : `${sinceText(since.at, asOf)} UTC`}
        {since !== null && <span className="faint"> <span data-testid="since-age">{spanText(asOf - since.at)} ago</span> · from <Amount value={since.before} {...amount} /> to <Amount value={since.after} {...amount} testId="since-after" /> {displayText(unit, 16)}, options at their value</span>}
      </h3>
      {since !== null && <Button onClick={onTake} title="Explain from the account as it is now on" disabled={drill}>From now</Button>}
    </div>
  );
}

function Answer({ since, unit }: Readonly<{ since: SinceView; unit: string }>) {
  const { lacking, assumed, changed, unexplained, pricesAge } = since;
  const amount = { decimals: moneyDecimals(unit), unit, signed: true };
  return (
    <>
      <SinceTable since={since} unit={unit} />
      {changed.length > 0 && <p className="insight-hint" data-testid="since-unexplained">Of it <Amount value={unexplained} {...amount} /> {displayText(unit, 16)} is not explained.</p>}
      {pricesAge !== null && pricesAge > OLD_MS && <p className="insight-hint unknown-words" data-testid="since-old">Prices of the baseline were up to {ageText(pricesAge)} old then: what they moved in that time is in the figures.</p>}
      {lacking.length > 0 && <p className="insight-hint unknown-words">Left out on both sides, without {displayText(lacking.join('; '), 400)}.</p>}
      {assumed.length > 0 && <p className="insight-hint faint">{displayText(assumed.join('; '), 300)}.</p>}
    </>
  );
}
