import { STAGES } from '#shared/domain/stage.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { TerminalView } from '#shared/ipc/view.ts';
import { findVenue } from '#shared/venues/registry.ts';
import type { SystemFacts } from '../util/systemFacts.ts';

export type DiagnosticFacts = Readonly<{ terminal: TerminalView; system: SystemFacts; books: readonly Portfolio[] }>;

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const ms = (value: number | null | undefined): string => (value === null || value === undefined ? 'not measured' : `${Math.round(value)} ms`);

/**
 * What helps whoever looks for a fault, line by line, to be read before it is given away. It holds counts, states, ages,
 * versions and the names of venues: no account's name, no amount, price, symbol, host, address, path, rule or key.
 */
export function diagnosticLines({ terminal, system, books }: DiagnosticFacts): readonly string[] {
  const { version, face, now, offline, feeds, latency, network, warnings, engine, database, settings, accounts } = terminal;
  return [
    `Plimsoll ${version}, ${face} face, on ${system.platform}`,
    ...system.versions.map(([program, own]) => `${program} ${own}`),
    `Made at ${new Date(now).toISOString()}, up for ${Math.round(system.upSeconds)} s, ${system.memoryMb} MB of memory`,
    `Database: ${database.state}${database.detail === null ? '' : ', with a fault'}, backup ${database.backupAt === null ? 'none' : new Date(database.backupAt).toISOString()}`,
    `Engine: ${engine.ticks} ticks, ${engine.ticksPerSecond} a second, step ${engine.stepMicros === null ? 'not measured' : `${Math.round(engine.stepMicros)} µs`}, ${counted(engine.recomputes, 'recompute')}, ${counted(engine.mismatches, 'mismatch', 'mismatches')}, ${counted(engine.stalls.count, 'stall')} of at most ${ms(engine.stalls.longestMs)}`,
    `Latency, p95: venue to receipt ${ms(latency.venueToReceipt?.p95)}, receipt to engine ${ms(latency.receiptToEngine?.p95)}, engine to alert ${ms(latency.engineToAlert?.p95)}, engine to screen ${ms(latency.engineToScreen?.p95)}`,
    `Settings: theme ${settings.theme}, amounts ${settings.privacy ? 'hidden' : 'shown'}, ${offline ? 'offline' : 'online'}, ${counted(network.allowed.length, 'allowed host')}, ${counted(network.refused.length, 'refused host')}`,
    `Accounts: ${accounts.length}, by stage ${STAGES.map((stage) => `${stage} ${accounts.filter((account) => account.stage === stage).length}`).join(', ')}; ${accounts.filter(({ incomplete }) => incomplete).length} with something unknown`,
    ...books.map(bookLine),
    `Open alerts: ${STAGES.map((stage) => `${stage} ${warnings.open[stage]}`).join(', ')}; ${counted(warnings.snoozes.length, 'snoozed account')}`,
    ...feeds.map((feed) => feedLine(feed, now)),
  ];
}

/** A venue or rules of the user's own are not named. */
function bookLine({ venue, parameters, positions, collateral, orders }: Portfolio, at: number): string {
  const known = findVenue(venue);
  const rules = known?.sets.some(({ id }) => id === parameters.id) === true ? parameters.id : 'rules of its own';
  return `Account ${at + 1}: ${known === null ? 'a venue of its own' : venue}, ${rules}, ${counted(positions.length, 'position')}, ${counted(collateral.length, 'collateral line')}, ${counted(orders.length, 'order')}`;
}

function feedLine({ title, state, unstable, suspect, lastDataAt, messages, messagesPerSecond, malformed, superseded, gaps, reconnects, clockOffsetMs, latency, topics }: TerminalView['feeds'][number], now: number): string {
  const topicsIn = (wanted: string): number => topics.filter((topic) => topic.state === wanted).length;
  return [
    `Feed ${title}: ${state}${unstable ? ', unstable' : ''}${suspect ? ', suspect' : ''}`, lastDataAt === null ? 'no data yet' : `data ${ms(now - lastDataAt)} old`,
    counted(messages, 'message'), `${Math.round(messagesPerSecond)} a second`, `${malformed} malformed`, `${superseded} overtaken`, counted(gaps, 'gap'), counted(reconnects, 'reconnect'),
    `clock offset ${ms(clockOffsetMs)}`, `venue to receipt ${ms(latency?.p95)}`, `topics: ${topicsIn('live')} live, ${topicsIn('stale')} stale, ${topicsIn('pending')} pending, ${topicsIn('refused')} refused`,
  ].join(', ');
}
