import { useState } from 'react';
import type { WhatIfView } from '#shared/ipc/whatIfView.ts';
import { useRun } from '../../state/openDocument.ts';
import { useWhatIf } from '../../state/screen.ts';
import { changeWords, specWords, withoutChange } from '../../state/select/whatIfWords.ts';
import { Button } from '../../ui/Button.tsx';
import { displayText } from '../../ui/text.ts';
import { ChangeForm, type FormShape } from './ChangeForm.tsx';
import { orderForm, tradeForm, transferForm } from './forms.ts';

/** What is changed, in its order, and the forms that change more. */
export function Changes({ view }: Readonly<{ view: WhatIfView }>) {
  const [form, setForm] = useState<FormShape | null>(null);
  const close = (): void => setForm(null);
  return (
    <section aria-label="Changes" className="what-if-section">
      <div className="what-if-head">
        <h3>Changes</h3>
        <span className="panel-actions">
          <Button onClick={() => setForm(tradeForm(view))}>Trade…</Button>
          <Button onClick={() => setForm(transferForm(view))}>Deposit or withdraw…</Button>
          <Button onClick={() => setForm(orderForm(view))}>Order…</Button>
        </span>
      </div>
      {form !== null && <ChangeForm key={form.id} shape={form} onClose={close} />}
      <ChangeList view={view} />
    </section>
  );
}

function ChangeList({ view: { spec, skipped } }: Readonly<{ view: WhatIfView }>) {
  const [{ last, view }, whatIf] = useWhatIf();
  const run = useRun();
  const canResume = spec.changes.length === 0 && last !== null && view !== null && last.accountId === view.accountId;
  return (
    <>
      {spec.changes.length === 0 && (
        <p className="what-if-empty">
          Nothing is changed yet. Trade, move money or move prices: the live account stays as it is.
          {canResume && <Button onClick={() => run('The last what-if', whatIf.take(last.spec))}>Take up the last one ({displayText(specWords(last.spec), 60)})</Button>}
        </p>
      )}
      {spec.changes.length > 0 && (
        <ol className="change-list" data-testid="change-list">
          {spec.changes.map((change, at) => (
            // The same change may stand there twice; its place is what it is.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <span className="clip" title={displayText(changeWords(change))}>{displayText(changeWords(change), 90)}</span>
              <Button icon="close" iconOnly className="ghost" title="Take this change back" onClick={() => run('Taking a change back', whatIf.change((own) => withoutChange(own, at)))}>
                Take back: {displayText(changeWords(change), 90)}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {skipped.length > 0 && (
        <div className="what-if-skipped" data-testid="skipped">
          <p>Left out, because it does not fit this book:</p>
          <ul>
            {skipped.map(({ change, reason }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may be the same
              <li key={at}>{displayText(changeWords(change), 90)}. <span className="faint">{displayText(reason)}</span></li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
