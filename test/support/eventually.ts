/** Waits until a condition holds; the failure says what was waited for. */
export async function eventually(what: string, holds: () => boolean, timeoutMs = 5000): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > timeoutMs) throw new Error(`did not happen within ${timeoutMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
