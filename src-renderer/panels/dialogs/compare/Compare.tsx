import { useCallback, useState } from 'react';
import { useAccount, useCommands } from '../../../state/screen.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { displayText } from '../../../ui/text.ts';
import { clockText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { Progress } from '../Progress.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { DifferenceTable } from './DifferenceTable.tsx';
import { ModelTable } from './ModelTable.tsx';
import '../insight.css';
import './compare.css';

/** The account's book under the newest rules of every venue; what is chosen is held against the account's own, line by line. */
export function Compare({ dialog: { accountId, accountName }, onClose }: DialogProps<'compare'>) {
  const commands = useCommands();
  const [chosen, setChosen] = useState<string | null>(null);
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useCallback(() => commands.compare(accountId, chosen, asker), [commands, accountId, chosen, asker]), asker);
  const { value, fault, isAsking } = useRepeated(ask);
  const progress = useProgress(asker, isAsking);
  const instruments = useAccount((account) => new Set(account.positions.map(({ symbol }) => symbol)).size) ?? 0;
  const model = value?.models.find(({ id }) => id === chosen);
  return (
    <ClosingDialog testId="compare" title="One book, every venue" size="full" bodyClass="insight compare" onClose={onClose}>
      <p className="insight-lead">
        {displayText(accountName, 80)} under the newest rules of each venue, at the same prices, safest first
        {value !== null && <span className="faint"> · in {displayText(value.valuationCurrency, 16)} · {clockText(value.asOf)} UTC</span>}
        <Progress of={{ ...ways, ...progress }} label="Computing One book, every venue" />
      </p>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)} {value === null ? '' : 'The figures below are the last ones.'}</p>}
      {value === null && fault === null && !ways.isCancelled && <p className="faint" aria-busy="true">Computing…</p>}
      {value !== null && <ModelTable view={value} instruments={instruments} chosen={chosen} onChoose={(id) => setChosen(id === chosen ? null : id)} />}
      {value !== null && model === undefined && <p className="insight-hint faint">Choose a venue to see, line by line, what it asks and counts otherwise than the account’s own model.</p>}
      {value !== null && model !== undefined && <DifferenceTable view={value} model={model} instruments={instruments} />}
    </ClosingDialog>
  );
}
