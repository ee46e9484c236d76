import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule, RuleCondition, RuleNode } from '#shared/ipc/rule.ts';
import { epochMs } from '#shared/num/units.ts';
import { newFolders } from '../../db/support/database.ts';
import { type Bench, openBench, refuseWrites, riskyDocument, START, text, tick } from '../../hub/support/riskyAccount.ts';

const path = newFolders();
let bench: Bench;
beforeEach(() => { bench = openBench(path('rules.db')); });
afterEach(() => bench.store.close());

const condition = (of: RuleCondition['of'], is: RuleCondition['is'], level: string, own: Partial<RuleCondition> = {}): RuleCondition => ({ kind: 'condition', of, about: '', is, level, band: '', ...own });
const ruleOf = (when: RuleNode, own: Partial<Rule> = {}): Rule => ({ id: 'mine', name: 'Mine', on: true, accountId: null, stage: 'danger', holdSeconds: 30, when, ...own });
const kept = (when: RuleNode, own: Partial<Rule> = {}): void => expect(bench.warnings.saveRule(ruleOf(when, own))).toEqual([]);
const alerts = () => bench.store.alerts.recent(50).filter(({ kind }) => kind === 'rule');
const titles = (): readonly string[] => alerts().map(({ title }) => title);
const openRules = (): number => bench.store.alerts.open().filter(({ kind }) => kind === 'rule').length;

/** Each second a price, from and to in seconds. */
function priced(from: number, to: number, price: string): void {
  for (let second = from; second <= to; second += 1) {
    bench.tick(second * 1000, tick(price));
    bench.second(second * 1000 + 50);
  }
}

