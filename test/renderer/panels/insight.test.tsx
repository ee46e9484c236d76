import { describe, expect, test } from 'vitest';
import type { ComparisonView } from '#shared/ipc/comparisonView.ts';
import { epochMs } from '#shared/num/units.ts';
import { App } from '../../../src-renderer/app.tsx';
import { DifferenceTable } from '../../../src-renderer/panels/dialogs/compare/DifferenceTable.tsx';
import { ModelTable } from '../../../src-renderer/panels/dialogs/compare/ModelTable.tsx';
import { Efficiency } from '../../../src-renderer/panels/dialogs/contribution/Efficiency.tsx';
import { Effects } from '../../../src-renderer/panels/dialogs/contribution/Effects.tsx';
import { Savings } from '../../../src-renderer/panels/dialogs/contribution/Savings.tsx';
import { Solvency } from '../../../src-renderer/panels/dialogs/contribution/Solvency.tsx';
import { StepTree } from '../../../src-renderer/panels/dialogs/derivation/StepTree.tsx';
import { compared, contributed, derived, POOLED } from '../support/insight.ts';
import { accountOf, draw, START, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';

const NOTHING = storeWith(null, null);
const models = (view: ComparisonView): string => draw(<ModelTable view={view} instruments={2} chosen={null} onChoose={() => undefined} />, NOTHING);
const count = (html: string, words: string): number => html.split(words).length - 1;

describe('one book, every venue', () => {
  const view = compared();
  const html = models(view);
  test('has a line for every model, one of them the account’s own', () => expect([count(html, 'data-testid="model-row"'), count(html, 'data-own="true"')]).toEqual([view.models.length, 1]));
  test('lets one of its buttons be reached by Tab', () => expect(count(html, 'class="row-button" aria-pressed="false" tabindex="0"')).toBe(1));
  test('says in words that a venue does not know a symbol', () => expect(wordsOf(html)).toMatch(/document&#x27;s tiers \(SOL-PERP, BTC-PERP\)/));
  test('shows a bound as one, and "?" with its reason where nothing is known', () => {
    const bare = models(compared({ venue: 'binance-usdm', collateral: [{ asset: 'USDT', amount: '10000' }, { asset: 'BTC', amount: '0.1' }] }));
    expect(bare).toMatch(/data-testid="model-ratio"[^>]*>≤\u00a0\d/);
    expect(bare).toMatch(/title="Unknown: needs collateral weight of BTC"/);
    expect(bare).not.toMatch(/≥\u00a00\.0/);
  });

  test('tells the differences of the chosen model line by line, with their total', () => {
    const chosen = compared({}, 'okx-single-currency-2025-07-23');
    const model = chosen.models.find(({ id }) => id === chosen.differences?.id);
    expect(model).toBeDefined();
    if (model === undefined) return;
    const words = wordsOf(draw(<DifferenceTable view={chosen} model={model} instruments={2} />, NOTHING));
    expect(words).toMatch(/OKX less the account’s own/);
    expect(words).toMatch(/The document&#x27;s own tiers are used for SOL-PERP, BTC-PERP/);
    expect(words).toMatch(/All lines/);
  });
  test('has nothing to say of the own model against itself', () => {
    const own = view.models.find((model) => model.own);
    if (own === undefined) throw new Error('the own model is there');
    expect(wordsOf(draw(<DifferenceTable view={view} model={own} instruments={2} />, NOTHING))).toMatch(/nothing differs from it/);
  });
});

describe('who saves whom', () => {
  const view = contributed();
  const [pool] = view.pools;
  if (pool === undefined) throw new Error('an account has a pool');
  const drawn = (element: React.ReactElement): string => draw(element, NOTHING);
  test('has the gaining short as a payer, the losing lines as columns, and the equity for the rest', () => {
    const words = wordsOf(drawn(<Savings pool={pool} unit="USDT" named={false} move={view.move} />));
    expect(words).toMatch(/Pays SOL-PERP BTC collateral Pays in all BTC-PERP .* Own equity .* In all/);
  });
  test('names efficiency, both uses, and the frontiers', () => {
    expect(wordsOf(drawn(<Efficiency view={view} />))).toMatch(/Needed together [\d,.]+ Needed one by one [\d,.]+ Saved by pooling [\d.]+ % Margin in use now Initial [\d.]+ % Maintenance [\d.]+ %/);
    expect(wordsOf(drawn(<Solvency pool={pool} unit="USDT" named={false} move={view.move} />))).toMatch(/Liquidated at .* Bankrupt at .* Between the two .* After −20 % Equity .* Deficit/);
  });
  test('tells what each collateral does to each liquidation price', () => expect(wordsOf(drawn(<Effects view={view} />))).toMatch(/Collateral Value Haircut SOL BTC/));
  test('says what is missing when a price is', () => {
    const unknown = contributed({ prices: { mark: { 'BTC-PERP': { value: '60000' } }, index: { BTC: { value: '60000' } } } });
    expect(wordsOf(drawn(<Savings pool={unknown.pools[0] ?? pool} unit="USDT" named={false} move={unknown.move} />))).toMatch(/Not known: needs mark price of SOL-PERP/);
    expect(wordsOf(drawn(<Efficiency view={unknown} />))).toMatch(/Not known: needs/);
  });
  test('is told pool by pool', () => expect(contributed(POOLED).pools.map(({ name }) => name)).toEqual(['Cross USDT', 'Cross USDC', 'Isolated SOL-PERP']));
});

describe('how a figure comes about', () => {
  const view = derived({ of: 'row', row: 'SOL-PERP|both|cross', figure: 'maintenanceMargin' });
  test('is a tree with names, numbers and sources', () => {
    if (view.tree === null) throw new Error('the tree agrees');
    const html = draw(<StepTree root={view.tree} money="USDT" label="Maintenance margin" />, NOTHING);
    expect([count(html, 'role="tree"'), count(html, 'tabindex="0"')]).toEqual([1, 1]);
    expect(wordsOf(html)).toMatch(/maintenance margin of SOL-PERP 140\.00 14,000\.00 × 0\.01/);
    expect(wordsOf(html)).toMatch(/mark of SOL-PERP, from the document/);
  });
  test('is handed out as a document with the same value', () => {
    expect(JSON.parse(view.file.text)).toMatchObject({ value: view.figure.value });
    expect(view.file.fileName).toMatch(/^plimsoll-.*\.json$/);
  });
  test('of nothing is refused', () => expect(() => derived({ of: 'row', row: 'NONE|both|cross', figure: 'size' })).toThrow(/no such figure/));
});

describe('an account of several pools', () => {
  const account = accountOf(POOLED);
  const html = draw(<App />, storeWith(account, terminalOf(account)));
  test('lists them, with the one that the headlines are of', () => {
    expect(count(html, 'data-testid="pool"')).toBe(3);
    expect(wordsOf(html)).toMatch(/Cross USDT [\d.]+ % buffer [\d,.]+ shown above/);
  });
  test('does not call the margin of one pool the total of the rows', () => expect(wordsOf(html)).toMatch(/Total · margin of Cross USDT alone/));
  test('says which row is isolated', () => expect(wordsOf(html)).toMatch(/SOL-PERP isolated/));
});

test('a row says what its venue prints where that is another price', () => {
  const account = accountOf();
  const [first, ...rest] = account.positions;
  if (first === undefined) throw new Error('the account has a row');
  const html = (venueLiquidation: typeof first.venueLiquidation): string => draw(<App />, storeWith({ ...account, positions: [{ ...first, venueLiquidation }, ...rest] }, terminalOf(account)));
  expect(count(html({ status: 'none', reason: 'covered' }), '; the venue prints none')).toBeGreaterThan(0);
  expect(count(html(first.liquidation), 'the venue prints')).toBe(0);
});

test('rules to come are told with the time that is left and the ratio after them', () => {
  const account = accountOf();
  const html = draw(<App />, storeWith({ ...account, nextChange: { at: epochMs(START + 3 * 86_400_000), parameterSetId: 'next', marginRatio: account.totals.marginRatio, maintenanceMargin: null } }, terminalOf(account)));
  expect(wordsOf(html)).toMatch(/next change in 2 d 23 h, margin ratio after [\d.]+ %/);
});

test('the venue’s own ratio stands beside the margin ratio when it is another', () => {
  const account = accountOf();
  const value = account.totals.equity;
  const html = draw(<App />, storeWith({ ...account, venueRatio: { label: 'uniMMR', value, higherIs: 'safer' } }, terminalOf(account)));
  expect(wordsOf(html)).toMatch(/uniMMR [\d,.]+ %/);
  expect(count(draw(<App />, storeWith(account, terminalOf(account))), 'data-testid="venue-ratio"')).toBe(0);
});
