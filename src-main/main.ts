import { join } from 'node:path';
import { startDesktop } from './faces/electron/start.ts';
import { openTerminal } from './terminal.ts';

// Built to out/main/main.js, beside out/preload and out/renderer.
startDesktop({
  argv: process.argv,
  openTerminal,
  pageFolder: join(import.meta.dirname, '../renderer'),
  preloadFile: join(import.meta.dirname, '../preload/preload.cjs'),
});
