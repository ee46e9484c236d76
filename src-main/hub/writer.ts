/** Writes that must not stop the live view: what fails is said, and the caller tries again. */
export type Writer = Readonly<{
  /** @param what names the write: one that passes says nothing of another that failed */
  write: (what: string, act: () => void) => void;
  /** Why a write failed that has not passed since; null when there is none. */
  fault: () => string | null;
}>;

/** @param onFault told once per failure in a row */
export function createWriter(onFault: (message: string) => void): Writer {
  const faults = new Map<string, string>();
  return {
    write: (what, act) => {
      try {
        act();
        faults.delete(what);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (!faults.has(what)) onFault(message);
        faults.set(what, message);
      }
    },
    fault: () => faults.values().next().value ?? null,
  };
}
