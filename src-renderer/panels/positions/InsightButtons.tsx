import { useKeyHint } from '../../state/actions/useActions.ts';
import { useAccount, useDialogs } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';

/** The two questions about the book as a whole. */
export function InsightButtons() {
  const accountId = useAccount((account) => account.accountId);
  const accountName = useAccount((account) => account.name);
  const dialogs = useDialogs();
  const hint = useKeyHint();
  if (accountId === null || accountName === null) return null;
  return (
    <>
      <Button onClick={() => dialogs.show({ kind: 'compare', accountId, accountName })} title={`One book, every venue: this account under the rules of each${hint('compare')}`}>
        Compare venues
      </Button>
      <Button onClick={() => dialogs.show({ kind: 'contribution', accountId, accountName })} title={`Whose gains pay whose losses when the market moves${hint('contribution')}`}>
        Who saves whom
      </Button>
    </>
  );
}
