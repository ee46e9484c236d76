/** The outcome of something that may fail in an expected way. */
export type Result<T, F> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; error: F }>;

export function ok<T>(value: T): Readonly<{ ok: true; value: T }> {
  return { ok: true, value };
}

export function err<F>(error: F): Readonly<{ ok: false; error: F }> {
  return { ok: false, error };
}
