import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import { epochMs } from '#shared/num/units.ts';
import { placedFaults } from '../../../../src-renderer/state/editor/cellFaults.ts';
import { COLUMNS } from '../../../../src-renderer/state/editor/columns.ts';
import { composed, type Draft, draftOf, nextKey, usedInstruments } from '../../../../src-renderer/state/editor/draft.ts';
import { pasted, removeRow, rename, setCell, withDescriptions } from '../../../../src-renderer/state/editor/edits.ts';
import { historyOf, redone, stepped, undone } from '../../../../src-renderer/state/editor/history.ts';

const NOW = epochMs(Date.UTC(2026, 10, 24));
const root = resolve(import.meta.dirname, '../../../golden');
const documents = globSync('*/portfolio.json', { cwd: root }).map((file) => [file, readFileSync(resolve(root, file), 'utf8')] as const);

/** A document as the terminal hands it to the editor. */
function stored(text: string): string {
  const parsed = parsePortfolio(text, NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return JSON.stringify(portfolioDocument(parsed.value.portfolio, parsed.value.prices, NOW));
}

/** Of a venue whose instruments are built in, with schedules of many tiers. */
const VENUE_BOOK = JSON.stringify({ schema: 'plimsoll.portfolio/1', name: 'Venue', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'single-currency', collateral: [{ asset: 'USDT', amount: '1000' }], positions: [{ symbol: 'BTCUSDT', contracts: '0.1', entryPrice: '60000', tierRule: 'progressive' }], betas: { BTC: '1.1' }, prices: { rate: '0.05' } });
const books = [...documents, ['a venue’s book', VENUE_BOOK] as const];

const golden = draftOf(stored(documents.find(([file]) => file.startsWith('account-1'))?.[1] ?? ''));
const EMPTY = draftOf(JSON.stringify({ schema: 'plimsoll.portfolio/1', name: 'Mine', valuationCurrency: 'USDT', venue: 'generic', model: 'tiered-cross', collateral: [], instruments: [], positions: [], orders: [] }));

const documentIn = (draft: Draft): Record<string, unknown> => JSON.parse(composed(draft).text) as Record<string, unknown>;

function faultsIn(draft: Draft) {
  const document = composed(draft);
  const parsed = parsePortfolio(document.text, NOW);
  return placedFaults(parsed.ok || parsed.error.code !== 'document/invalid' ? [] : parsed.error.faults, draft, document);
}

function paste(draft: Draft, grid: 'positions' | 'collateral' | 'orders', text: string, field = COLUMNS[grid][0]?.field ?? '') {
  const result = pasted(draft, grid, nextKey(draft.grids[grid]), field, text);
  if (result === null) throw new Error('one cell');
  return result;
}

describe('a draft', () => {
  test.each(books)('of %s that nobody touched is the same document', (_file, text) => {
    const before = stored(text);
    expect(JSON.parse(composed(draftOf(before)).text)).toEqual({ ...JSON.parse(before), orders: expect.anything() });
    const [was, is] = [parsePortfolio(before, NOW), parsePortfolio(composed(draftOf(before)).text, NOW)];
    expect(is).toEqual(was);
  });

  test('keeps what no cell shows: schedules of several tiers, fields of later models, betas', () => {
    const draft = draftOf(stored(VENUE_BOOK));
    const locked = draft.grids.instruments.find((row) => row.locked['maintenanceMarginRate'] !== undefined);
    expect(locked?.locked).toEqual({ maintenanceMarginRate: expect.stringMatching(/^\d+ tiers$/), initialMarginRate: expect.stringMatching(/^\d+ tiers$/) });
    const symbol = locked?.cells['symbol'];
    const instruments = documentIn(setCell(draft, 'instruments', locked?.key ?? 0, 'base', 'XYZ'))['instruments'] as { symbol: string; base: string; tiers: unknown[] }[];
    expect(instruments.find((one) => one.symbol === symbol)).toMatchObject({ base: 'XYZ', tiers: expect.arrayContaining([expect.objectContaining({ notionalFloor: '0' })]) });
  });

  test('leaves rows out in which nothing was written, and instruments that no row uses', () => {
    const without = removeRow(golden, 'positions', 1);
    expect(usedInstruments(without).map(({ cells }) => cells['symbol'])).not.toContain('BTC-PERP');
    const document = documentIn(setCell(setCell(without, 'orders', 1, 'price', '5'), 'orders', 1, 'price', ''));
    expect([(document['positions'] as unknown[]).length, document['orders'], (document['instruments'] as unknown[]).length]).toEqual([2, [], 2]);
  });

  test('takes typed prices into the document, and names none that was not typed', () => {
    const draft = setCell(setCell(golden, 'positions', 1, 'mark', '61,000.5'), 'collateral', 2, 'price', '61000');
    expect(documentIn(draft)['prices']).toMatchObject({ mark: { 'BTC-PERP': '61000.5' }, index: { BTC: '61000' } });
  });

  test('one rate of an instrument is one tier, in its cell or out of it', () => {
    const draft = setCell(golden, 'instruments', 1, 'maintenanceMarginRate', '0.4%');
    const [btc] = documentIn(draft)['instruments'] as { tiers: unknown }[];
    expect(btc?.tiers).toEqual([{ notionalFloor: '0', maintenanceAmount: '0', maintenanceMarginRate: '0.004', initialMarginRate: '0.01' }]);
    const bare = setCell(setCell(draft, 'instruments', 1, 'maintenanceMarginRate', ''), 'instruments', 1, 'initialMarginRate', '');
    expect((documentIn(bare)['instruments'] as object[])[0]).not.toHaveProperty('tiers');
  });
});

describe('what is pasted', () => {
  test('O4: fills rows from the cell on, to the right and down, and adds what is more', () => {
    const { draft, rows, leftOut } = paste(golden, 'positions', 'DOGE-PERP\t1,000.5\t0.12\nXRP-PERP\t−50\t1.1');
    expect([rows, leftOut, draft.grids.positions.length]).toEqual([2, [], 5]);
    expect(draft.grids.positions.at(-1)?.cells).toMatchObject({ symbol: 'XRP-PERP', contracts: '-50', entryPrice: '1.1', marginMode: 'cross', positionSide: 'both' });
    const over = pasted(golden, 'positions', 2, 'contracts', '-21\t3,150.5\n501');
    expect(over?.draft.grids.positions.map(({ cells }) => `${cells['symbol']} ${cells['contracts']} ${cells['entryPrice']}`)).toEqual(['BTC-PERP 1 58000', 'ETH-PERP -21 3150.5', 'SOL-PERP 501 160']);
  });

  test('O4: goes by heads where they are there, in any order and by other names, and says what it left out', () => {
    const { draft, rows, leftOut } = paste(EMPTY, 'positions', 'Avg price\tSymbol\tPnL\tQty\tSide\n60000\tBTC-PERP\t12\t2\tLong\n3000\tETH-PERP\t-5\t20\tShort', 'leverage');
    expect([rows, leftOut]).toEqual([2, ['The column “PnL” is none of this table.']]);
    expect(draft.grids.positions.map(({ cells }) => [cells['symbol'], cells['contracts'], cells['entryPrice'], cells['positionSide']])).toEqual([['BTC-PERP', '2', '60000', 'both'], ['ETH-PERP', '-20', '3000', 'both']]);
  });

  test('O4: says how many columns found no place', () => {
    expect(paste(EMPTY, 'orders', 'A\t1\t2\tno\tx\ty').leftOut).toEqual(['2 more columns found no place to the right.']);
  });

  test('is one cell: nothing for the table', () => {
    expect(pasted(golden, 'positions', 1, 'symbol', 'BTC-PERP')).toBeNull();
  });

  test('of exported collateral comes back as the same document', () => {
    const lines = golden.grids.collateral.map(({ cells }) => ['asset', 'amount', 'weight'].map((field) => cells[field]).join('\t'));
    const { draft } = paste({ ...golden, grids: { ...golden.grids, collateral: [] } }, 'collateral', ['Asset\tAmount\tWeight', ...lines].join('\n'));
    expect(documentIn(draft)['collateral']).toEqual(documentIn(golden)['collateral']);
  });
});

describe('faults', () => {
  test('O4: stand at their cell, with what is wrong and what is expected there', () => {
    const draft = setCell(setCell(rename(golden, '  '), 'positions', 2, 'contracts', 'five'), 'collateral', 1, 'weight', '1.5');
    expect(faultsIn(draft)).toEqual({
      cells: [
        { grid: 'collateral', key: 1, field: 'weight', message: 'is "1.5"; expected a figure from 0 to 1' },
        { grid: 'positions', key: 2, field: 'contracts', message: expect.stringMatching(/^is "five"; expected a figure with at most 24 digits/) },
      ],
      name: [expect.stringContaining('expected the account’s name')], others: [], undescribed: [],
    });
  });

  test('keep their rows when rows above are empty or gone', () => {
    const draft = setCell(removeRow(golden, 'positions', 1), 'positions', 3, 'entryPrice', '0');
    expect(faultsIn(draft).cells).toEqual([{ grid: 'positions', key: 3, field: 'entryPrice', message: expect.stringContaining('expected a figure above 0') }]);
  });

  test('of a whole row, a rate inside a schedule, and a typed price have a cell too', () => {
    const twice = paste(golden, 'positions', 'BTC-PERP\t1\t1').draft;
    expect(faultsIn(twice).cells).toMatchObject([{ grid: 'positions', key: 4, field: 'symbol', message: expect.stringContaining('a second row') }]);
    expect(faultsIn(setCell(golden, 'instruments', 1, 'maintenanceMarginRate', '7')).cells).toMatchObject([{ grid: 'instruments', key: 1, field: 'maintenanceMarginRate' }]);
    expect(faultsIn(setCell(golden, 'positions', 1, 'mark', '-3')).cells).toMatchObject([{ grid: 'positions', key: 1, field: 'mark' }]);
    expect(faultsIn(setCell(golden, 'collateral', 1, 'price', 'x')).cells).toMatchObject([{ grid: 'collateral', key: 1, field: 'price' }]);
    expect(faultsIn({ ...golden, rest: { ...golden.rest, venue: 'nowhere', parameters: undefined } }).others).toEqual([expect.stringMatching(/^venue is "nowhere"/)]);
  });

  test('J: a symbol that nobody knows opens the fields that it needs, and is not taken for granted', () => {
    const typo = paste(EMPTY, 'positions', 'DOGEUSDT\t5\t0.1\nBTC-PERP\t1\t60000').draft;
    expect(faultsIn(typo).undescribed).toEqual(['DOGEUSDT', 'BTC-PERP']);
    const described = withDescriptions(typo, faultsIn(typo).undescribed);
    expect(described.grids.instruments.map(({ cells: { symbol, base, quote, settle, contractSize } }) => [symbol, base, quote, settle, contractSize])).toEqual([['DOGEUSDT', 'DOGE', 'USDT', 'USDT', ''], ['BTC-PERP', 'BTC', 'USDT', 'USDT', '']]);
    expect(withDescriptions(described, ['DOGEUSDT'])).toBe(described);
    expect(faultsIn(described).cells.map(({ grid, key, field, message }) => `${grid} ${key} ${field} ${message}`)).toEqual([1, 2].map((key) => expect.stringContaining(`instruments ${key} contractSize is missing; expected a figure`)));
    const filled = setCell(setCell(described, 'instruments', 1, 'contractSize', '1'), 'instruments', 2, 'contractSize', '0.001');
    expect(faultsIn(filled).cells).toEqual([]);
  });
});

describe('steps', () => {
  test('whatever is edited is taken back step by step, and done again', () => {
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('cell' as const), key: fc.integer({ min: 1, max: 5 }), text: fc.constantFrom('1', '', 'x', '2,5') }),
      fc.record({ kind: fc.constant('remove' as const), key: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ kind: fc.constant('paste' as const), text: fc.constantFrom('A\t1\nB\t2', 'symbol\tsize\nQ\t3') }),
      fc.record({ kind: fc.constant('name' as const), text: fc.string({ maxLength: 3 }) }),
    );
    fc.assert(fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const drafts = [golden];
      let history = historyOf(golden);
      for (const one of edits) {
        const { present } = history;
        const next = one.kind === 'cell' ? setCell(present, 'positions', one.key, 'contracts', one.text) : one.kind === 'remove' ? removeRow(present, 'positions', one.key) : one.kind === 'paste' ? paste(present, 'positions', one.text).draft : rename(present, one.text);
        history = stepped(history, next);
        if (history.present !== present) drafts.push(next);
      }
      const last = history.present;
      for (let step = drafts.length - 1; step > 0; step -= 1) {
        expect(history.present).toBe(drafts[step]);
        history = undone(history);
      }
      expect(composed(history.present)).toEqual(composed(golden));
      expect(undone(history)).toEqual(history);
      for (const _ of drafts) history = redone(history);
      expect(history.present).toBe(last);
      // Keys stay apart: no two rows of a grid are one.
      for (const rows of Object.values(last.grids)) expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }), { numRuns: 200 });
  });
});
