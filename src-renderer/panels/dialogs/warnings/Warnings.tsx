import { useState } from 'react';
import type { WarningSettings } from '#shared/ipc/warnings.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import '../insight.css';
import { Quiet } from './Quiet.tsx';
import { Sound } from './Sound.tsx';
import { WebhookSettings } from './WebhookSettings.tsx';
import './warnings.css';

/** How alerts are told: every change holds at once. */
export function Warnings({ onClose }: Readonly<{ onClose: () => void }>) {
  const warnings = useTerminal((terminal) => terminal.warnings);
  const commands = useCommands();
  const [chosen, setChosen] = useState<WarningSettings | null>(null);
  const [fault, setFault] = useState('');
  if (warnings === null) return null;
  const { notificationFault } = warnings;
  const settings = chosen ?? warnings.settings;
  const change = (own: Partial<WarningSettings>): void => {
    const next = { ...settings, ...own };
    setChosen(next);
    void commands.setWarnings(next).then((outcome) => {
      setFault(outcome.done ? '' : outcome.message);
      // What was refused does not hold, and is not shown as if it did.
      if (!outcome.done) setChosen(null);
    });
  };
  return (
    <ClosingDialog testId="warnings" title="How alerts are told" size="wide" bodyClass="insight warning-settings" onClose={onClose}>
      <p className="insight-lead">Every alert is written down and listed, whatever is chosen here. Danger is told again every five minutes until it is acknowledged, critical and worse each minute.</p>
      {fault !== '' && <p className="insight-fault" role="alert">{displayText(fault)}</p>}
      {notificationFault !== null && <p className="insight-fault">This system shows no notifications ({displayText(notificationFault)}): alerts stand across the screen, and warnings are heard too.</p>}
      <Sound sound={settings.sound} onChange={(sound) => change({ sound })} />
      <Quiet settings={settings} isQuiet={warnings.quiet} onChange={change} />
      <WebhookSettings webhook={warnings.webhook} settings={settings.webhook} onChange={(webhook) => change({ webhook })} />
    </ClosingDialog>
  );
}
