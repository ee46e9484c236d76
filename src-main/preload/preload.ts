// The only bridge between the page and the main process. It holds no logic: the main process checks who asks and what.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { ACT_MESSAGE, CALL_MESSAGE, PUSH_MESSAGE } from '#shared/ipc/desktop.ts';

contextBridge.exposeInMainWorld('plimsoll', Object.freeze({
  call: (channel: string, args: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_MESSAGE, channel, args),

  /** The page gets the push alone: the event object would hand it `ipcRenderer`. */
  subscribe: (listener: (push: unknown) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, push: unknown): void => listener(push);
    ipcRenderer.on(PUSH_MESSAGE, forward);
    return () => void ipcRenderer.off(PUSH_MESSAGE, forward);
  },

  onAct: (listener: (id: unknown) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, id: unknown): void => listener(id);
    ipcRenderer.on(ACT_MESSAGE, forward);
    return () => void ipcRenderer.off(ACT_MESSAGE, forward);
  },
}));
