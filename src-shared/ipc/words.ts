import type { Failure } from '../domain/failure.ts';
import { assertNever } from '../util/assertNever.ts';

/** What went wrong and what to do, one sentence a line. */
export function failureLines(failure: Failure): readonly string[] {
  switch (failure.code) {
    case 'document/invalid': return failure.faults.map(({ path, message }) => `${path}: ${message}`);
    case 'document/too-large': return [`The document has ${failure.bytes} bytes; the limit is ${failure.limit}.`];
    case 'account/unknown': return [`There is no account "${failure.accountId}".`];
    case 'account/name-taken': return [`Another account is called "${failure.name}"; choose another name.`];
    case 'account/demo': return ['The demo account is not edited; save a copy of it under another name.'];
    case 'account/drill': return ['A drill has moved the prices of this account; end it first.'];
    case 'account/no-undo': return ['There is no earlier state of this account to go back to.'];
    case 'account/feed-unavailable': return [`There is no live feed for ${failure.venue}; type marks in by hand, or import newer prices.`];
    case 'price/not-held': return [`This account holds nothing that needs the price ${failure.key}.`];
    case 'price/none-held': return [`The account uses none of the ${failure.given} prices in the file; expected marks or indices of what it holds.`];
    case 'price/invalid': return [`"${failure.text}" is no price; expected a decimal above 0 and below 1e15, such as 61250.5.`];
    case 'alert/unknown': return [`Alert ${failure.alertId} is not open, or was acknowledged before.`];
    case 'rule/refused': return failure.faults.map(({ message }) => message);
    case 'rule/unknown': return ['There is no such rule any more.'];
    case 'webhook/refused': return [failure.detail];
    case 'webhook/failed': return [`The test did not arrive: ${failure.detail}.`];
    case 'whatIf/not-live': return ['This is a what-if, not the live account; leave it first.'];
    case 'whatIf/refused': return failure.faults.map(({ message }) => message);
    case 'design/refused': return failure.faults.map(({ message }) => message);
    case 'scenario/unknown': return [`There is no scenario "${failure.name}".`];
    case 'episode/unknown': return [`There is no day "${failure.name}" of your own.`];
    case 'episode/too-many': return [`${failure.limit} days of your own are kept, and no more; delete one first.`];
    case 'preset/unknown': return ['There is no such scenario model.'];
    case 'preset/too-many': return [`${failure.limit} own scenario models are kept, and no more; delete one first.`];
    case 'scenario/too-many': return [`${failure.limit} scenarios are kept, and no more; delete one first.`];
    case 'risk/cancelled': return ['The computation was cancelled.'];
    case 'strategies/too-many': return [`Strategies of ${failure.limit} underlyings are grouped by hand, and no more; group one automatically first.`];
    case 'database/foreign': return [`${failure.path} is not a Plimsoll database; choose another file with --db, or move it away.`];
    case 'database/empty-file': return [`${failure.path} is an empty file, which may be what is left of a database; restore a backup over it, or delete it to start anew.`];
    case 'database/damaged': return [`${failure.path} is damaged (${failure.detail}); it was left untouched: move it away and restore the newest backup beside it.`];
    case 'database/newer': return [`${failure.path} was written by a newer Plimsoll (schema ${failure.found}, this one knows ${failure.supported}); update Plimsoll, or choose another file with --db.`];
    case 'database/locked': return [`${failure.path} is in use by another Plimsoll; close that one, or choose another file with --db.`];
    case 'database/not-writable': return [`${failure.path} cannot be written (${failure.detail}); choose a folder that you may write to with --db.`];
    case 'replay/unreadable': return [`${failure.path} cannot be replayed: ${failure.detail}.`];
    case 'server/port-in-use': return [`Port ${failure.port} is in use; choose another with --port, or leave it out.`];
    default: return assertNever(failure, 'failure');
  }
}
