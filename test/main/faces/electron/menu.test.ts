import { describe, expect, test } from 'vitest';
import { ACTIONS } from '../../../../src-renderer/state/actions/actions.ts';
import { type MenuActs, menuTemplate } from '../../../../src-main/faces/electron/menu.ts';
import type { MenuItem } from '../../../support/fakeElectron.ts';

const ACTS: MenuActs = { open: () => undefined, act: () => undefined, keepsCrashReports: () => false, setCrashReports: () => undefined };
const heads = (platform: NodeJS.Platform): readonly (string | undefined)[] => menuTemplate(platform, false, ACTS).map(({ role, label }) => role ?? label);

describe('menuTemplate', () => {
  test('has the menus that each platform’s users look for', () => {
    expect(heads('linux')).toEqual(['&File', 'editMenu', '&View', '&Account', 'A&lerts', 'windowMenu', '&Help']);
    expect(heads('darwin')).toEqual(['Plimsoll', ...heads('linux')]);
    expect(heads('win32')).toEqual(heads('linux'));
  });

  test.each(['darwin', 'linux', 'win32'] as const)('zooms, and opens the page’s insides for developers only (%s)', (platform) => {
    const text = (developerTools: boolean): string => JSON.stringify(menuTemplate(platform, developerTools, ACTS));
    for (const role of ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen']) expect(text(false)).toContain(`"role":"${role}"`);
    expect(text(false)).not.toMatch(/reload|toggleDevTools/i);
    expect(text(true)).toMatch(/"role":"reload".*"role":"toggleDevTools"/);
  });

  test.each(['darwin', 'linux', 'win32'] as const)('asks for no action that the page does not have (%s)', (platform) => {
    const asked: string[] = [];
    const press = (items: readonly MenuItem[]): void => items.forEach(({ click, submenu }) => {
      click?.({ checked: false });
      press(submenu ?? []);
    });
    press(menuTemplate(platform, true, { ...ACTS, act: (id) => asked.push(id) }) as unknown as readonly MenuItem[]);
    const ids = new Set(ACTIONS.map(({ id }) => id));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((id) => !ids.has(id))).toEqual([]);
  });
});
