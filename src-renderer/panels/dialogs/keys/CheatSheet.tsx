import { keyText } from '../../../state/actions/keys.ts';
import { sheetOf } from '../../../state/actions/sheet.ts';
import { useBindings } from '../../../state/actions/useActions.ts';
import { useDialogs, useLetterKeys } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { isMac } from '../../../ui/platform.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import './keys.css';

/** The keys in force. */
export function CheatSheet({ onClose }: Readonly<{ onClose: () => void }>) {
  const { bindings } = useBindings();
  const { heard } = useLetterKeys();
  const dialogs = useDialogs();
  return (
    <ClosingDialog testId="cheat-sheet" title="Keys" size="wide" onClose={onClose} actions={<><Button onClick={() => dialogs.show({ kind: 'tour', step: 0 })}>Guided tour</Button><Button onClick={() => dialogs.show({ kind: 'keys' })}>Change keys…</Button></>}>
      <p>{heard ? 'No key trades anything.' : 'Single letters, digits and signs are turned off; the others are heard. No key trades anything.'}</p>
      <div className="sheet" role="region" aria-label="Keys in force" tabIndex={0}>
        {sheetOf(bindings).map(({ group, lines }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {lines.map(({ id, title, keys }) => (
                <div key={id} data-action={id}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((key) => (
                      <KeyCap key={key} text={keyText(key, isMac)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </ClosingDialog>
  );
}
