import { app, BrowserWindow } from 'electron';
import { stageImage } from './stageImage.ts';
import type { Standing } from './standing.ts';

/** Open critical alerts on the app's icon: their number, or on Windows a mark over it. */
export function showBadge({ critical }: Standing, platform: NodeJS.Platform): void {
  if (platform !== 'win32') {
    app.setBadgeCount(critical);
    return;
  }
  const words = critical === 0 ? '' : `${critical} critical ${critical === 1 ? 'alert' : 'alerts'} open`;
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(critical === 0 ? null : stageImage('critical', { ink: 0, template: false }), words);
}
