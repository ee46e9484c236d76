import type { RuleVerdict } from '#shared/ipc/rule.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { displayText, sentenceText } from '../../../ui/text.ts';

const words = (met: boolean | null): string => (met === null ? 'not known: it would neither fire nor clear' : met ? 'would fire now' : 'would not fire now');

/** What a rule says of each account at this moment. */
export function Verdicts({ verdicts }: Readonly<{ verdicts: readonly RuleVerdict[] }>) {
  return (
    <section className="rule-verdicts" aria-label="What the rule says now" role="status">
      {verdicts.length === 0 && <p>There is no account that it is about.</p>}
      {verdicts.map(({ accountId, accountName, met, readings }) => (
        <div key={accountId} data-testid="rule-verdict" data-met={String(met)}>
          <b className={met === true ? 'stage-warning rule-fires' : ''}>{displayText(accountName, 40)}: {words(met)}</b>
          <ul>
            {readings.map(({ text, holds, stale }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- readings have no name but their place, and none moves
              <li key={at}>
                {holds === null ? <span className="unknown" aria-hidden="true">?</span> : <Icon name={holds ? 'check' : 'close'} size={10} />}
                <span>{sentenceText(text)}{stale && <span className="soft"> (on a price that is not fresh)</span>}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
