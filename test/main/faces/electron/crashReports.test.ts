import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { choicesIn } from '../../../../src-main/faces/electron/desktopChoices.ts';
import { chooseCrashReports } from '../../../../src-main/faces/electron/crashReports.ts';
import { noted, reset } from '../../../support/fakeElectron.ts';
import { argsOf, launch, placeOf, temporaryFolder, timesOf } from './support/desktop.ts';

describe('crash reports', () => {
  test('are off until they are chosen, and then begin before the app is ready, on this machine alone', () => {
    const userData = temporaryFolder();
    launch({ world: { userData } });
    expect(timesOf('crashReporter.start')).toBe(0);
    mkdirSync(userData, { recursive: true });
    writeFileSync(join(userData, 'desktop.json'), '{"crashReports":true}');
    launch({ world: { userData } });
    expect(argsOf('crashReporter.start')).toEqual([{ uploadToServer: false }]);
    expect(placeOf('crashReporter.start')).toBeLessThan(placeOf('app.whenReady'));
  });

  test('are chosen for the next start, which is said with where they are and what is in them', async () => {
    reset({ userData: '/data/dumps' });
    const file = join(temporaryFolder(), 'desktop.json');
    await chooseCrashReports(choicesIn(file), true);
    expect(choicesIn(file).get().crashReports).toBe(true);
    expect(argsOf('dialog.showMessageBox')).toEqual([expect.objectContaining({ detail: expect.stringMatching(/^They are written to \/data\/dumps and sent nowhere\. .*amounts among them/) })]);
    await chooseCrashReports(choicesIn(file), false);
    expect(choicesIn(file).get().crashReports).toBe(false);
    expect(noted.some(({ what }) => what === 'crashReporter.start')).toBe(false);
  });

  test.each(['', '{', '[]', '{"crashReports":"yes"}'])('a choice that cannot be read counts as none: %j', (text) => {
    const file = join(temporaryFolder(), 'desktop.json');
    writeFileSync(file, text);
    expect(choicesIn(file).get()).toEqual({ toldOfTray: false, keepAwake: true, crashReports: false });
  });
});
