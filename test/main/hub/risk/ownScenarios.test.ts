import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { NOTHING_CHANGED, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { finished } from '#shared/util/pieces.ts';
import { type OwnScenarios, ownScenarios } from '../../../../src-main/hub/risk/ownScenarios.ts';
import { ACCOUNT_ID } from '../../../support/hostedAccount.ts';
import { after, figure, forked, GOLDEN } from '../whatIf/support.ts';

const fork = forked(GOLDEN);
const now = fork.engine.find(ACCOUNT_ID)?.evaluate() ?? expect.fail('no account');
const saved = (name: string, spec: Partial<WhatIfSpec>, savedAt = 0) => ({ name, savedAt: epochMs(savedAt), spec: { ...NOTHING_CHANGED, ...spec } });
const linesOn = (base: OwnScenarios['base'], scenarios: OwnScenarios['scenarios']) => finished(ownScenarios(structuredClone({ base, scenarios, profiles: [] }), now));
const lines = (...scenarios: ReturnType<typeof saved>[]) => linesOn(fork.engine.fork(ACCOUNT_ID), scenarios);

test('a saved scenario is the what-if of the same changes, and what it changes is said', () => {
  const changes = [{ kind: 'closePosition', row: 'ETH-PERP|both|cross' }] as const;
  const own = after(fork, changes, { all: '-10', assets: { SOL: '-30' } });
  const equity = figure(own, 'equity')?.after ?? expect.fail('no equity');
  const [line] = lines(saved('Crash', { changes, shock: { all: '-10', assets: { SOL: '-30' } } }));
  expect(line).toMatchObject({ id: 'own:Crash', name: 'Crash', note: '1 change of the book', after: { status: 'known', equity: { value: equity.value } }, moves: [{ asset: 'all', move: '-0.1' }, { asset: 'SOL', move: '-0.3' }] });
  expect(Number(equity.value)).not.toBe(Number(now.totals.equity.value));
});

test('what does not fit the book is left out and counted; moves that no price can make leave it unknown with the sentence', () => {
  const elsewhere = { kind: 'closePosition', row: 'DOGE-PERP|both|cross' } as const;
  const [line, impossible] = lines(saved('Other', { changes: [elsewhere] }, 2), saved('Gone', { shock: { all: '', assets: { BTC: '-100' } } }, 1));
  expect(line).toMatchObject({ note: '1 change of the book, 1 of which does not fit it', after: { status: 'known', change: '0' } });
  expect(impossible).toMatchObject({ after: { status: 'unknown' }, note: expect.stringContaining('BTC') });
});

test('the twelve saved last are asked, the newest first, and none of an account that is not open', () => {
  const many = Array.from({ length: 20 }, (_, at) => saved(`S${at}`, {}, at));
  expect(lines(...many).map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, at) => `S${19 - at}`));
  expect(linesOn(fork.engine.fork('none'), many)).toEqual([]);
});
