import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useArrangement } from './arrangement.ts';
import { clamped, type Limits, limitsOf, sizeByKey } from './resize.ts';

type PaneProps = Readonly<{
  /** Under which its size is kept. */
  id: string;
  /** What its size is called: "Width of the side panels". */
  label: string;
  /** The side that can be moved. */
  edge: 'left' | 'top';
  /** In px: the least that it can be, and the least that must remain beside it. */
  least: number;
  leave: number;
  /** Its panels: when all are folded the pane is as small as their headings. */
  panels?: readonly string[];
  className?: string;
  children: ReactNode;
}>;

/** A part of the screen whose size the user may set, by the edge before it. Without a size of its own it is as large as the style sheet says. */
export function Pane({ id, label, edge, least, leave, panels = [], className = '', children }: PaneProps) {
  const { sizes, resize, folded } = useArrangement();
  const [dragged, setDragged] = useState<number | null>(null);
  const pane = useRef<HTMLDivElement>(null);
  const name = useId();
  const isFolded = panels.length > 0 && panels.every((panel) => folded.has(panel));
  const size = isFolded ? null : dragged ?? sizes[id] ?? null;
  const now = useMeasured(pane, edge, least, leave);
  const keep = (px: number | null): void => {
    setDragged(null);
    resize(id, px);
  };
  return (
    <>
      <Separator label={label} edge={edge} controls={name} now={now} isFixed={isFolded} measure={() => measured(pane.current, edge, least, leave)} onMove={setDragged} onEnd={keep} />
      <div ref={pane} id={name} className={`pane ${edge} ${size === null ? 'usual' : ''} ${className}`} style={size === null ? undefined : { flexBasis: `${size}px` }}>
        {children}
      </div>
    </>
  );
}

type Measured = Readonly<{ size: number; limits: Limits }>;

function measured(pane: HTMLElement | null, edge: PaneProps['edge'], least: number, leave: number): Measured {
  const { width = 0, height = 0 } = pane?.getBoundingClientRect() ?? {};
  const { clientWidth = 0, clientHeight = 0 } = pane?.parentElement ?? {};
  return edge === 'left' ? { size: Math.round(width), limits: limitsOf(least, leave, clientWidth) } : { size: Math.round(height), limits: limitsOf(least, leave, clientHeight) };
}

/** What the separator says of itself; changes when the pane or its parent change their size. */
function useMeasured(pane: RefObject<HTMLElement | null>, edge: PaneProps['edge'], least: number, leave: number): Measured {
  const [now, setNow] = useState<Measured>({ size: least, limits: { least, most: least } });
  useEffect(() => {
    const element = pane.current;
    const read = (): void => {
      const next = measured(element, edge, least, leave);
      setNow((before) => (before.size === next.size && before.limits.most === next.limits.most ? before : next));
    };
    const observer = new ResizeObserver(read);
    for (const watched of [element, element?.parentElement]) if (watched != null) observer.observe(watched);
    return () => observer.disconnect();
  }, [pane, edge, least, leave]);
  return now;
}

type SeparatorProps = Readonly<{
  label: string;
  edge: PaneProps['edge'];
  controls: string;
  now: Measured;
  /** There is nothing to resize: what stands behind it is folded. */
  isFixed: boolean;
  measure: () => Measured;
  onMove: (px: number) => void;
  onEnd: (px: number | null) => void;
}>;

/** The edge between two parts: dragged, or moved by arrows, Home and End; Enter or a double click goes back to the usual size. */
function Separator({ label, edge, controls, now, isFixed, measure, onMove, onEnd }: SeparatorProps) {
  const from = useRef<Readonly<{ at: number; size: number; limits: Limits }> | null>(null);
  const place = ({ clientX, clientY }: PointerEvent): number => (edge === 'left' ? clientX : clientY);
  const sizeAt = (event: PointerEvent): number | null => (from.current === null ? null : clamped(from.current.size + from.current.at - place(event), from.current.limits));
  const press = (event: KeyboardEvent): void => {
    const { size, limits } = measure();
    const next = event.key === 'Enter' ? null : sizeByKey(event.key, event.shiftKey, edge, size, limits);
    if (event.key !== 'Enter' && next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onEnd(next);
  };
  if (isFixed) return <div className={`separator ${edge}`} aria-hidden="true" />;
  return (
    <div
      className={`separator ${edge} movable`} role="separator" tabIndex={0} aria-orientation={edge === 'left' ? 'vertical' : 'horizontal'} aria-label={label} aria-controls={controls}
      aria-valuenow={now.size} aria-valuemin={Math.min(now.limits.least, now.size)} aria-valuemax={Math.max(now.limits.most, now.size)} aria-valuetext={`${now.size} pixels`}
      title={`${label}: drag, or use the arrow keys. Enter or a double click goes back to the usual size.`}
      onKeyDown={press}
      onDoubleClick={() => onEnd(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { at: place(event), ...measure() };
      }}
      onPointerMove={(event) => {
        const size = sizeAt(event);
        if (size !== null) onMove(size);
      }}
      onPointerUp={(event) => {
        const start = from.current;
        const size = sizeAt(event);
        from.current = null;
        // A press that moved nothing is no choice of a size.
        if (start !== null && size !== null && place(event) !== start.at) onEnd(size);
      }}
      onPointerCancel={() => {
        const start = from.current;
        from.current = null;
        if (start !== null) onMove(start.size);
      }}
    />
  );
}
