import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useDialog, useDialogs } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from './Card.tsx';
import { placeBeside } from './place.ts';
import { STEPS } from './steps.ts';

/** A walk round the screen, a card beside each panel. It can be left at any step, and nothing behind it stops. */
export const Tour = memo(function Tour() {
  const dialog = useDialog();
  return dialog?.kind === 'tour' ? <Step at={dialog.step} /> : null;
});

const anchorOf = (at: number): HTMLElement | null => STEPS[at]?.anchors.map((anchor) => document.querySelector<HTMLElement>(anchor)).find((found) => found !== null) ?? null;

function Step({ at }: Readonly<{ at: number }>) {
  const dialogs = useDialogs();
  const card = useRef<HTMLElement>(null);
  const [corner, setCorner] = useState({ left: -9999, top: 0 });
  const step = STEPS[at];
  const last = at === STEPS.length - 1;
  useLayoutEffect(() => {
    const anchor = anchorOf(at);
    anchor?.scrollIntoView({ block: 'nearest' });
    anchor?.setAttribute('data-toured', '');
    const place = (): void => {
      const own = card.current?.getBoundingClientRect();
      if (own !== undefined) setCorner(placeBeside(anchor?.getBoundingClientRect() ?? null, own, { width: window.innerWidth, height: window.innerHeight }));
    };
    place();
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('resize', place);
      anchor?.removeAttribute('data-toured');
    };
  }, [at]);
  useArrows(at);
  if (step === undefined) return null;
  return (
    <Card ref={card} label={`Guided tour, ${at + 1} of ${STEPS.length}: ${step.title}`} focusKey={at} className="tour-card" style={corner} testId="tour" onLeave={dialogs.close}>
      <p className="tour-count faint">{at + 1} of {STEPS.length}</p>
      <h2>{step.title}</h2>
      <p>{step.words}</p>
      <footer>
        {!last && <Button className="ghost tour-leave" onClick={dialogs.close}>Leave the tour</Button>}
        {at > 0 && <Button onClick={() => dialogs.show({ kind: 'tour', step: at - 1 })}>Back</Button>}
        {last && <Button kind="primary" onClick={dialogs.close}>Done</Button>}
        {!last && <Button kind="primary" onClick={() => dialogs.show({ kind: 'tour', step: at + 1 })}>Next</Button>}
      </footer>
    </Card>
  );
}

/** Left and right go through the steps, unless a table or a field has the focus. */
function useArrows(at: number): void {
  const dialogs = useDialogs();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step === undefined || event.defaultPrevented || !(event.target instanceof Element) || (event.target !== document.body && event.target.closest('.tour-card') === null)) return;
      event.preventDefault();
      if (STEPS[at + step] !== undefined) dialogs.show({ kind: 'tour', step: at + step });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [at, dialogs]);
}
