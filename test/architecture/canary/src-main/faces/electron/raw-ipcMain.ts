// expect: register calls through src-main/faces/electron/handle.ts
import { ipcMain } from 'electron';

ipcMain.removeAllListeners();