describe('a rule', () => {
  test.each<[string, RuleNode, string, string, string]>([
    ['margin ratio', condition('marginRatio', 'above', '40', { band: '2' }), '20900', 'Mine: margin ratio 46.45 %, above 40 % (Risky)', 'It clears when the margin ratio is below 38 % for 30 s.'],
    ['buffer', condition('buffer', 'below', '5000'), '22000', 'Mine: buffer 1,560.00 USD, below 5,000 USD (Risky)', 'It clears when the buffer is above 5,000 USD for 30 s.'],
    ['distance', condition('distance', 'below', '8', { band: '0.8' }), '22000', 'Mine: distance to liquidation 7.23 %, below 8 % (Risky)', 'It clears when the distance to liquidation is above 8.8 % for 30 s.'],
    ['distance of an asset', condition('distance', 'below', '8', { about: 'BTC' }), '22000', 'Mine: BTC distance to liquidation 7.23 %, below 8 % (Risky)', 'It clears when the BTC distance to liquidation is above 8 % for 30 s.'],
    ['price of a symbol', condition('price', 'below', '25000', { about: 'BTC-PERP' }), '22000', 'Mine: BTC-PERP price 22,000, below 25,000 (Risky)', 'It clears when the BTC-PERP price is above 25,000 for 30 s.'],
    ['price of an asset', condition('price', 'below', '25000', { about: 'BTC' }), '22000', 'Mine: BTC price 22,000, below 25,000 (Risky)', 'It clears when the BTC price is above 25,000 for 30 s.'],
  ])('about the %s is raised with value, level and account, and clears once', (_what, when, price, title, action) => {
    bench.put(riskyDocument());
    kept(when);
    priced(1, 2, '60000');
    expect(titles()).toEqual([]);
    priced(3, 6, price);
    expect(alerts()).toMatchObject([{ title, action, stage: 'danger', subject: 'mine', latencyMs: 50, clearedAt: null, onStaleData: false }]);
    priced(7, 45, '60000');
    expect(alerts()).toMatchObject([{ clearedAt: START + 37_050 }]);
  });

  test('about the funding rate reads what the venue said, in percent of its interval', () => {
    bench.put(riskyDocument());
    kept(condition('funding', 'above', '0.05', { about: 'BTC-PERP' }));
    priced(1, 2, '60000');
    expect(titles()).toEqual([]);
    bench.tick(3000, { kind: 'quote', venue: 'generic', symbol: 'BTC-PERP', markPrice: text('60000'), fundingRate: text('0.0006'), eventAt: null });
    bench.second(3050);
    expect(titles()).toEqual(['Mine: BTC-PERP funding rate 0.0600 %, above 0.05 % (Risky)']);
  });

  test('about Greeks prices every option anew, and is unknown while one cannot be priced', () => {
    const expiry = new Date(START + 30 * 86_400_000).toISOString();
    const terms = { settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' };
    const put = { symbol: 'BTC-P', kind: 'option', ...terms, expiry, strike: '50000', optionType: 'put' };
    const withPuts = (prices: object) => riskyDocument({
      instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', ...terms }, put],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }, { symbol: 'BTC-P', contracts: '2', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '60000' }, ...prices },
    });
    bench.put(withPuts({}));
    kept(condition('delta', 'below', '0', { about: 'BTC', band: '0.1' }));
    priced(1, 3, '40000');
    expect(titles()).toEqual([]);
    bench.put(withPuts({ volatility: { 'BTC-P': '0.6' } }));
    priced(4, 5, '60000');
    expect(titles()).toEqual([]);
    priced(6, 8, '40000');
    expect(titles()).toEqual(['Mine: BTC delta -0.7742, below 0 (Risky)']);
  });

  test.each<[string, RuleCondition, string]>([
    ['theta of all, in the money of the account', condition('theta', 'below', '-10'), 'theta a day'],
    ['vega of one asset', condition('vega', 'above', '5', { about: 'BTC' }), 'BTC vega a point'],
    ['gamma', condition('gamma', 'above', '0.000001', { about: 'BTC' }), 'BTC gamma'],
  ])('about %s', (_what, when, name) => {
    const expiry = new Date(START + 30 * 86_400_000).toISOString();
    bench.put(riskyDocument({
      instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1' }, { symbol: 'BTC-P', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry, strike: '60000', optionType: 'put' }],
      positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }, { symbol: 'BTC-P', contracts: '2', entryPrice: '1000' }], prices: { mark: { 'BTC-PERP': '60000' }, volatility: { 'BTC-P': '0.6' } },
    }));
    kept(when);
    priced(1, 3, '60000');
    expect(titles()).toEqual([expect.stringContaining(`Mine: ${name} `)]);
  });

  test('about the age of data is raised while nothing comes, and clears when something does', () => {
    bench.put(riskyDocument());
    kept(condition('dataAge', 'above', '3'), { holdSeconds: 0 });
    priced(1, 2, '60000');
    for (const second of [3, 4, 5]) bench.second(second * 1000);
    expect(titles()).toEqual(['Mine: age of the oldest price 3 s, above 3 s (Risky)']);
    expect(openRules()).toBe(1);
    priced(6, 6, '60000');
    expect(openRules()).toBe(0);
  });

  test('with "all" needs each, with "any" one of its conditions', () => {
    bench.put(riskyDocument());
    kept({ kind: 'all', of: [condition('price', 'below', '25000', { about: 'BTC' }), { kind: 'any', of: [condition('marginRatio', 'above', '99'), condition('buffer', 'below', '2000')] }] });
    priced(1, 2, '24000');
    expect(titles()).toEqual([]);
    priced(3, 4, '22000');
    expect(titles()).toEqual(['Mine: BTC price 22,000, below 25,000; buffer 1,560.00 USD, below 2,000 USD (Risky)']);
  });

  test('is of one account or of each', () => {
    bench.put(riskyDocument());
    const other = bench.put(riskyDocument({ name: 'Other' }));
    kept(condition('price', 'below', '25000', { about: 'BTC' }));
    kept(condition('price', 'below', '25000', { about: 'BTC' }), { id: 'one', name: 'One', accountId: other });
    priced(1, 3, '22000');
    expect(titles().toSorted()).toEqual(['Mine: BTC price 22,000, below 25,000 (Other)', 'Mine: BTC price 22,000, below 25,000 (Risky)', 'One: BTC price 22,000, below 25,000 (Other)']);
  });

  test('about what the account does not hold is not known: it is neither raised nor cleared', () => {
    bench.put(riskyDocument());
    kept(condition('price', 'above', '1', { about: 'DOGE' }));
    priced(1, 5, '22000');
    expect(titles()).toEqual([]);
    expect(bench.warnings.testRule(ruleOf(condition('price', 'above', '1', { about: 'DOGE' })), bench.engine.standings())).toMatchObject({ ok: true, value: [{ met: null, readings: [{ text: 'DOGE price unknown, asked for above 1', holds: null }] }] });
  });

  test('may rise on stale prices and says so; it does not clear on them', () => {
    bench.put(riskyDocument());
    kept(condition('buffer', 'below', '5000'), { holdSeconds: 0 });
    bench.tick(1000, tick('60000'));
    bench.second(10_000);
    bench.engine.find(bench.engine.ids()[0] ?? '')?.applyTicks({ ticks: [tick('22000')], staleMs: [], receivedAt: epochMs(START), replay: false }, 2000);
    bench.second(11_000);
    expect(alerts()).toMatchObject([{ onStaleData: true }]);
    bench.engine.find(bench.engine.ids()[0] ?? '')?.applyTicks({ ticks: [tick('60000')], staleMs: [], receivedAt: epochMs(START), replay: false }, 3000);
    for (let second = 12; second < 90; second += 1) bench.second(second * 1000);
    expect(openRules()).toBe(1);
    priced(90, 91, '60000');
    expect(openRules()).toBe(0);
  });

  test('that is off, changed or removed clears what it raised; changed, it starts anew', () => {
    bench.put(riskyDocument());
    const when = condition('price', 'below', '25000', { about: 'BTC' });
    kept(when);
    priced(1, 2, '22000');
    kept(when, { name: 'Renamed' });
    expect(openRules()).toBe(0);
    priced(3, 4, '22000');
    expect(titles()[0]).toMatch(/^Renamed: /);
    kept(when, { on: false });
    priced(5, 6, '22000');
    expect(openRules()).toBe(0);
    kept(when);
    priced(7, 8, '22000');
    expect(bench.warnings.removeRule('mine')).toBe(true);
    expect(openRules()).toBe(0);
    priced(9, 10, '22000');
    expect([alerts().length, openRules(), bench.warnings.removeRule('mine')]).toEqual([3, 0, false]);
  });

  test('is taken up again after a restart: not raised twice, and cleared', () => {
    const accountId = bench.put(riskyDocument());
    kept(condition('price', 'below', '25000', { about: 'BTC' }));
    priced(1, 2, '22000');
    bench.engine.savePrices(bench.store.prices.saveLast);
    bench.store.close();
    bench = openBench(path('rules.db'), START + 60_000);
    bench.open(accountId);
    bench.engine.setChannel(accountId, 'live');
    priced(1, 3, '22000');
    expect(alerts()).toHaveLength(1);
    priced(4, 40, '60000');
    expect([alerts().length, openRules()]).toEqual([1, 0]);
  });

  test('that cannot be written is raised with the first write that passes, once', () => {
    bench.put(riskyDocument());
    kept(condition('price', 'below', '25000', { about: 'BTC' }));
    priced(1, 2, '60000');
    const passAgain = refuseWrites(path('rules.db'), 'alert_event');
    priced(3, 5, '24900');
    expect([titles(), bench.told]).toEqual([[], []]);
    passAgain();
    priced(6, 8, '24900');
    expect(titles()).toHaveLength(1);
    expect(bench.told.filter(({ kind }) => kind === 'rule')).toHaveLength(1);
  });
});

