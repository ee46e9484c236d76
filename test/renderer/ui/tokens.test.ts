import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const CSS = readFileSync(resolve(import.meta.dirname, '../../../src-renderer/ui/tokens.css'), 'utf8');

type Tokens = Readonly<Record<string, readonly [light: string, dark: string]>>;

/** The colours that the blocks with one of these selectors give, later blocks before earlier ones. */
function tokensOf(...selectors: readonly string[]): Tokens {
  const blocks = [...CSS.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, heads = '', body = '']) => ({ heads: heads.split(',').map((head) => head.trim()), body }));
  const found = selectors.flatMap((selector) => blocks.filter(({ heads }) => heads.includes(selector)));
  return Object.fromEntries(found.flatMap(({ body }) => [...body.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const])));
}

/** WCAG 2.2: relative luminance of sRGB. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = ['text', 'soft', 'faint', 'accent', 'gain', 'loss', 'fresh', 'calm', 'watch', 'warning', 'danger', 'critical', 'supposed'];
const GROUNDS = ['ground', 'panel', 'raised'];
/** Text on a ground of its own. */
const PAIRS = [['on-accent', 'accent'], ['on-supposed', 'supposed'], ['text', 'line'], ['soft', 'line'], ...['watch', 'warning', 'danger', 'critical', 'supposed'].flatMap((stage) => [[stage, `tint-${stage}`], ['text', `tint-${stage}`], ['soft', `tint-${stage}`]])] as const;

/** Every pair of a set of tokens that can be less well told apart than `least` : 1, in words. */
function weak(tokens: Tokens, least: number): readonly string[] {
  const pairs = [...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)), ...PAIRS];
  return pairs.flatMap(([text = '', ground = '']) => ([0, 1] as const).flatMap((at) => {
    const [front, back] = [tokens[text]?.[at] ?? '', tokens[ground]?.[at] ?? ''];
    const ratio = contrast(front, back);
    return ratio >= least ? [] : [`${text} on ${ground}, ${at === 0 ? 'light' : 'dark'}: ${ratio.toFixed(2)}`];
  }));
}

describe('S5: every text token has at least 4.5 : 1 on what it may stand on', () => {
  const palettes = [['usual'], ['blueOrange'], ['redUp']] as const;
  test.each(palettes)('palette %s', (palette) => expect(weak(tokensOf(':root', `[data-palette='${palette}']`, `:root[data-palette='${palette}']`), 4.5)).toEqual([]));

  test.each(palettes)('high contrast, palette %s: 7 : 1', (palette) => {
    const high = ":root[data-contrast='high']";
    const tokens = tokensOf(':root', `[data-palette='${palette}']`, `:root[data-palette='${palette}']`, high, `${high}[data-palette='${palette}']`);
    expect(weak(tokens, 7).filter((pair) => !pair.includes('tint') && !pair.includes('on line'))).toEqual([]);
    expect(weak(tokens, 4.5)).toEqual([]);
  });
});

test('S5: no palette has the same colour for gain and loss', () => {
  for (const palette of ['usual', 'blueOrange', 'redUp']) {
    const { gain, loss } = tokensOf(':root', `[data-palette='${palette}']`);
    expect([palette, gain?.[0] === loss?.[0], gain?.[1] === loss?.[1]]).toEqual([palette, false, false]);
  }
});

test('the ratio is that of WCAG', () => expect([contrast('#000000', '#ffffff'), Number(contrast('#777777', '#ffffff').toFixed(2))]).toEqual([21, 4.48]));
