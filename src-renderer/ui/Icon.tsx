import type { ReactNode } from 'react';

/** Shapes drawn here rather than taken from a font: a glyph's look depends on the machine, a path does not. */
const PATHS = {
  check: <path d="M2.5 6.5 5 9l4.5-6" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />,
  quarter: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 6V1.6A4.4 4.4 0 0 1 10.4 6Z" fill="currentColor" />
    </>
  ),
  triangle: <path d="M6 1.8 11 10.4H1Z" fill="currentColor" />,
  twoTriangles: <path d="M6 .6 9.6 6H2.4ZM6 5.9l4.2 5.5H1.8Z" fill="currentColor" />,
  square: <path d="M1.8 1.8h8.4v8.4H1.8Z" fill="currentColor" />,
  striped: <path d="M1 1h10v2.2H1ZM1 4.9h10v2.2H1ZM1 8.8h10V11H1Z" fill="currentColor" />,
  up: <path d="M6 2.6 10 9.4H2Z" fill="currentColor" />,
  down: <path d="M6 9.4 2 2.6h8Z" fill="currentColor" />,
  flat: <path d="M2 5.2h8v1.6H2Z" fill="currentColor" />,
  both: <path d="M3.5 1 6 4.6H1ZM8.5 11 6 7.4h5Z" fill="currentColor" />,
  caret: <path d="m3 4.5 3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />,
  caretRight: <path d="m4.5 3 3 3-3 3" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />,
  copy: <path d="M4.2 4.2V1.8h6v6H7.8M1.8 4.2h6v6h-6Z" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />,
  columns: <path d="M1.4 2h9.2v8H1.4ZM4.5 2v8M7.5 2v8" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />,
  group: <path d="M1.4 2.4h4.2M3.4 6h7.2M3.4 9.6h7.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />,
  rows: <path d="M1.4 2.6h9.2M1.4 6h9.2M1.4 9.4h9.2" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />,
  fork: <path d="M3 1.4v9.2M3 6.6c0-2.6 6-1.2 6-4.2M7.2 3.4 9 1.4l1.8 2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />,
  arrow: <path d="M1.6 6h8.2M7 3.2 9.8 6 7 8.8" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" />,
  dot: <circle cx="6" cy="6" r="2.2" fill="currentColor" />,
  eyeOff: <path d="M1.2 6S3 2.8 6 2.8 10.8 6 10.8 6 9 9.2 6 9.2 1.2 6 1.2 6ZM2 10.4 10 1.6" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />,
  open: <path d="M1.2 9.8V2.6h3.2l1.2 1.4h4v1.4M1.2 9.8l1.7-4.4h8.3L9.6 9.8Z" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />,
  save: <path d="M6 1.4v5.8M3.4 4.8 6 7.4l2.6-2.6M1.6 8.6v2h8.8v-2" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />,
  live: (
    <>
      <circle cx="6" cy="6" r="1.5" fill="currentColor" />
      <path d="M3.2 8.8a4 4 0 0 1 0-5.6M8.8 3.2a4 4 0 0 1 0 5.6M1.6 10.4a6.2 6.2 0 0 1 0-8.8M10.4 1.6a6.2 6.2 0 0 1 0 8.8" fill="none" stroke="currentColor" strokeWidth="1.1" strokeLinecap="round" />
    </>
  ),
  offline: <path d="M3.2 9.6h5.6a2.1 2.1 0 0 0 .4-4.2 3.2 3.2 0 0 0-6.1-.6A2.5 2.5 0 0 0 3.2 9.6ZM1.6 1.6l8.8 8.8" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />,
  settings: <path d="M1.4 3.4h3.2M7.6 3.4h3M1.4 8.6h1.8M6.2 8.6h4.4M4.6 1.9h3v3h-3ZM3.2 7.1h3v3h-3Z" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />,
  eye: (
    <>
      <path d="M1.2 6S3 2.8 6 2.8 10.8 6 10.8 6 9 9.2 6 9.2 1.2 6 1.2 6Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" />
      <circle cx="6" cy="6" r="1.4" fill="currentColor" />
    </>
  ),
  reconnect: <path d="M10 4.2A4.4 4.4 0 1 0 10.4 6M10.2 1.6v2.8H7.4" fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />,
  undo: <path d="M4.4 2 1.8 4.6l2.6 2.6M2 4.6h5a2.8 2.8 0 0 1 0 5.6H4.6" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" />,
  redo: <path d="m7.6 2 2.6 2.6-2.6 2.6M10 4.6H5a2.8 2.8 0 0 0 0 5.6h2.4" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" />,
  plus: <path d="M6 2v8M2 6h8" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />,
  close: <path d="m2.8 2.8 6.4 6.4m0-6.4L2.8 9.2" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

/** Decoration only: the word beside it, or the button's label, says the same. */
export function Icon({ name, size = 12 }: Readonly<{ name: IconName; size?: number }>) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {PATHS[name]}
    </svg>
  );
}
