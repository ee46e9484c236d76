import { stageRank } from '#shared/domain/stage.ts';
import type { AlertKind, AlertView } from '#shared/ipc/view.ts';
import type { Rank } from '../tables/sorting.ts';
import type { CopiedCell } from '../tables/tsv.ts';
import type { TableSpec } from '../tables/useTableRows.ts';

export type AlertState = 'open' | 'snoozed' | 'acknowledged' | 'cleared';

export const alertState = ({ clearedAt, acknowledgedAt, snoozedUntil }: AlertView): AlertState => (clearedAt !== null ? 'cleared' : acknowledgedAt !== null ? 'acknowledged' : snoozedUntil !== null ? 'snoozed' : 'open');

const KINDS: Readonly<Record<AlertKind, string>> = { stage: 'stage', blind: 'blind', expired: 'expired', suspect: 'suspect price', depeg: 'depeg', listing: 'listing', rule: 'rule' };

export const kindWords = ({ kind }: AlertView): string => KINDS[kind];
export const pricesWord = ({ onStaleData }: AlertView): string => (onStaleData ? 'stale' : 'fresh');

/** What asks for a look stands first when sorted by state. */
const STATES: Readonly<Record<AlertState, number>> = { open: 0, snoozed: 1, acknowledged: 2, cleared: 3 };

const RANKS: Readonly<Record<string, (row: AlertView) => Rank>> = {
  raised: (row) => row.raisedAt,
  local: (row) => row.raisedAt,
  stage: (row) => stageRank(row.stage),
  state: (row) => STATES[alertState(row)],
  account: (row) => row.accountName,
  kind: kindWords,
  title: (row) => row.title,
  action: (row) => row.action,
  lasted: ({ clearedAt, raisedAt }) => (clearedAt === null ? null : clearedAt - raisedAt),
  blind: (row) => Number(row.onStaleData),
  latency: (row) => row.latencyMs,
};

const ASCENDING: ReadonlySet<string> = new Set(['state', 'account', 'kind', 'title', 'action']);

export const ALERT_TABLE: TableSpec<AlertView> = {
  id: 'alerts',
  keyOf: (row) => String(row.id),
  rankOf: (row, key) => RANKS[key]?.(row) ?? null,
  usualSort: [{ key: 'raised', direction: 'descending' }],
  firstDirection: (key) => (ASCENDING.has(key) ? 'ascending' : 'descending'),
  // An alert is of the account: narrowing the tables to one underlying must hide none.
  assetOf: null,
  said: (row) => [row.accountName, row.stage, alertState(row), kindWords(row), row.title, row.action, pricesWord(row)].join(' '),
};

const iso = (at: number): string => new Date(at).toISOString();

const COPIES: Readonly<Record<string, (row: AlertView) => CopiedCell>> = {
  raised: (row) => ({ text: iso(row.raisedAt) }),
  local: (row) => ({ text: localText(row.raisedAt) }),
  stage: (row) => ({ text: row.stage }),
  state: (row) => ({ text: alertState(row) }),
  account: (row) => ({ text: row.accountName }),
  kind: (row) => ({ text: kindWords(row) }),
  title: (row) => ({ text: row.title }),
  action: (row) => ({ text: row.action }),
  lasted: ({ clearedAt, raisedAt }) => (clearedAt === null ? { text: '' } : { figure: String((clearedAt - raisedAt) / 1000) }),
  blind: (row) => ({ text: pricesWord(row) }),
  latency: (row) => (row.latencyMs === null ? { text: '' } : { figure: String(row.latencyMs) }),
};

/** A cell as it is copied: moments in UTC, spans in seconds. */
export const alertCopy = (row: AlertView, key: string): CopiedCell => COPIES[key]?.(row) ?? { text: '' };

/** "2026-11-24 15:02:39" by the clock and zone of this machine. */
export function localText(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
