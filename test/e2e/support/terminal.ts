import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { FeedView } from '#shared/ipc/feedView.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import type { HostAnswer, HostCommand } from './hostMessages.ts';

/** A terminal in a process of its own. */
export type Host = Readonly<{
  url: string;
  databasePath: string;
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  cut: () => Promise<void>;
  silence: (symbol: string, silent: boolean) => Promise<void>;
  views: () => Promise<readonly AccountView[]>;
  feeds: () => Promise<readonly FeedView[]>;
  kill: () => Promise<void>;
  close: () => Promise<void>;
}>;

export type HostOptions = Readonly<{ databasePath: string; demo?: boolean; stepMs?: number; /** So many invented symbols are listed, in place of the demo's: see `wideBook`. */ symbols?: number; /** Nothing was seen yet: the choices of the first day are shown. */ firstDay?: boolean; /** The wall clock of the terminal stands still at this time. */ stillAt?: number }>;

const SCRIPT = join(import.meta.dirname, 'host.ts');

export async function startHost({ databasePath, demo = true, stepMs = 1000, symbols = 0, firstDay = false, stillAt }: HostOptions): Promise<Host> {
  const child = fork(SCRIPT, [databasePath, demo ? 'demo' : 'own', String(stepMs), String(symbols), firstDay ? 'first' : 'later', stillAt === undefined ? '' : String(stillAt)], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answered = next(child);
  const ready = await answered;
  if (!('ready' in ready)) throw new Error('the host spoke before it was ready');
  const ask = async (command: HostCommand): Promise<HostAnswer> => {
    const reply = next(child);
    child.send(command);
    return await reply;
  };
  const tell = async (command: HostCommand): Promise<void> => void (await ask(command));
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    url: ready.ready,
    databasePath,
    pause: () => tell({ do: 'pause' }),
    resume: () => tell({ do: 'resume' }),
    cut: () => tell({ do: 'cut' }),
    silence: (symbol, silent) => tell({ do: 'silence', symbol, silent }),
    views: async () => {
      const reply = await ask({ do: 'views' });
      return 'views' in reply ? reply.views : [];
    },
    feeds: async () => {
      const reply = await ask({ do: 'feeds' });
      return 'feeds' in reply ? reply.feeds : [];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null && child.connected) child.send({ do: 'close' } satisfies HostCommand);
      await gone;
    },
  };
}

function next(child: ChildProcess): Promise<HostAnswer> {
  return new Promise((done, fail) => {
    const ended = (code: number | null): void => fail(new Error(`the host ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message: HostAnswer) => {
      child.off('exit', ended);
      done(message);
    });
  });
}

type Fixtures = {
  folder: string;
  /** Starts a terminal that is closed when the test ends. */
  start: (options?: Partial<HostOptions>) => Promise<Host>;
  /** What the page did that it must never do: errors, policy violations, requests beyond this machine. */
  offences: string[];
};

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const hosts: Host[] = [];
    await use(async (options = {}) => {
      const host = await startHost({ databasePath: join(folder, 'plimsoll.db'), ...options });
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.close();
  },
  offences: [async ({ page }, use) => {
    const offences: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') offences.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => offences.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') offences.push(`request: ${request.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    await use(offences);
  }, { auto: true }],
});
