import type { Stage } from '#shared/domain/stage.ts';

/** Whether a point is inked; both coordinates from 0 to 1, from the upper left. */
type Shape = (x: number, y: number) => boolean;

const distance = (x: number, y: number): number => Math.hypot(x - 0.5, y - 0.5);
const ring: Shape = (x, y) => Math.abs(distance(x, y) - 0.33) < 0.06;
/** A triangle that stands on its base. */
const triangle = (top: number, bottom: number, half: number): Shape => (x, y) => y >= top && y <= bottom && Math.abs(x - 0.5) <= (half * (y - top)) / (bottom - top);
const square: Shape = (x, y) => Math.abs(x - 0.5) < 0.36 && Math.abs(y - 0.5) < 0.36;

/** Each stage has a shape of its own, the one that stands beside its word on the screen: no colour tells them apart. */
const SHAPES: Readonly<Record<Stage, Shape>> = {
  calm: (x, y) => ring(x, y) || (Math.abs(y - 0.5) < 0.05 && x > 0.04 && x < 0.96),
  watch: (x, y) => ring(x, y) || (distance(x, y) < 0.33 && x > 0.5 && y < 0.5),
  warning: triangle(0.12, 0.88, 0.44),
  danger: (x, y) => triangle(0.04, 0.5, 0.34)(x, y) || triangle(0.5, 0.96, 0.4)(x, y),
  critical: square,
  liquidating: (x, y) => square(x, y) && Math.floor((y - 0.14) / 0.145) % 2 === 0,
};

/** Points on a side of a pixel that are looked at for its edge. */
const SAMPLES = 4;

/**
 * The shape of a stage as pixels, four bytes each in the order blue, green, red, alpha.
 *
 * @param side in pixels
 * @param ink  from 0, black, to 255, white
 */
export function stagePixels(stage: Stage, side: number, ink: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  const shape = SHAPES[stage];
  for (let at = 0; at < side * side; at += 1) {
    const [left, top] = [at % side, Math.floor(at / side)];
    let inked = 0;
    for (let sample = 0; sample < SAMPLES ** 2; sample += 1) {
      const [dx, dy] = [((sample % SAMPLES) + 0.5) / SAMPLES, (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES];
      if (shape((left + dx) / side, (top + dy) / side)) inked += 1;
    }
    const alpha = Math.round((inked / SAMPLES ** 2) * 255);
    // Colour is multiplied by alpha, as bitmaps of this kind have it.
    const colour = Math.round((ink * alpha) / 255);
    pixels.set([colour, colour, colour, alpha], at * 4);
  }
  return pixels;
}
