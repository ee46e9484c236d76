/** Settles when the user or the system asks this process to end. */
export const interrupt = (): Promise<void> => new Promise((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
});
