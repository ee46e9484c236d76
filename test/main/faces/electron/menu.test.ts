import { describe, expect, test } from 'vitest';
import { type MenuActs, menuTemplate } from '../../../../src-main/faces/electron/menu.ts';

const ACTS: MenuActs = { open: () => undefined, act: () => undefined };
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
});
