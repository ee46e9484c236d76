import { useCallback, useState } from 'react';
import { type DesignField, type DesignSpec, NOTHING_DESIGNED } from '#shared/ipc/design.ts';
import type { DesignView } from '#shared/ipc/designView.ts';
import { useCommands } from '../../../../state/screen.ts';
import { useRepeated } from '../../../../state/useRepeated.ts';
import { displayText } from '../../../../ui/text.ts';
import type { DialogProps } from '../../dialogProps.ts';
import { RiskDialog } from '../RiskDialog.tsx';
import { DesignFields } from './DesignFields.tsx';
import { DesignRows } from './DesignRows.tsx';
import { DesignStand } from './DesignStand.tsx';
import { NextRules } from './NextRules.tsx';
import { SaveDesign } from './SaveDesign.tsx';
import './design.css';

/** What the rates of an account cover, what rules that move would ask, and the account under rates, weights and σ that are typed here. Nothing is stored. */
export function Design({ dialog: { accountId, accountName }, onClose }: DialogProps<'design'>) {
  const commands = useCommands();
  const [spec, setSpec] = useState<DesignSpec>(NOTHING_DESIGNED);
  const answer = useRepeated(useCallback(() => commands.design(accountId, spec), [commands, accountId, spec]));
  const type = (field: DesignField, asset: string, text: string): void => setSpec((own) => ({ ...own, [field]: { ...own[field], [asset]: text } }));
  return (
    <RiskDialog testId="design" title="Requirement design" accountName={accountName} lead="what its rates cover, what moving rules would ask, and itself under a set of your own; nothing of it is stored" answer={answer} onClose={onClose}>
      {(view) => (
        <>
          <div className="design-columns" data-testid="design-view">
            <section aria-label="The set of your own">
              <h3>Set of your own <span className="faint">from {displayText(view.set.id, 60)}; what is left empty stays</span></h3>
              <DesignFields view={view} spec={spec} onType={type} />
              <Fault view={view} />
              <SaveDesign accountId={accountId} spec={spec} ready={view.changed && view.faults.length === 0} onReset={() => setSpec(NOTHING_DESIGNED)} />
            </section>
            <DesignStand view={view} />
          </div>
          <DesignRows view={view} />
          <NextRules view={view} />
        </>
      )}
    </RiskDialog>
  );
}

/** The first fault says what to type instead; nothing of the design counts while there is one. */
function Fault({ view: { faults } }: Readonly<{ view: DesignView }>) {
  const [first] = faults;
  return <p className="field-error" id="design-fault" role="alert" data-testid="design-fault">{first === undefined ? '' : `${displayText(first.message, 300)} Nothing is applied.`}</p>;
}
