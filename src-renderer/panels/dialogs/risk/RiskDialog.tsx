import type { ReactNode } from 'react';
import type { EpochMs } from '#shared/num/units.ts';
import type { Computing } from '../../../state/useComputing.ts';
import type { Repeated } from '../../../state/useRepeated.ts';
import { displayText } from '../../../ui/text.ts';
import { clockText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { Progress } from '../Progress.tsx';
import '../insight.css';
import './risk.css';
import './suppose.css';

type RiskDialogProps<T> = Readonly<{ testId: string; title: string; accountName: string; lead: string; answer: Repeated<T>; /** Where it may take long. */ computing?: Computing; onClose: () => void; children: (value: T) => ReactNode }>;

/** The frame of what is asked again and again: lead, fault, and the last answer. */
export function RiskDialog<T extends Readonly<{ asOf: EpochMs; valuationCurrency: string }>>({ testId, title, accountName, lead, answer: { value, fault }, computing, onClose, children }: RiskDialogProps<T>) {
  return (
    <ClosingDialog testId={testId} title={title} size="full" bodyClass="insight risk" onClose={onClose}>
      <p className="insight-lead">
        {displayText(accountName, 80)}: {lead}
        {value !== null && <span className="faint"> · in {displayText(value.valuationCurrency, 16)} · {clockText(value.asOf)} UTC</span>}
        {computing !== undefined && <Progress of={computing} label={`Computing ${title}`} />}
      </p>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)} {value === null ? '' : 'The figures below are the last ones.'}</p>}
      {value === null && fault === null && computing?.isCancelled !== true && <p className="faint" aria-busy="true">Computing…</p>}
      {value !== null && children(value)}
    </ClosingDialog>
  );
}
