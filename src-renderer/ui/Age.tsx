import { useNow } from './clock.ts';
import { ageText, momentText } from './time.ts';

/** How old something is, moving once a second. Not a live region: nobody wants to hear it. */
export function Age({ at, className = '', testId }: Readonly<{ at: number | null; className?: string; testId?: string }>) {
  const now = useNow();
  if (at === null) {
    return (
      <span className={`age ${className}`} title="Nobody said when this was true" data-testid={testId}>
        no time
      </span>
    );
  }
  return (
    <span className={`age ${className}`} title={momentText(at)} data-testid={testId}>
      {ageText(Math.max(0, now - at))}
    </span>
  );
}
