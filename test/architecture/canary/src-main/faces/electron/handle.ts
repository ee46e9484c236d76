import { ipcMain } from 'electron';
// expect: src-main/faces/electron/handle.ts may not import this layer
import '../../db/open.ts';

ipcMain.removeAllListeners();
