import { nativeImage, type NativeImage } from 'electron';
import type { Stage } from '#shared/domain/stage.ts';
import { stagePixels } from './stageShapes.ts';

const SIDE = 16;

/** A stage by its shape, sharp on dense screens too. `template`: macOS gives it the ink of its menu bar. */
export function stageImage(stage: Stage, { ink, template }: Readonly<{ ink: number; template: boolean }>): NativeImage {
  const image = nativeImage.createFromBitmap(stagePixels(stage, SIDE, ink), { width: SIDE, height: SIDE, scaleFactor: 1 });
  image.addRepresentation({ scaleFactor: 2, width: SIDE * 2, height: SIDE * 2, buffer: stagePixels(stage, SIDE * 2, ink) });
  if (template) image.setTemplateImage(true);
  return image;
}
