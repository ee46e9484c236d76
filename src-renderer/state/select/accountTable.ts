import { stageRank } from '#shared/domain/stage.ts';
import type { FigureView } from '#shared/ipc/figureView.ts';
import type { StandingView } from '#shared/ipc/overviewView.ts';
import type { Rank } from '../tables/sorting.ts';
import type { CopiedCell } from '../tables/tsv.ts';
import type { TableSpec } from '../tables/useTableRows.ts';

/** Columns that say something only while one move of all markets is asked about. */
export const AFTER_MOVE: ReadonlySet<string> = new Set(['after', 'liquidated']);

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
/** No equity at all stands above every ratio. */
const ratioOf = ({ underwater, marginRatio }: StandingView): number | null => (underwater ? Number.POSITIVE_INFINITY : numberOf(marginRatio.value));

const RANKS: Readonly<Record<string, (row: StandingView) => Rank>> = {
  account: (row) => row.name,
  venue: (row) => `${row.venue} ${row.model}`,
  stage: (row) => stageRank(row.stage),
  ratio: ratioOf,
  nearest: ({ nearest }) => (nearest === null ? null : Math.abs(Number(nearest.fraction))),
  buffer: (row) => numberOf(row.buffer.value),
  equity: (row) => numberOf(row.equity.value),
  equityIn: (row) => numberOf(row.equityIn),
  after: ({ shocked }) => (shocked?.status === 'known' ? stageRank(shocked.stage) : null),
  liquidated: ({ shocked }) => (shocked?.status === 'known' ? shocked.place : null),
};

const ASCENDING: ReadonlySet<string> = new Set(['account', 'venue', 'nearest', 'buffer', 'liquidated']);

export const ACCOUNT_TABLE: TableSpec<StandingView> = {
  id: 'accounts',
  keyOf: (row) => row.accountId,
  rankOf: (row, key) => RANKS[key]?.(row) ?? null,
  // As the terminal has them: the highest stage first, then the highest ratio, then the nearest liquidation.
  usualSort: [],
  firstDirection: (key) => (ASCENDING.has(key) ? 'ascending' : 'descending'),
  assetOf: null,
  said: (row) => [row.name, row.venue, row.model, row.stage, row.valuationCurrency, row.demo ? 'demo' : ''].join(' '),
};

const BOUNDS = { atLeast: '≥ ', atMost: '≤ ' } as const;

/** A bound is no figure to add up: it is copied as text that says so. */
const figure = ({ value, bound }: FigureView): CopiedCell => (value === null || bound === 'unknown' ? { text: '?' } : bound === null ? { figure: value } : { text: `${BOUNDS[bound]}${value}` });

const COPIES: Readonly<Record<string, (row: StandingView) => CopiedCell>> = {
  account: (row) => ({ text: row.name }),
  venue: (row) => ({ text: `${row.venue} ${row.model}` }),
  stage: ({ stage, incomplete }) => ({ text: incomplete ? `${stage} ?` : stage }),
  ratio: (row) => (row.underwater ? { text: 'no equity' } : figure(row.marginRatio)),
  nearest: ({ nearest, nearestNeeds }) => (nearest === null ? { text: nearestNeeds === null ? 'none' : '?' } : { text: `${nearest.asset} ${nearest.fraction}` }),
  buffer: (row) => figure(row.buffer),
  equity: (row) => figure(row.equity),
  equityIn: ({ equityIn }) => (equityIn === null ? { text: '?' } : { figure: equityIn }),
  after: ({ shocked }) => ({ text: shocked === null ? '' : shocked.status === 'known' ? shocked.stage : '?' }),
  liquidated: ({ shocked }) => (shocked?.status !== 'known' ? { text: shocked === null ? '' : '?' } : shocked.liquidatedAt === null ? { text: 'no' } : { figure: shocked.liquidatedAt }),
};

/** A cell as it is copied; amounts in the account's own currency, which its head cannot name. */
export const accountCopy = (row: StandingView, key: string): CopiedCell => {
  const copied = COPIES[key]?.(row) ?? { text: '' };
  return key !== 'buffer' && key !== 'equity' ? copied : { text: `${'figure' in copied ? copied.figure : copied.text} ${row.valuationCurrency}` };
};
