import { describe, expect, test } from 'vitest';
import type { Fault } from '#shared/domain/failure.ts';
import type { Outcome } from '../../../../src-renderer/state/commands.ts';
import { createEditor } from '../../../../src-renderer/state/editor/editor.ts';
import { newDocument } from '../../../../src-renderer/state/editor/newDocument.ts';

type Checked = Outcome<Readonly<{ notes: readonly string[] }>>;

const refused = (faults: readonly Fault[], message = 'refused'): Readonly<{ done: false; message: string; faults: readonly Fault[] }> => ({ done: false, message, faults });
const VALID: Checked = { done: true, value: { notes: ['No mark price for A.'] } };

/** An editor over a terminal that the test plays. */
function editorWith(accountId: string | null = null) {
  const asked: { text: string; answer: (outcome: Checked) => void }[] = [];
  const saves: { accountId: string | null; text: string }[] = [];
  const timers: (() => void)[] = [];
  let saving: Outcome<{ accountId: string; name: string; notes: readonly string[]; canUndo: boolean }> = { done: true, value: { accountId: 'a', name: 'Mine', notes: [], canUndo: false } };
  const editor = createEditor({
    accountId, text: newDocument({ name: 'Mine', venue: 'generic', model: 'tiered-cross', valuationCurrency: 'USDT' }),
    commands: {
      checkPortfolio: (_id, text) => new Promise((answer) => void asked.push({ text, answer })),
      savePortfolio: (id, text) => {
        saves.push({ accountId: id, text });
        return Promise.resolve(saving);
      },
    },
    later: (act) => void timers.push(act),
  });
  const pass = (): void => timers.splice(0).forEach((act) => act());
  const answer = async (outcome: Checked): Promise<void> => {
    asked.shift()?.answer(outcome);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { editor, asked, saves, pass, answer, setSaving: (outcome: typeof saving) => { saving = outcome; } };
}

describe('an editor', () => {
  test('O4: checks the whole draft after a pause, once for what came in between, and says what it found', async () => {
    const { editor, asked, pass, answer } = editorWith();
    editor.setCell('positions', 1, 'symbol', 'A');
    editor.setCell('positions', 1, 'contracts', '5');
    pass();
    expect(asked.map(({ text }) => (JSON.parse(text) as { positions: unknown }).positions)).toEqual([[{ symbol: 'A', contracts: '5', marginMode: 'cross', positionSide: 'both' }]]);
    await answer(refused([{ path: 'positions.0.entryPrice', message: 'is missing; expected a decimal above 0' }]));
    expect(editor.get()).toMatchObject({ check: 'faulty', changed: true, canUndo: true, faults: { cells: [{ grid: 'positions', key: 1, field: 'entryPrice' }] } });
    editor.setCell('positions', 1, 'entryPrice', '2');
    pass();
    await answer(VALID);
    expect(editor.get()).toMatchObject({ check: 'valid', notes: ['No mark price for A.'], faults: { cells: [] } });
  });

  test('an answer about an older draft says nothing of this one', async () => {
    const { editor, pass, answer } = editorWith();
    pass();
    editor.setName('Other');
    await answer(refused([{ path: 'name', message: 'is wrong' }]));
    expect(editor.get()).toMatchObject({ check: 'checking', faults: { name: [] } });
  });

  test('describes an unknown symbol beside the step that named it, so that one step back takes both', async () => {
    const { editor, pass, answer, asked } = editorWith();
    editor.paste('positions', 1, 'symbol', 'DOGE-PERP\t5\t0.1');
    expect(editor.get().remark).toBe('Pasted 1 row.');
    pass();
    await answer(refused([{ path: 'positions.0.symbol', message: 'is DOGE-PERP, which has no instrument; expected one in instruments, or a symbol that the venue\'s built-in set knows' }]));
    expect(editor.get().draft.grids.instruments.map(({ cells }) => cells['symbol'])).toEqual(['DOGE-PERP']);
    pass();
    expect(asked).toHaveLength(1);
    editor.undo();
    expect(editor.get()).toMatchObject({ draft: { grids: { positions: [], instruments: [] } }, canUndo: false, canRedo: true });
    editor.redo();
    expect(editor.get().draft.grids.instruments).toHaveLength(1);
  });

  test('O4: nothing is written before it is saved, and what is refused then stands at its cell', async () => {
    const { editor, saves, setSaving } = editorWith('account-7');
    editor.setName('');
    expect(saves).toEqual([]);
    setSaving(refused([{ path: 'name', message: 'is ""; expected the account’s name' }]));
    expect(await editor.save()).toBeNull();
    expect([saves[0]?.accountId, editor.get().faults.name]).toEqual(['account-7', ['is ""; expected the account’s name']]);
    setSaving(refused([], 'Another account is called "Mine".'));
    editor.setName('Mine');
    expect(await editor.save()).toBeNull();
    expect(editor.get().faults.others).toEqual(['Another account is called "Mine".']);
    setSaving({ done: true, value: { accountId: 'account-7', name: 'Mine', notes: [], canUndo: true } });
    expect(await editor.save()).toMatchObject({ accountId: 'account-7' });
  });

  test('what changes nothing is no step', () => {
    const { editor } = editorWith();
    let told = 0;
    const stop = editor.subscribe(() => { told += 1; });
    editor.setName('Mine');
    editor.setCell('collateral', 1, 'asset', '  ');
    editor.removeRow('orders', 9);
    editor.undo();
    editor.redo();
    expect(editor.paste('orders', 1, 'symbol', 'one')).toBe(false);
    editor.setName('Other');
    stop();
    editor.setName('Third');
    expect([told, editor.get().canUndo]).toEqual([1, true]);
  });
});
