import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/document/canonicalJson.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import { importPortfolio } from '../../../../src-main/jobs/importPortfolio.ts';
import { sha256 as hashOf } from '../../../../src-main/util/sha256.ts';
import { directly, newFolders, sha256 } from '../../db/support/database.ts';
import { parsed, riskyDocument } from '../../hub/support/riskyAccount.ts';
import { lines, plimsoll, start } from './support/plimsoll.ts';

const GOLDEN = resolve(import.meta.dirname, '../../../golden/account-1');
const golden = resolve(GOLDEN, 'portfolio.json');
const path = newFolders();

type Fields = Readonly<Record<string, Json>>;
const read = (text: string): Record<string, never> & Fields => JSON.parse(text);
function file(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}
const near = (got: unknown, want: string): boolean => typeof got === 'string' && new Decimal(got).minus(want).abs().lte(new Decimal(want).abs().times('1e-12'));

/** A database that holds the document's account. */
function withAccount(document = riskyDocument()): string {
  const imported = importPortfolio(parsed(document, Date.now()), path('p.db'), epochMs(Date.now()));
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  return path('p.db');
}

describe('instruments', () => {
  test('prints what is built in, with day and source, on a machine that has never been online', async () => {
    const { code, stdout, stderr } = await plimsoll('instruments', 'deribit', '--find', 'sol');
    expect([code, stderr]).toEqual([0, '1 of 18 instruments\n']);
    expect(lines(stdout).map((line) => line.split(/ +/))).toEqual([
      ['list', 'symbol', 'kind', 'settlement', 'base', 'quote', 'settle', 'contract', 'tick', 'lot', 'expiry', 'status', 'initial', 'maintenance', 'leverage', 'as', 'of', 'from'],
      ['deribit-usdc', 'SOL_USDC-PERPETUAL', 'perpetual', 'linear', 'SOL', 'USDC', 'USDC', '0.1', '0.01', '1', '-', 'trading', '?', '?', '25', '2022-04-28', 'built', 'in'],
      ['built', 'in:', 'deribit-usdc,', '2022-04-28,', 'from', 'bmoscon/cryptofeed', 'sample_data/DERIBIT.0', '@', 'ce58c2a00'],
    ]);
  });

  test('prints every venue without one, and what was meant by a name that is not there', async () => {
    const [all, near] = await Promise.all([plimsoll('instruments'), plimsoll('instruments', 'okx', '--find', 'BTCUSDTSWAP')]);
    expect(all.stderr).toMatch(/^(\d+) of \1 instruments\n$/);
    expect(near.stderr).toBe('0 of 206 instruments; did you mean BTC-USDT-SWAP?\n');
  });

  test('prints the lists of the database and what changed in them', async () => {
    withAccount();
    const at = Date.UTC(2026, 10, 22);
    directly(path('p.db'), (db) => db.exec(`INSERT INTO instrument_list VALUES ('gate-usdt', ${at}, ${at}, 1, '[["NEW_USDT","perpetual","linear","NEW","USDT","USDT","0.10","0.001"]]');
      INSERT INTO instrument_change (source, at, symbol, kind, fact, before, after) VALUES ('gate-usdt', ${at}, 'NEW_USDT', 'tick', 'tickSize', '0.01', '0.001'), ('okx-swap', ${at}, 'A', 'listed', 'symbol', NULL, 'A')`));
    const [list, changes] = await Promise.all([plimsoll('instruments', 'gate', '--db', path('p.db')), plimsoll('instruments', 'gate', '--changes', '--db', path('p.db'))]);
    expect(lines(list.stdout)[1]?.split(/ +/)).toEqual(['gate-usdt', 'NEW_USDT', 'perpetual', 'linear', 'NEW', 'USDT', 'USDT', '0.10', '0.001', '?', '-', '?', '?', '?', '?', '2026-11-22', 'venue']);
    expect(lines(changes.stdout)[1]?.split(/ +/)).toEqual(['2026-11-22T00:00:00.000Z', 'gate-usdt', 'NEW_USDT', 'tick', 'tickSize', '0.01', '0.001']);
    expect([list.stderr, changes.stderr]).toEqual(['1 of 1 instruments\n', '1 changes seen\n']);
  });

  test('prints what is built in beside a database that cannot be read', async () => {
    const { code, stdout, stderr } = await plimsoll('instruments', 'dydx', '--db', file('p.db', 'no database'));
    expect([code, lines(stdout).length, lines(stderr)]).toEqual([0, 5, [expect.stringMatching(/^only what is built in: .*p\.db is not a Plimsoll database/), '3 of 3 instruments']]);
  });

  test('refuses a venue without a list by name', async () => {
    expect(await plimsoll('instruments', 'nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('VENUE: is "nowhere", which has no list of instruments; expected binance-usdm, binance-coinm,') });
    expect(await plimsoll('instruments', 'drift')).toMatchObject({ code: 2 });
  });
});

describe('snapshot', () => {
  test('prints golden account 1 with every expected figure within rel 1e-12, and nothing on stderr', async () => {
    const { code, stdout, stderr } = await plimsoll('snapshot', golden);
    expect([code, stderr]).toEqual([0, '']);
    const snapshot = JSON.parse(stdout);
    const expected = JSON.parse(readFileSync(resolve(GOLDEN, 'expected.json'), 'utf8'));
    const wrong: string[] = [];
    const compare = (name: string, got: unknown, want: unknown): void => {
      if (typeof want === 'object' && want !== null) for (const [key, value] of Object.entries(want)) compare(`${name}.${key}`, typeof got === 'object' && got !== null ? Reflect.get(got, key) : undefined, value);
      else if (typeof want === 'string' && /^-?\d/.test(want) ? !near(got, want) : got !== want) wrong.push(`${name}: ${String(got)}, expected ${String(want)}`);
    };
    const bySymbol = (pick: (row: Fields) => unknown) => Object.fromEntries(snapshot.positions.map((row: Fields) => [row['symbol'], pick(row)]));
    const shaped: Readonly<Record<string, unknown>> = {
      totals: snapshot.totals, equityParts: snapshot.equityParts, jointMove: snapshot.jointMove, positions: bySymbol((row) => row), withoutThis: bySymbol((row) => row['withoutThis']),
      underlyings: Object.fromEntries(snapshot.underlyings.map(({ asset, liquidationPrice }: Fields) => [asset, Reflect.get(Object(liquidationPrice), 'price')])),
      distance: Object.fromEntries(snapshot.positions.map(({ symbol, distance }: Fields) => [typeof symbol === 'string' ? symbol.split('-')[0] : symbol, Reflect.get(Object(distance), 'fraction')])),
    };
    const { note: _note, derivation: _derivation, ...figures } = expected;
    for (const [name, want] of Object.entries(figures)) compare(name, shaped[name], want);
    expect(wrong).toEqual([]);
    expect(Object.keys(figures).toSorted()).toEqual(Object.keys(shaped).toSorted());
  });

  test('seals the document with the hash of its canonical form', async () => {
    const { integrity, ...rest } = read((await plimsoll('snapshot', golden)).stdout);
    expect(integrity).toMatchObject({ hash: hashOf(canonicalJson(rest)) });
  });

  test('read again gives the same figures, also from standard input', async () => {
    const first = await plimsoll('snapshot', golden);
    const again = await start(['snapshot', '-'], { input: first.stdout }).ended;
    expect(again.stdout).toBe(first.stdout);
  });

  test('takes newer prices from a second file', async () => {
    const { stdout } = await plimsoll('snapshot', file('a.json', riskyDocument()), '--prices', file('prices.json', '{"mark":{"BTC-PERP":"50000"}}'));
    expect(read(stdout)['totals']).toMatchObject({ equity: '30000' });
  });

  test('as csv is one figure a line, as table is for a person', async () => {
    const [csv, table] = await Promise.all([plimsoll('snapshot', golden, '--format', 'csv'), plimsoll('snapshot', golden, '--format', 'table')]);
    expect([csv.code, table.code]).toEqual([0, 0]);
    expect(csv.stdout).toContain('"totals",,"equity",25000\r\n');
    expect(table.stdout).toMatch(/^Golden account 1 · generic · USD/);
    expect(table.stdout).toMatch(/^equity +25000$/m);
  });

  test('redacted holds neither name nor amount', async () => {
    const { stdout } = await plimsoll('snapshot', golden, '--redact');
    expect(stdout).not.toMatch(/Golden|25000|20000|58000/);
    expect(read(stdout)).toMatchObject({ redacted: true });
  });

  test('with a headline unknown is computed and exits 3; a negative equity exits 0', async () => {
    const [unknown, negative] = await Promise.all([
      plimsoll('snapshot', file('u.json', riskyDocument({ prices: {} }))),
      plimsoll('snapshot', file('n.json', riskyDocument({ prices: { mark: { 'BTC-PERP': '1000' } } }))),
    ]);
    expect([unknown.code, read(unknown.stdout)['totals']]).toMatchObject([3, { equity: null, incomplete: true }]);
    expect([negative.code, read(negative.stdout)['totals']]).toMatchObject([0, { equity: '-19000', marginRatio: null, stage: 'liquidating' }]);
  });

  test('whose reader goes away in the middle of more than a pipe holds ends without a word', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `C${at}`);
    const document = file('large.json', riskyDocument({
      instruments: names.map((symbol) => ({ symbol, kind: 'perpetual', settlement: 'linear', base: symbol, quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] })),
      positions: names.map((symbol) => ({ symbol, contracts: '1', entryPrice: '10' })), prices: { mark: Object.fromEntries(names.map((symbol) => [symbol, '10'])) },
    }));
    const program = resolve(import.meta.dirname, '../../../../src-main/cli.ts');
    const shell = spawn('sh', ['-c', `{ "${process.execPath}" "${program}" snapshot "${document}"; echo "exit $?" >&2; } | head -c 10`]);
    let [out, errors] = ['', ''];
    shell.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    shell.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
    await new Promise((done) => shell.on('close', done));
    expect([out.length, errors]).toEqual([10, 'exit 0\n']);
  });
});

