import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Rectangle } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { placeOn, readWindowState, writeWindowState } from '../../../../src-main/faces/electron/windowState.ts';
import { temporaryFolder } from './support/desktop.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1512, height: 920 };
const monitor: Rectangle = { x: 1512, y: -300, width: 2560, height: 1400 };

describe('placeOn', () => {
  test('keeps a window that is wholly on a display where it is', () => {
    const kept = { x: 1700, y: -100, width: 1200, height: 800 };
    expect(placeOn([laptop, monitor], kept)).toEqual(kept);
  });

  test('opens in the middle of the first display on the first day', () => {
    expect(placeOn([monitor], null)).toEqual({ x: 1512 + 560, y: -300 + 250, width: 1440, height: 900 });
    expect(placeOn([{ x: 0, y: 0, width: 1280, height: 700 }], null)).toEqual({ x: 0, y: 0, width: 1280, height: 700 });
  });

  test('brings a window back whose display is gone, in the middle and with its size', () => {
    expect(placeOn([laptop], { x: 1700, y: -100, width: 1200, height: 800 })).toEqual({ x: 156, y: 85, width: 1200, height: 800 });
  });

  test('moves a window that hangs over the edge onto the display that it covers most', () => {
    expect(placeOn([laptop, monitor], { x: 1400, y: 100, width: 1000, height: 700 })).toEqual({ x: 1512, y: 100, width: 1000, height: 700 });
    expect(placeOn([laptop], { x: -600, y: 25, width: 1000, height: 700 })).toEqual({ x: 0, y: 25, width: 1000, height: 700 });
  });

  test('always lies wholly on one display', () => {
    const area = fc.record({ x: fc.integer({ min: -4000, max: 4000 }), y: fc.integer({ min: -4000, max: 4000 }), width: fc.integer({ min: 300, max: 4000 }), height: fc.integer({ min: 200, max: 3000 }) });
    const wanted = fc.option(fc.record({ x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }), width: fc.integer({ min: -10, max: 9000 }), height: fc.integer({ min: -10, max: 9000 }) }));
    fc.assert(fc.property(area, fc.array(area, { maxLength: 2 }), wanted, (first, rest, kept) => {
      const placed = placeOn([first, ...rest], kept);
      const inside = [first, ...rest].some((display) => placed.x >= display.x && placed.y >= display.y && placed.x + placed.width <= display.x + display.width && placed.y + placed.height <= display.y + display.height);
      expect(inside).toBe(true);
      expect(Object.values(placed).every(Number.isInteger)).toBe(true);
    }));
  });
});

describe('the file of the window’s place', () => {
  const state = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: true, fullScreen: false };

  test('gives back what was written, and leaves no half file', () => {
    const file = join(temporaryFolder(), 'window.json');
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    expect(readdirSync(dirname(file))).toEqual(['window.json']);
  });

  test('is no matter when it is not there', () => {
    expect(readWindowState(join(temporaryFolder(), 'window.json'))).toBeNull();
  });

  test.each(['', '{', 'null', '[]', '7', '{}', '{"bounds":null}', '{"bounds":{"x":1,"y":2,"width":3}}', '{"bounds":{"x":"1","y":2,"width":3,"height":4}}', '{"bounds":{"x":1e9,"y":2,"width":3,"height":4}}', '{"bounds":{"x":1.5,"y":2,"width":3,"height":4}}'])('counts as absent when it is damaged: %j', (text) => {
    const file = join(temporaryFolder(), 'window.json');
    writeFileSync(file, text);
    const said = vi.spyOn(console, 'error').mockReturnValue();
    expect(readWindowState(file)).toBeNull();
    expect(said.mock.calls).toEqual([[expect.stringContaining(`${file} does not hold a window's place`)]]);
    expect(readFileSync(file, 'utf8')).toBe(text);
    said.mockRestore();
  });

  test('that cannot be written stops nothing', () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    expect(() => writeWindowState(join(temporaryFolder(), 'no', 'window.json'), state)).not.toThrow();
    expect(said.mock.calls).toEqual([[expect.stringContaining('ENOENT')]]);
    said.mockRestore();
  });
});
