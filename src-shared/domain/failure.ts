/** One fault of an input document: where it is and what is wrong and expected there, in one sentence. */
export type Fault = Readonly<{ path: string; message: string }>;

/** Every expected error. Data, so that it survives any transport; `src-shared/ipc/words.ts` turns it into a sentence. */
export type Failure =
  | Readonly<{ code: 'document/invalid'; faults: readonly Fault[]; retryable: false }>
  | Readonly<{ code: 'document/too-large'; bytes: number; limit: number; retryable: false }>
  | Readonly<{ code: 'account/unknown'; accountId: string; retryable: false }>
  /** Another account has that name. */
  | Readonly<{ code: 'account/name-taken'; name: string; retryable: false }>
  /** The demo is made by the demo: it is not edited. */
  | Readonly<{ code: 'account/demo'; retryable: false }>
  | Readonly<{ code: 'account/no-undo'; retryable: false }>
  /** Its prices are moved for practice: a file or a baseline of them would pass for what was. */
  | Readonly<{ code: 'account/drill'; retryable: true }>
  | Readonly<{ code: 'account/feed-unavailable'; venue: string; retryable: false }>
  | Readonly<{ code: 'price/not-held'; key: string; retryable: false }>
  | Readonly<{ code: 'price/none-held'; given: number; retryable: false }>
  | Readonly<{ code: 'price/invalid'; text: string; retryable: false }>
  | Readonly<{ code: 'alert/unknown'; alertId: number; retryable: false }>
  /** Each fault is a whole sentence; its path is the field: `name`, `when.of.1.level`. */
  | Readonly<{ code: 'rule/refused'; faults: readonly Fault[]; retryable: false }>
  | Readonly<{ code: 'rule/unknown'; retryable: false }>
  /** A whole sentence. */
  | Readonly<{ code: 'webhook/refused'; detail: string; retryable: false }>
  | Readonly<{ code: 'webhook/failed'; detail: string; retryable: true }>
  /** A call that is about a live account was given the id of a what-if. */
  | Readonly<{ code: 'whatIf/not-live'; retryable: false }>
  /** Each fault is a whole sentence; its path is the field: `changes.2.contracts`, `shock.all`. */
  | Readonly<{ code: 'whatIf/refused'; faults: readonly Fault[]; retryable: false }>
  /** Each fault is a whole sentence; its path is the field: `factors.BTC`. */
  | Readonly<{ code: 'design/refused'; faults: readonly Fault[]; retryable: false }>
  | Readonly<{ code: 'scenario/unknown'; name: string; retryable: false }>
  | Readonly<{ code: 'scenario/too-many'; limit: number; retryable: false }>
  | Readonly<{ code: 'episode/unknown'; name: string; retryable: false }>
  | Readonly<{ code: 'episode/too-many'; limit: number; retryable: false }>
  | Readonly<{ code: 'preset/unknown'; retryable: false }>
  | Readonly<{ code: 'preset/too-many'; limit: number; retryable: false }>
  /** A computation was given up, or asked again. */
  | Readonly<{ code: 'risk/cancelled'; retryable: true }>
  /** So many underlyings of an account have groups of their own. */
  | Readonly<{ code: 'strategies/too-many'; limit: number; retryable: false }>
  | Readonly<{ code: 'database/foreign'; path: string; retryable: false }>
  | Readonly<{ code: 'database/empty-file'; path: string; retryable: false }>
  | Readonly<{ code: 'database/damaged'; path: string; detail: string; retryable: false }>
  | Readonly<{ code: 'database/newer'; path: string; found: number; supported: number; retryable: false }>
  | Readonly<{ code: 'database/locked'; path: string; retryable: true }>
  | Readonly<{ code: 'database/not-writable'; path: string; detail: string; retryable: true }>
  | Readonly<{ code: 'replay/unreadable'; path: string; detail: string; retryable: false }>
  | Readonly<{ code: 'server/port-in-use'; port: number; retryable: true }>;
