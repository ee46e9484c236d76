import { useState } from 'react';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import { usePrivacy } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { downloadText } from '../../../ui/download.ts';

const HIDDEN = 'A derivation is nothing but amounts, and privacy hides them: show amounts first';

/** The derivation as a document, to the clipboard or to a file. */
export function FileButtons({ file: { fileName, mimeType, text } }: Readonly<{ file: DerivationView['file'] }>) {
  const [said, setSaid] = useState('');
  const [masked] = usePrivacy();
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => setSaid('Copied'), () => setSaid('The clipboard is closed to this page: save it as a file'));
  };
  return (
    <>
      <span className="soft file-said" role="status">{said}</span>
      <Button onClick={copy} disabled={masked} title={masked ? HIDDEN : 'The whole derivation as a JSON document, to the clipboard'}>Copy JSON</Button>
      <Button icon="save" disabled={masked} onClick={() => downloadText(fileName, mimeType, text)} title={masked ? HIDDEN : 'The whole derivation as a JSON document, to a file'}>Save JSON</Button>
    </>
  );
}
