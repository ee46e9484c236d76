import { memo } from 'react';
import { assertNever } from '#shared/util/assertNever.ts';
import type { DialogState } from '../../state/dialogs.ts';
import { useDialog, useDialogs } from '../../state/screen.ts';
import { Compare } from './compare/Compare.tsx';
import { Contribution } from './contribution/Contribution.tsx';
import { Derivation } from './derivation/Derivation.tsx';
import { FeedDetail } from './feed/FeedDetail.tsx';
import { Latency } from './feed/Latency.tsx';
import { Network } from './feed/Network.tsx';
import { GoLive } from './GoLive.tsx';
import { Imported } from './Imported.tsx';
import { Message } from './Message.tsx';
import { Price } from './Price.tsx';
import { Refused } from './Refused.tsx';
import { RemoveAccount } from './RemoveAccount.tsx';

/** The one dialog that is open, if any. */
export const OpenDialog = memo(function OpenDialog() {
  const dialog = useDialog();
  const { close } = useDialogs();
  return dialog === null ? null : body(dialog, close);
});

function body(dialog: DialogState, close: () => void) {
  switch (dialog.kind) {
    case 'refused': return <Refused dialog={dialog} onClose={close} />;
    case 'imported': return <Imported dialog={dialog} onClose={close} />;
    case 'goLive': return <GoLive dialog={dialog} onClose={close} />;
    case 'price': return <Price key={`${dialog.priceKind}:${dialog.key}`} dialog={dialog} onClose={close} />;
    case 'removeAccount': return <RemoveAccount dialog={dialog} onClose={close} />;
    case 'compare': return <Compare dialog={dialog} onClose={close} />;
    case 'contribution': return <Contribution dialog={dialog} onClose={close} />;
    case 'derivation': return <Derivation dialog={dialog} onClose={close} />;
    case 'feed': return <FeedDetail dialog={dialog} onClose={close} />;
    case 'latency': return <Latency onClose={close} />;
    case 'network': return <Network onClose={close} />;
    case 'message': return <Message dialog={dialog} onClose={close} />;
    default: return assertNever(dialog, 'dialog');
  }
}
