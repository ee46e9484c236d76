// The terminal with its web face, as `serve` runs it, over an exchange that a test can break. Run as a child process.
import { resolve } from 'node:path';
import type { AccountView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { startDemoExchange } from '../../../src-main/exchange/demoExchange.ts';
import { startWebFace } from '../../../src-main/faces/web/start.ts';
import type { Clock } from '../../../src-main/hub/engineHost.ts';
import { startHeartbeat } from '../../../src-main/hub/heartbeat.ts';
import { openTerminal } from '../../../src-main/terminal.ts';
import type { HostAnswer, HostCommand } from './hostMessages.ts';
import { wideMarket } from './wideBook.ts';

const [databasePath = '', wantsDemo = 'demo', stepMs = '1000', symbols = '0', day = 'later', at = ''] = process.argv.slice(2);
/** A clock that stands still, so that a picture is the same whenever it is taken. */
const still: Clock = { wall: () => epochMs(Number(at)), monotonic: () => performance.now() };
const exchange = await startDemoExchange({ stepMs: Number(stepMs), ...(symbols === '0' ? {} : { specs: wideMarket(Number(symbols)) }) });
const opened = await openTerminal({
  databasePath, face: 'web', demo: wantsDemo === 'demo', replay: null,
  ...(at === '' ? {} : { outside: { clock: still, feed: () => ({}), heartbeat: (beats) => startHeartbeat(beats, still), start: (act) => act() } }),
  openSources: ({ demo }) => Promise.resolve({ demoRuns: demo, replaySources: [], urlFor: () => exchange.url, close: exchange.close }),
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const terminal = opened.value;
// The card of the first day is told by its own tests.
if (day !== 'first') await terminal.call('screen/keep', [{ name: 'welcome', text: 'seen' }]);
const started = await startWebFace({ port: terminal, root: resolve(import.meta.dirname, '../../../out/renderer'), listenOn: 0 });
if (!started.ok) throw new Error(JSON.stringify(started.error));
const face = started.value;

const KEPT = 600;
const views: AccountView[] = [];
terminal.subscribe(({ account }) => {
  if (account !== undefined) views.push(account);
  if (views.length > KEPT) views.shift();
});

const answer = (message: HostAnswer): void => void process.send?.(message);

async function obey(command: HostCommand): Promise<void> {
  if (command.do === 'views') return answer({ views });
  if (command.do === 'feeds') return answer({ feeds: (await terminal.call('terminal/state', [])).terminal.feeds });
  if (command.do === 'silence') exchange.setSilent(command.symbol, command.silent);
  else if (command.do !== 'close') exchange[command.do]();
  answer({ done: true });
  if (command.do !== 'close') return undefined;
  await face.close();
  await terminal.close();
  return process.disconnect();
}

process.on('message', (command: HostCommand) => void obey(command));
process.once('disconnect', () => process.exit());
answer({ ready: face.url });
