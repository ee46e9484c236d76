import { describe, expect, test } from 'vitest';
import type { ScenarioPresetDocument } from '#shared/document/scenarioPresetSchema.ts';
import { epochMs } from '#shared/num/units.ts';
import { differences } from '#shared/scenario/presets/differences.ts';
import { SCENARIO_PRESETS, shippedPreset } from '#shared/scenario/presets/registry.ts';
import { createOwnPresets } from '../../../../src-main/hub/risk/presets/ownPresets.ts';
import { parsePreset, presetText } from '../../../../src-main/hub/risk/presets/presetFile.ts';
import { presetView } from '../../../../src-main/hub/risk/presets/presetView.ts';
import { presetHandlers } from '../../../../src-main/ipc/handlers/presets.ts';
import { opened } from '../../db/support/database.ts';

type Json = { [key: string]: Json | Json[] | string | number | null };

const textOf = (id = 'paradex.pm'): string => presetText(shippedPreset(id));
const read = (text: string): ScenarioPresetDocument => {
  const parsed = parsePreset(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};
const faultsOf = (text: string) => {
  const parsed = parsePreset(text);
  return parsed.ok || parsed.error.code !== 'document/invalid' ? [] : parsed.error.faults;
};
/** The document of a shipped model with one place of it changed. */
function changed(path: string, value: unknown, id?: string): string {
  const document: Json = JSON.parse(textOf(id));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const at = keys.reduce((own: Json, key) => own[key] as Json, document);
  Object.assign(at, { [last]: value });
  return JSON.stringify(document);
}

describe('a scenario model as a document', () => {
  test.each(SCENARIO_PRESETS.map(({ id }) => id))('%s goes out and comes back the same', (id) => {
    const back = read(textOf(id));
    expect(back.from).toBe(id);
    expect(differences(shippedPreset(id).model, back.model)).toEqual([]);
    expect(JSON.parse(presetText({ ...shippedPreset(id), name: back.name, model: back.model, own: { from: id } }))).toEqual(JSON.parse(textOf(id)));
  });

  test.each([
    ['model.grid', [{ move: -0.1, volatility: 'up', weight: 1 }], 'model.grid', 'has no scenario at which the price stays; expected one with "move" 0'],
    ['model.volatility.down', 1, 'model.volatility.down', 'is 1; expected a number of 0 or more and below 1: 0.3 is 30 % down, and no volatility falls by all of itself'],
    ['model.contingencies', [{ kind: 'moonPhase', rate: 0.1 }], 'model.contingencies.0.kind', 'is "moonPhase"; expected an object whose "kind" is "perpetuals" or "nakedShorts"'],
    ['model.contingencies', [{ kind: 'haircuts' }, { kind: 'haircuts' }], 'model.contingencies.1.kind', 'is a second "haircuts"; expected each kind once'],
    ['model.contingencies', [{ kind: 'roll', annualised: 0.1 }], 'model.contingencies.0.floor', 'is missing; expected a number from 0 to 10: 0.01 is 1 %'],
    ['model.grid.0.move', -1, 'model.grid.0.move', 'is -1; expected a number above -1 and at most 10: 0.1 is 10 % up'],
    ['model.grid.0.weight', 0, 'model.grid.0.weight', 'is 0; expected a number above 0 and at most 1: the share of the loss that counts'],
    ['model.grid.1.move', 0.16, 'model.grid.1', 'is a scenario that the grid has already; expected each move, volatility and day once'],
    ['model.grid.0.volatility', 'linear', 'model.grid.0.volatility', 'is "linear" in a model without a skew'],
    ['model.combination.maintenanceFactor', 1.5, 'model.combination.maintenanceFactor', 'is 1.5, above the initial factor of 1; expected at most that'],
    ['model.combination.initialFactor', '1.2', 'model.combination.initialFactor', 'is "1.2"; expected a number from 0.01 to 100'],
    ['model.combination.minimumCharge', { futures: 0.01, options: 0.01, tiers: [{ from: 5, multiple: 1 }] }, 'model.combination.minimumCharge.tiers', 'does not begin at 0'],
    ['model.combination.minimumCharge', { futures: 0.01, options: 0.01, tiers: [{ from: 0, multiple: 1 }, { from: 0, multiple: 2 }] }, 'model.combination.minimumCharge.tiers.1.from', 'is no higher than the one before'],
    ['model.volatility.points', [{ days: 30, up: 0.1, down: 0.1 }, { days: 7, up: 0.1, down: 0.1 }], 'model.volatility.points.1.days', 'is no later than the one before'],
    ['model.basis', { up: -0.1, down: 0.1, add: 0, multiple: 0 }, 'model.basis.down', 'is 0.1, not below up'],
    ['model.luck', 1, 'model.luck', 'is not a field of this document; remove it or correct its name'],
    ['schema', 'plimsoll.profile/1', 'schema', 'is "plimsoll.profile/1"; expected "plimsoll.scenario-preset/1"'],
    ['from', 'nobody', 'from', 'is "nobody", which is no shipped model'],
    ['name', ' ', 'name', 'expected a name for this model'],
  ])('%s as %j is refused at %s', (path, value, at, words) => {
    const faults = faultsOf(changed(path, value));
    expect(faults.map((own) => own.path)).toContain(at);
    expect(faults.find((own) => own.path === at)?.message).toContain(words);
  });

  test('text that is no JSON is refused as such', () => expect(faultsOf('{"schema"')).toHaveLength(1));
});

describe('own models', () => {
  test('are there after a restart, are changed and renamed in place, and are gone once deleted', () => {
    const store = opened();
    const own = createOwnPresets(store.settings);
    const document = { ...read(changed('model.combination.initialFactor', 1.25)), name: 'Mine' };
    expect(own.save(document, null, epochMs(Date.UTC(2026, 10, 25)))).toEqual({ ok: true, value: 'own:Mine' });
    const [kept] = createOwnPresets(store.settings).list();
    expect(kept).toMatchObject({ id: 'own:Mine', name: 'Mine', validFrom: '2026-11-25', confidence: 'assumed', own: { from: 'paradex.pm' }, model: document.model });
    expect(own.save({ ...document, name: 'Yours' }, 'own:Mine', epochMs(1))).toEqual({ ok: true, value: 'own:Yours' });
    expect(own.list().map(({ id }) => id)).toEqual(['own:Yours']);
    expect([own.remove('own:Mine'), own.remove('own:Yours')]).toEqual([false, true]);
    expect(createOwnPresets(store.settings).list()).toEqual([]);
    store.close();
  });

  test('take no other’s name: typed it is refused, from a file it gets a number; and there is an end to how many are kept', () => {
    const store = opened();
    const own = createOwnPresets(store.settings);
    const document = { ...read(textOf()), name: 'Mine' };
    own.save(document, null, epochMs(1));
    expect(own.save(document, null, epochMs(2))).toMatchObject({ ok: false, error: { code: 'document/invalid', faults: [{ path: 'name', message: 'is "Mine", the name of another model; expected a name of its own' }] } });
    expect(own.take(document, epochMs(3))).toEqual({ ok: true, value: 'own:Mine (2)' });
    expect(own.save(document, 'own:None', epochMs(3))).toMatchObject({ ok: false, error: { code: 'preset/unknown' } });
    for (let at = 2; at < 50; at += 1) expect(own.save({ ...document, name: `M${at}` }, null, epochMs(at)).ok).toBe(true);
    expect(own.save({ ...document, name: 'One more' }, null, epochMs(9))).toMatchObject({ ok: false, error: { code: 'preset/too-many', limit: 50 } });
    expect(own.save(document, 'own:Mine', epochMs(9)).ok).toBe(true);
    store.close();
  });

  test('that cannot be read are left out', () => {
    const store = opened();
    store.settings.set('scenario.presets', JSON.stringify([{ savedAt: 1, document: { ...JSON.parse(textOf()), name: 'Whole' } }, { savedAt: 1, document: { ...JSON.parse(changed('model.volatility.down', 2)), name: 'Broken' } }, 7]));
    expect(createOwnPresets(store.settings).list().map(({ name }) => name)).toEqual(['Whole']);
    store.close();
  });

  test('tell what they came from and in what they are other; a field that was typed in is unsure no longer', () => {
    const document = { ...read(changed('model.tailDampener', 5, 'deribit.pme.btc')), name: 'Mine' };
    const store = opened();
    const own = createOwnPresets(store.settings);
    own.save(document, null, epochMs(1));
    const [view] = own.list().map(presetView);
    expect(view).toMatchObject({ reproduces: null, own: { from: { name: 'Deribit portfolio margin, settled in BTC', validFrom: '2024-06-17' }, differs: ['tailDampener'] } });
    expect(view?.unsure.map(({ field }) => field)).toEqual(['combination', 'volatility.powerShort']);
    expect(presetView(shippedPreset('deribit.pme.btc'))).toMatchObject({ own: null, reproduces: { itself: { published: 114, ofPublished: 117 } } });
    store.close();
  });
});

test('the calls: a copy of what ships, saved, read back and removed; nothing that ships is changed or removed', async () => {
  const store = opened();
  const presets = createOwnPresets(store.settings);
  const calls = presetHandlers({ presets, now: () => epochMs(1) });
  const copy = await calls['preset/document']({ id: 'paradex.pm' });
  if (!copy.ok) throw new Error('it ships');
  expect(JSON.parse(copy.value.text)).toMatchObject({ name: 'Paradex portfolio margin, own', from: 'paradex.pm' });
  const saved = await calls['preset/save']({ id: null, text: copy.value.text });
  expect(saved).toEqual({ ok: true, value: { id: 'own:Paradex portfolio margin, own' } });
  expect(await calls['preset/document']({ id: 'own:Paradex portfolio margin, own' })).toEqual(copy);
  expect(await calls['preset/import']({ text: copy.value.text })).toEqual({ ok: true, value: { id: 'own:Paradex portfolio margin, own (2)', name: 'Paradex portfolio margin, own (2)' } });
  expect(await calls['preset/save']({ id: 'paradex.pm', text: copy.value.text })).toMatchObject({ ok: false, error: { code: 'preset/unknown' } });
  expect(await calls['preset/remove']({ id: 'paradex.pm' })).toMatchObject({ ok: false, error: { code: 'preset/unknown' } });
  expect(await calls['preset/document']({ id: 'none' })).toMatchObject({ ok: false, error: { code: 'preset/unknown' } });
  expect(await calls['preset/remove']({ id: 'own:Paradex portfolio margin, own' })).toEqual({ ok: true, value: null });
  store.close();
});
