/** The load line: a circle crossed by a line. */
export function Mark({ size = 26 }: Readonly<{ size?: number }>) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 26 26" fill="none" stroke="currentColor" strokeWidth="2" role="img" aria-label="Plimsoll">
      <circle cx="13" cy="13" r="7.5" />
      <path d="M1.5 13h23" />
    </svg>
  );
}
