import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../src-main/hub/whatIf/scenarioFile.ts';

const WHOLE = { schema: 'plimsoll.scenario/1', name: 'Crash', savedAt: '2026-11-25T12:00:00.000Z', changes: [{ kind: 'transfer', asset: 'USDT', amount: '1000' }], shock: { all: '-20', assets: {} } };

const faults = (document: unknown): readonly string[] => {
  const parsed = parseScenario(typeof document === 'string' ? document : JSON.stringify(document));
  return parsed.ok || parsed.error.code !== 'document/invalid' ? [] : parsed.error.faults.map(({ path, message }) => `${path} ${message}`);
};

describe('a scenario as a file', () => {
  test('is read as it was saved', () => {
    const { schema: _schema, savedAt: _savedAt, name, ...spec } = WHOLE;
    expect(parseScenario(JSON.stringify(WHOLE))).toEqual({ ok: true, value: { name, spec } });
  });

  test.each([
    ['no JSON', '{', /^\(document\) is not JSON/],
    ['no object', '[]', /schema|\(document\)/],
    ['another schema', { ...WHOLE, schema: 'plimsoll.portfolio/1' }, /^schema must be "plimsoll\.scenario\/1"/],
    ['no name', { ...WHOLE, name: ' ' }, /^name /],
    ['a change of no kind', { ...WHOLE, changes: [{ kind: 'sell everything' }] }, /^changes\.0/],
    ['a field that nobody knows', { ...WHOLE, prices: {} }, /^prices is not a field of this document/],
    ['a prototype', '{"schema":"plimsoll.scenario/1","name":"a","changes":[],"shock":{"all":"","assets":{"__proto__":"1"}}}', /__proto__/],
  ])('%s is refused with the field that is wrong', (_what, document, sentence) => {
    expect(faults(document).join('\n')).toMatch(sentence);
  });
});