describe('a portfolio document with a fault', () => {
  const tier = (notionalFloor: string) => ({ notionalFloor, maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' });
  const instrument = (changes: object) => ({ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [tier('0')], ...changes });
  const position = { symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' };
  const faults: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    ['an unknown field', { leverage: '3' }, /^leverage: is not a field of this document; remove it or correct its name$/],
    ['a number that is no decimal', { positions: [{ ...position, contracts: '1e3' }] }, /^positions\.0\.contracts: is "1e3"; expected a decimal in quotes .*$/],
    ['a number without quotes', { positions: [{ ...position, contracts: 1 }] }, /^positions\.0\.contracts: is 1; expected a decimal in quotes .*$/],
    ['a duplicate instrument', { instruments: [instrument({}), instrument({})] }, /^instruments\.1: is a second instrument BTC-PERP; expected one per symbol$/],
    ['a second row for the same position', { positions: [position, position] }, /^positions\.1: is a second row for \(BTC-PERP, both, cross\); expected one row each$/],
    ['a position without an instrument', { positions: [{ ...position, symbol: 'NONE' }] }, /^positions\.0\.symbol: is NONE, which has no instrument; expected .*$/],
    ['a negative contract size', { instruments: [instrument({ contractSize: '-1' })] }, /^instruments\.0\.contractSize: is "-1"; expected a decimal in quotes above 0.*$/],
    ['tiers that do not start at 0', { instruments: [instrument({ tiers: [tier('10')] })] }, /^instruments\.0\.tiers\.0\.notionalFloor: is 10; expected the first tier to start at "0"$/],
    ['tiers that do not ascend', { instruments: [instrument({ tiers: [tier('0'), tier('20'), tier('20')] })] }, /^instruments\.0\.tiers\.2\.notionalFloor: is 20, not above 20; expected ascending floors$/],
    ['an expiry before asOf', { asOf: '2026-11-22T00:00:00Z', instruments: [instrument({ kind: 'future', expiry: '2026-11-21T00:00:00Z' })] }, /^instruments\.0\.expiry: lies before asOf \(2026-11-22T00:00:00\.000Z\); expected .*$/],
  ];

  test.concurrent.each(faults)('is refused by one line that names the place and the fix: %s', async (what, changes, line) => {
    // Its own: tests that run side by side share no folder.
    const folder = mkdtempSync(join(tmpdir(), `plimsoll-${what.replaceAll(' ', '-')}-`));
    writeFileSync(`${folder}/doc.json`, riskyDocument(changes));
    const [snapshot, imported] = await Promise.all([plimsoll('snapshot', `${folder}/doc.json`), plimsoll('import', `${folder}/doc.json`, '--as', 'portfolio', '--db', `${folder}/new.db`)]);
    for (const { code, stdout, stderr } of [snapshot, imported]) {
      expect([code, stdout]).toEqual([2, '']);
      expect(lines(stderr)).toEqual([expect.stringMatching(line)]);
    }
    expect(readdirSync(folder)).toEqual(['doc.json']);
    rmSync(folder, { recursive: true });
  });

  test('has one line for each of several faults, and leaves a stored account as it was', async () => {
    const db = withAccount();
    const before = sha256(db);
    const { code, stderr } = await plimsoll('import', file('bad.json', riskyDocument({ one: 1, two: 2, positions: [{ ...position, entryPrice: '-1' }] })), '--as', 'portfolio', '--db', db);
    expect(code).toBe(2);
    expect(new Set(lines(stderr).map((line) => line.split(':')[0]))).toEqual(new Set(['one', 'positions.0.entryPrice', 'two']));
    expect(lines(stderr)).toHaveLength(3);
    expect(sha256(db)).toBe(before);
  });

  test.concurrent.each([
    ['no JSON', 'nothing', /^\(document\): is not JSON: /], ['a list', '[]', /^\(document\): /], ['nothing', '', /^\(document\): is not JSON: /],
  ])('is refused when it is %s', async (what, text, line) => {
    const { code, stderr } = await start(['snapshot', '-'], { input: text }).ended;
    expect([what, code]).toEqual([what, 2]);
    expect(lines(stderr)[0]).toMatch(line);
  });
});

describe('import and export', () => {
  test('store a document and give its figures back; a dry run stores nothing', async () => {
    const doc = file('doc.json', riskyDocument());
    const dry = await plimsoll('import', doc, '--as', 'portfolio', '--dry-run', '--db', path('p.db'));
    expect([dry.code, dry.stdout, existsSync(path('p.db'))]).toEqual([0, 'Risky: 1 positions, 1 collateral rows, 0 orders, 1 prices (dry run: nothing was written)\n', false]);
    const db = path('p.db');
    const stored = await plimsoll('import', doc, '--as', 'portfolio', '--db', db);
    expect([stored.code, stored.stdout, stored.stderr]).toEqual([0, 'Risky: 1 positions, 1 collateral rows, 0 orders, 1 prices\n', '']);
    const json = await plimsoll('export', '--account', 'Risky', '--db', db);
    expect([json.code, json.stderr]).toEqual([0, '']);
    expect(read(json.stdout)).toMatchObject({ account: { name: 'Risky' }, totals: { equity: '40000', stage: 'calm' }, positions: [{ priceState: 'stale' }] });
    const again = await plimsoll('import', doc, '--as', 'portfolio', '--db', db);
    expect(again.stdout).toContain('; replaced the account of that name');
  });

  test('write a file whole, and refuse what cannot be written', async () => {
    const db = withAccount();
    const [csv, bad] = await Promise.all([
      plimsoll('export', '--account', 'Risky', '--db', db, '--format', 'csv', '--redact', '--out', path('out.csv')), plimsoll('export', '--account', 'Risky', '--db', db, '--out', path('none/out.json')),
    ]);
    expect([csv.code, csv.stdout]).toEqual([0, '']);
    expect(readFileSync(path('out.csv'), 'utf8')).toMatch(/^"section","item","figure","value"\r\n/);
    expect([bad.code, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toMatch(/^--out: .* cannot be written \(ENOENT.*\); expected a file in a folder that you may write to\n$/);
  });

  test('of an account that is not stored name those that are', async () => {
    const db = withAccount();
    const [unknown, missing, none] = await Promise.all([
      plimsoll('export', '--account', 'Other', '--db', db), plimsoll('export', '--db', db), plimsoll('export', '--account', 'Risky', '--db', path('none.db')),
    ]);
    expect([unknown.code, unknown.stderr]).toEqual([2, '--account: is "Other", which is not stored; expected "Risky"\n']);
    expect([missing.code, missing.stderr]).toEqual([2, '--account: is missing; expected "Risky"\n']);
    expect([none.code, none.stderr]).toEqual([2, `--db: there is no database at ${path('none.db')}; expected one that import or serve has made\n`]);
    expect(existsSync(path('none.db'))).toBe(false);
  });

  test('a stored position whose contract has expired is flagged, not refused', async () => {
    const soon = new Date(Date.now() + 3000).toISOString();
    const db = withAccount(riskyDocument({
      instruments: [{ symbol: 'F', kind: 'future', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', expiry: soon, tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] }],
      positions: [{ symbol: 'F', contracts: '1', entryPrice: '60000' }], prices: { mark: { F: '60000' } },
    }));
    await new Promise((done) => setTimeout(done, Math.max(0, Date.parse(soon) - Date.now() + 100)));
    const { code, stdout } = await plimsoll('export', '--account', 'Risky', '--db', db);
    expect(code).toBe(0);
    const again = await start(['snapshot', '-'], { input: stdout }).ended;
    expect([again.code, read(again.stdout)['totals']]).toEqual([0, read(stdout)['totals']]);
  });
});

describe('a database that is not one of ours', () => {
  const COMMANDS = [['export', '--account', 'Risky'], ['verify'], ['import', golden, '--as', 'portfolio'], ['serve']] as const;
  const cases: readonly (readonly [string, (db: string) => void, RegExp])[] = [
    ['damaged', (db) => truncateSync(db, 8192), /is damaged \(.*\); it was left untouched: move it away and restore the newest backup/],
    ['foreign', (db) => directly(db, (plain) => plain.pragma('application_id = 7')), /is not a Plimsoll database; choose another file with --db/],
    ['no database at all', (db) => writeFileSync(db, 'hello'), /is not a Plimsoll database/],
    ['newer', (db) => directly(db, (plain) => plain.pragma('user_version = 999')), /was written by a newer Plimsoll \(schema 999/],
    ['empty', (db) => truncateSync(db, 0), /is an empty file/],
  ];

  test.each(cases)('is refused with what to do, and left as it is: %s', async (_what, spoil, sentence) => {
    const db = withAccount();
    spoil(db);
    const before = sha256(db);
    const readers = await Promise.all(COMMANDS.slice(0, 2).map((command) => plimsoll(...command, '--db', db)));
    // One writer at a time: the second would find it in use.
    const writers = [await plimsoll(...COMMANDS[2], '--db', db), await plimsoll(...COMMANDS[3], '--db', db)];
    for (const { code, stderr } of [...readers, ...writers]) expect([code, lines(stderr)]).toEqual([2, [expect.stringMatching(sentence)]]);
    expect(sha256(db)).toBe(before);
  });

  test('in a folder that is none is refused, and nothing is made', async () => {
    writeFileSync(path('file'), 'not a folder');
    for (const command of COMMANDS.slice(2)) {
      const { code, stderr } = await plimsoll(...command, '--db', path('file/p.db'));
      expect([code, lines(stderr)]).toEqual([2, [expect.stringMatching(/cannot be written \(.*\); choose a folder that you may write to with --db/)]]);
    }
    const { code } = await start(['import', golden, '--as', 'portfolio'], { env: { XDG_DATA_HOME: path('file') } }).ended;
    expect(code).toBe(2);
    expect(readFileSync(path('file'), 'utf8')).toBe('not a folder');
  });

  test('lies in the platform’s data folder when none is named', async () => {
    const { code } = await start(['import', golden, '--as', 'portfolio'], { env: { XDG_DATA_HOME: path('data') } }).ended;
    expect([code, existsSync(path('data/plimsoll/plimsoll.db'))]).toEqual([0, process.platform === 'linux']);
  });
});

describe('verify and models', () => {
  test('verify passes over a sound database and says what it looked at', async () => {
    const db = withAccount();
    const [sound, none] = await Promise.all([plimsoll('verify', '--db', db), plimsoll('verify', '--db', path('none.db'))]);
    expect([sound.code, sound.stderr]).toEqual([0, '']);
    expect(lines(sound.stdout)).toEqual(['engine: 8 figures of golden account 1 reproduced', `database: ${db}: ok`, 'account Risky: incremental and full recompute agree']);
    expect([none.code, none.stdout]).toEqual([0, `engine: 8 figures of golden account 1 reproduced\ndatabase: none at ${path('none.db')}\n`]);
  });

  test('models names each model and parameter set with its date and source', async () => {
    const { code, stdout } = await plimsoll('models');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^tiered-cross\n/);
    expect(stdout).toMatch(/binance-usdm-2026-05-01\n {2}venue binance-usdm · model tiered-cross · valid from 2026-05-01\n {2}source \S/);
  });
});

describe('arguments', () => {
  test.concurrent.each([
    [['--help'], 0, /^usage: plimsoll <command>$/m, ''],
    [[], 0, /snapshot FILE/, ''],
    [['nope'], 2, '', /^there is no command "nope"; see plimsoll --help\n$/],
    [['snapshot'], 2, '', /^FILE: is missing; usage: plimsoll snapshot FILE .*\n$/],
    [['snapshot', 'a', 'b'], 2, '', /^"b" is one argument too many; usage: plimsoll snapshot FILE .*\n$/],
    [['snapshot', '--colour', 'a'], 2, '', /^Unknown option '--colour'; usage: plimsoll snapshot FILE .*\n$/],
    [['snapshot', golden, '--format', 'xml'], 2, '', /^--format: is "xml"; expected json, csv or table\n$/],
    [['snapshot', '/nonexistent/a.json'], 2, '', /^\/nonexistent\/a\.json: cannot be read: ENOENT.*; expected a file\n$/],
    [['import', golden, '--as', 'plimsoll'], 2, '', /^--as: is "plimsoll"; expected portfolio\n$/],
    [['import', golden], 2, '', /^--as: is missing; expected portfolio\n$/],
    [['export', '--format', 'xlsx'], 2, '', /^--format: is "xlsx"; expected json or csv\n$/],
    [['serve', '--port', '70000'], 2, '', /^--port: is "70000"; expected a whole number from 0 to 65535, 0 for any\n$/],
    [['serve', '--speed', '2'], 2, '', /^--speed: is given without a recording; expected --replay FILE beside it\n$/],
    [['serve', '--replay', '/nonexistent/r.jsonl'], 2, '', /^\/nonexistent\/r\.jsonl cannot be replayed: ENOENT.*\n$/],
    [['replay', '/nonexistent/r.jsonl'], 2, '', /^\/nonexistent\/r\.jsonl cannot be replayed: ENOENT.*\n$/],
    [['record'], 2, '', /^--out: is missing; expected a file that does not exist yet, such as session\.jsonl\.gz\n$/],
    [['record', '--out', '/nonexistent/s.gz', '--for', '0'], 2, '', /^--for: is "0"; expected whole seconds, at least 1\n$/],
    [['record', '--out', '/nonexistent/s.gz', '--max-mb', 'x'], 2, '', /^--max-mb: is "x"; expected whole megabytes, at least 1\n$/],
    [['record', '--out', '/nonexistent/s.gz'], 2, '', /^--db: there is no database at .*; name a portfolio document, or add --demo\n$/],
    [['record', '--out', '/nonexistent/s.gz', '/nonexistent/a.json'], 2, '', /^\/nonexistent\/a\.json: cannot be read \(ENOENT.*\); expected a portfolio document\n$/],
    [['record', '--out', golden, '--demo'], 2, '', /^--out: .* cannot be made \(EEXIST.*\); expected a file that does not exist yet, in a folder that you may write to\n$/],
    [['replay', golden, '--speed', '0'], 2, '', /^--speed: is "0"; expected a number above 0 and at most 1000000, such as 1 or 10\n$/],
  ] as const)('plimsoll %j exits %d', async (args, code, stdout, stderr) => {
    const ran = await plimsoll(...args);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toMatch(stdout === '' ? /^$/ : stdout);
    expect(ran.stderr).toMatch(stderr === '' ? /^$/ : stderr);
  });
});

test('replay prints each tick as a line on stdout, and the count on stderr', async () => {
  const frame = (price: string) => JSON.stringify({ e: 'markPriceUpdate', E: 1_700_000_000_000, s: 'BTCUSDT', p: price, P: price, i: price, r: '0.0001', T: 1_700_000_000_000 });
  const { code, stdout, stderr } = await plimsoll('replay', file('r.jsonl', [frame('61000.5'), 'garbage', frame('61001')].join('\n')), '--speed', '100');
  expect(code).toBe(0);
  expect(lines(stdout).map((line) => read(line)['markPrice'])).toEqual(['61000.5', '61001']);
  expect(stderr).toMatch(/^3 frames of Binance USD-M: \d+ messages, 2 ticks, 1 malformed\n$/);
});

test('C8: replay prints what record printed, to the byte', async () => {
  const out = path('session.gz');
  const recorded = await plimsoll('record', '--demo', '--for', '2', '--out', out);
  expect([recorded.code, recorded.stderr]).toEqual([0, expect.stringMatching(/^\d+ ticks, 0 alerts; \d+ bytes in 1 file\n$/)]);
  const replayed = await plimsoll('replay', out, '--speed', '1000');
  expect([replayed.code, replayed.stderr]).toEqual([0, expect.stringMatching(/^\d+ events: \d+ ticks, 0 alerts\n$/)]);
  expect(replayed.stdout).toBe(recorded.stdout);
  expect(lines(replayed.stdout).some((line) => line.startsWith('{"result":"tick"'))).toBe(true);
});

test('record without --demo takes the accounts whose live feed is on, and says when there is none', async () => {
  const { code, stderr } = await plimsoll('record', '--db', withAccount(), '--out', path('session.gz'));
  expect([code, stderr]).toEqual([2, 'no stored account has its live feed on; turn one on in the terminal, name a portfolio document, or add --demo\n']);
});
