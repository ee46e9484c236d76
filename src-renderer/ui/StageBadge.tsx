import type { Stage } from '#shared/domain/stage.ts';
import { Icon, type IconName } from './Icon.tsx';

const LOOK: Readonly<Record<Stage, Readonly<{ word: string; icon: IconName }>>> = {
  calm: { word: 'Calm', icon: 'check' },
  watch: { word: 'Watch', icon: 'quarter' },
  warning: { word: 'Warning', icon: 'triangle' },
  danger: { word: 'Danger', icon: 'twoTriangles' },
  critical: { word: 'Critical', icon: 'square' },
  liquidating: { word: 'Liquidating', icon: 'striped' },
};

export const stageWord = (stage: Stage): string => LOOK[stage].word;

export function StageIcon({ stage, size = 12 }: Readonly<{ stage: Stage; size?: number }>) {
  return (
    <span className={`stage-icon stage-${stage}`}>
      <Icon name={LOOK[stage].icon} size={size} />
    </span>
  );
}

/** Word, shape and colour: each alone says the stage. `unsure` marks a stage decided on incomplete inputs. */
export function StageBadge({ stage, reason, unsure }: Readonly<{ stage: Stage; reason: string; unsure: boolean }>) {
  // What is not known cannot be called calm.
  if (unsure && stage === 'calm') {
    return (
      <span className="stage-badge stage-unknown" title="Some inputs are unknown, and what is known asks for no warning">
        <b aria-hidden="true">?</b>
        <span data-testid="stage">Unknown</span>
      </span>
    );
  }
  return (
    <span className={`stage-badge stage-${stage}`} title={reason === '' ? undefined : `Decided by ${reason}`}>
      <Icon name={LOOK[stage].icon} size={13} />
      <span data-testid="stage">{LOOK[stage].word}</span>
      {unsure && (
        <span className="unsure" title="Some inputs are unknown: the stage counts only what is known">
          ?<span className="hidden-text"> at least, some inputs are unknown</span>
        </span>
      )}
    </span>
  );
}
