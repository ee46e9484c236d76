import { createContext, runInContext } from 'node:vm';
import { resolve } from 'node:path';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { ACT_MESSAGE, CALL_MESSAGE, PUSH_MESSAGE } from '#shared/ipc/desktop.ts';
import config from '../../../electron.vite.config.ts';
import { createPreloadTransport, type PreloadPort } from '../../../src-renderer/bridge/preloadTransport.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** What a sandboxed preload may require. */
const SANDBOXED = ['electron', 'events', 'timers', 'url'];

/** The preload as the app's own configuration builds it: one CommonJS file with the name that the window loads. */
async function builtPreload(): Promise<string> {
  const { rolldownOptions } = config.preload?.build ?? {};
  const built = await build({ configFile: false, root: ROOT, logLevel: 'error', build: { write: false, minify: false, rolldownOptions: { ...rolldownOptions, external: ['electron'] } } });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((result) => ('output' in result ? result.output : []));
  expect(chunks.map(({ fileName }) => fileName)).toEqual(['preload.cjs']);
  const [chunk] = chunks;
  return chunk?.type === 'chunk' ? chunk.code : '';
}

const code = await builtPreload();

/** Runs it with nothing but a recording `electron` within reach. */
function run() {
  const exposed: [string, PreloadPort][] = [];
  const invoked: unknown[][] = [];
  const listeners = new Map<string, ((event: unknown, push: unknown) => void)[]>();
  const electron = {
    contextBridge: { exposeInMainWorld: (key: string, port: PreloadPort) => exposed.push([key, port]) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve('reply');
      },
      on: (message: string, listener: (event: unknown, push: unknown) => void) => listeners.set(message, [...(listeners.get(message) ?? []), listener]),
      off: (message: string, listener: unknown) => listeners.set(message, (listeners.get(message) ?? []).filter((kept) => kept !== listener)),
    },
  };
  const required: string[] = [];
  const require = (name: string): unknown => {
    required.push(name);
    if (name === 'electron') return electron;
    throw new Error(`a sandboxed preload cannot require ${name}`);
  };
  runInContext(code, createContext({ require, module: { exports: {} }, exports: {}, Promise }));
  const [[key, port] = ['', undefined]] = exposed;
  if (port === undefined) throw new Error('nothing was exposed');
  return { exposed, key, port, invoked, required, heard: (message: string) => listeners.get(message) ?? [] };
}

describe('the built preload', () => {
  test('requires nothing that a sandbox does not have', () => {
    const { required } = run();
    expect(required.filter((name) => !SANDBOXED.includes(name))).toEqual([]);
    expect([...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(code).not.toMatch(/\beval\(|new Function\b|\bimport\(|\bprocess\./);
  });

  test('exposes one frozen object with three functions', () => {
    const { exposed, key, port } = run();
    expect(exposed).toHaveLength(1);
    expect(key).toBe('plimsoll');
    expect(Object.getOwnPropertyNames(port)).toEqual(['call', 'subscribe', 'onAct']);
    expect(Object.isFrozen(port)).toBe(true);
    expect(Object.values(port).map((member) => typeof member)).toEqual(['function', 'function', 'function']);
    expect([...code.matchAll(/exposeInMainWorld/g)]).toHaveLength(1);
  });

  test('can send the one message of a call, whatever the page names', async () => {
    const { port, invoked } = run();
    expect(await port.call('terminal/state', [])).toBe('reply');
    await port.call('plimsoll/push', [{ a: 1 }]);
    expect(invoked).toEqual([[CALL_MESSAGE, 'terminal/state', []], [CALL_MESSAGE, 'plimsoll/push', [{ a: 1 }]]]);
  });

  test('hands a push on without its event, until the page no longer wants it', () => {
    const { port, heard } = run();
    const pushes: unknown[][] = [];
    const stop = port.subscribe((...args) => pushes.push(args));
    heard(PUSH_MESSAGE).forEach((tell) => tell({ sender: 'ipcRenderer' }, { seq: 1 }));
    expect(pushes).toEqual([[{ seq: 1 }]]);
    expect(stop()).toBeUndefined();
    expect(heard(PUSH_MESSAGE)).toEqual([]);
  });

  test('hands on the action that a menu asks for, and no event', () => {
    const { port, heard } = run();
    const acts: unknown[][] = [];
    const stop = port.onAct((...args) => acts.push(args));
    heard(ACT_MESSAGE).forEach((tell) => tell({ sender: 'ipcRenderer' }, 'export'));
    expect(acts).toEqual([['export']]);
    stop();
    expect(heard(ACT_MESSAGE)).toEqual([]);
  });

  test('is what the page’s transport speaks to', async () => {
    const { port, invoked } = run();
    const transport = createPreloadTransport(port);
    expect(await transport.call('terminal/state', [])).toBe('reply');
    expect(invoked).toEqual([[CALL_MESSAGE, 'terminal/state', []]]);
  });
});
