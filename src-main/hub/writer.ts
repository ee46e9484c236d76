/** Writes that must not stop the live view: what fails is said, and tried again with the next call. */
export type Writer = Readonly<{ write: (act: () => void) => void; /** Why the last write failed; null when it did not. */ fault: () => string | null }>;

/** @param onFault told once per failure in a row */
export function createWriter(onFault: (message: string) => void): Writer {
  let fault: string | null = null;
  return {
    write: (act) => {
      try {
        act();
        fault = null;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (fault === null) onFault(message);
        fault = message;
      }
    },
    fault: () => fault,
  };
}
