/** Milliseconds, of the last samples. */
export type Percentiles = Readonly<{ p50: number; p95: number; p99: number; count: number }>;
