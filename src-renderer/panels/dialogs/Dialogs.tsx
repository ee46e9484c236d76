import { memo } from 'react';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import { assertNever } from '#shared/util/assertNever.ts';
import type { DialogState } from '../../state/dialogs.ts';
import { useDialog, useDialogs } from '../../state/screen.ts';
import { HypotheticalContext } from '../../ui/Dialog.tsx';
import { Accounts } from './accounts/Accounts.tsx';
import { AlertLog } from './alertLog/AlertLog.tsx';
import { Columns } from './columns/Columns.tsx';
import { Compare } from './compare/Compare.tsx';
import { Contribution } from './contribution/Contribution.tsx';
import { Derivation } from './derivation/Derivation.tsx';
import { EditPortfolio, NewPortfolio } from './edit/EditPortfolio.tsx';
import { NewAccount } from './edit/NewAccount.tsx';
import { Saved } from './edit/Saved.tsx';
import { FeedDetail } from './feed/FeedDetail.tsx';
import { Latency } from './feed/Latency.tsx';
import { Network } from './feed/Network.tsx';
import { CheatSheet } from './keys/CheatSheet.tsx';
import { Keys } from './keys/Keys.tsx';
import { Palette } from './palette/Palette.tsx';
import { Design } from './risk/design/Design.tsx';
import { Exposure } from './risk/Exposure.tsx';
import { Hedges } from './risk/Hedges.tsx';
import { PortfolioMargin } from './risk/PortfolioMargin.tsx';
import { Stress } from './risk/Stress.tsx';
import { Rules } from './rules/Rules.tsx';
import { SettingsDialog } from './settings/SettingsDialog.tsx';
import { Warnings } from './warnings/Warnings.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Drill } from './Drill.tsx';
import { GoLive } from './GoLive.tsx';
import { Imported } from './Imported.tsx';
import { Message } from './Message.tsx';
import { Price } from './Price.tsx';
import { Refused } from './Refused.tsx';
import { RemoveAccount } from './RemoveAccount.tsx';
import { Scenarios } from './scenarios/Scenarios.tsx';

/** The one dialog that is open, if any. */
export const OpenDialog = memo(function OpenDialog() {
  const dialog = useDialog();
  const { close } = useDialogs();
  if (dialog === null) return null;
  const isHypothetical = 'accountId' in dialog && dialog.accountId !== null && isWhatIf(dialog.accountId);
  return <HypotheticalContext value={isHypothetical}>{body(dialog, close)}</HypotheticalContext>;
});

function body(dialog: DialogState, close: () => void) {
  switch (dialog.kind) {
    case 'refused': return <Refused dialog={dialog} onClose={close} />;
    case 'imported': return <Imported dialog={dialog} onClose={close} />;
    case 'goLive': return <GoLive dialog={dialog} onClose={close} />;
    case 'price': return <Price key={`${dialog.priceKind}:${dialog.key}`} dialog={dialog} onClose={close} />;
    case 'drill': return <Drill dialog={dialog} onClose={close} />;
    case 'removeAccount': return <RemoveAccount dialog={dialog} onClose={close} />;
    case 'compare': return <Compare dialog={dialog} onClose={close} />;
    case 'contribution': return <Contribution dialog={dialog} onClose={close} />;
    case 'stress': return <Stress dialog={dialog} onClose={close} />;
    case 'exposure': return <Exposure dialog={dialog} onClose={close} />;
    case 'portfolioMargin': return <PortfolioMargin dialog={dialog} onClose={close} />;
    case 'hedges': return <Hedges dialog={dialog} onClose={close} />;
    case 'design': return <Design key={dialog.accountId} dialog={dialog} onClose={close} />;
    case 'derivation': return <Derivation dialog={dialog} onClose={close} />;
    case 'feed': return <FeedDetail dialog={dialog} onClose={close} />;
    case 'latency': return <Latency onClose={close} />;
    case 'network': return <Network onClose={close} />;
    case 'columns': return <Columns dialog={dialog} onClose={close} />;
    case 'alertLog': return <AlertLog onClose={close} />;
    case 'rules': return <Rules onClose={close} />;
    case 'warnings': return <Warnings onClose={close} />;
    case 'accounts': return <Accounts onClose={close} />;
    case 'diagnostics': return <Diagnostics onClose={close} />;
    case 'scenarios': return <Scenarios onClose={close} />;
    case 'palette': return <Palette onClose={close} />;
    case 'cheatSheet': return <CheatSheet onClose={close} />;
    case 'keys': return <Keys onClose={close} />;
    case 'settings': return <SettingsDialog onClose={close} />;
    case 'editPortfolio': return <EditPortfolio key={dialog.accountId} dialog={dialog} onClose={close} />;
    case 'newPortfolio': return <NewPortfolio dialog={dialog} onClose={close} />;
    case 'newAccount': return <NewAccount onClose={close} />;
    case 'saved': return <Saved dialog={dialog} onClose={close} />;
    // Cards of panels/tour.
    case 'welcome':
    case 'tour': return null;
    case 'message': return <Message dialog={dialog} onClose={close} />;
    default: return assertNever(dialog, 'dialog');
  }
}