describe('a rule that cannot be', () => {
  test.each<[string, Partial<Rule>, readonly string[]]>([
    ['nameless', { name: '  ' }, ['name: Give the rule a name: its alerts begin with it.']],
    ['without conditions', { when: { kind: 'all', of: [] } }, ['when: Add a condition: a rule without one never fires.']],
    ['without a level', { when: condition('buffer', 'below', ' ') }, ['when.level: Type a level, such as 70 or 0.05.']],
    ['with a level in words', { when: { kind: 'any', of: [condition('buffer', 'below', '1'), condition('buffer', 'below', '5k')] } }, ['when.of.1.level: "5k" is no number; type digits with a point, such as 70 or 0.05.']],
    ['with an exponent', { when: condition('marginRatio', 'above', '1e9') }, ['when.level: "1e9" is no number; type digits with a point, such as 70 or 0.05.']],
    ['with a ratio of nothing', { when: condition('marginRatio', 'above', '0') }, ['when.level: The level must be above zero.']],
    ['with a negative band', { when: condition('buffer', 'below', '-5', { band: '-1' }) }, ['when.band: Type how far beyond the level it clears, such as 2, or leave it empty.']],
    ['with a price of nothing', { when: condition('price', 'below', '5') }, ['when.about: Name an asset or a symbol, such as BTC or BTCUSDT.']],
    ['with a ratio of an asset', { when: condition('marginRatio', 'above', '5', { about: 'BTC' }) }, ['when.about: The margin ratio is of the whole account; leave this empty.']],
    ['with too many conditions', { when: { kind: 'all', of: Array.from({ length: 13 }, () => condition('buffer', 'below', '1')) } }, ['when: A rule has at most 12 conditions.']],
    ['too deep', { when: { kind: 'all', of: [{ kind: 'any', of: [{ kind: 'all', of: [{ kind: 'any', of: [condition('buffer', 'below', '1')] }] }] }] } }, ['when.of.0.of.0.of.0: Groups stand in each other at most 3 deep.']],
  ])('%s is refused by one sentence for each field, and not kept', (_what, own, faults) => {
    const rule = ruleOf(condition('buffer', 'below', '1'), own);
    expect(bench.warnings.saveRule(rule).map(({ path: field, message }) => `${field}: ${message}`)).toEqual(faults);
    expect(bench.warnings.testRule(rule, [])).toMatchObject({ ok: false });
    expect(bench.warnings.rules.list()).toEqual([]);
  });

  test('there are fifty at most', () => {
    for (let at = 0; at < 50; at += 1) kept(condition('buffer', 'below', '1'), { id: `r${at}` });
    expect(bench.warnings.saveRule(ruleOf(condition('buffer', 'below', '1'), { id: 'more' }))).toHaveLength(1);
    expect(bench.warnings.saveRule(ruleOf(condition('buffer', 'below', '2'), { id: 'r0' }))).toEqual([]);
  });
});
