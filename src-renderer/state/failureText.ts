import type { Failure } from '#shared/domain/failure.ts';
import { assertNever } from '#shared/util/assertNever.ts';

/** What went wrong and what to do, in a sentence. Faults of a document are shown as a list beside it. */
export function failureText(failure: Failure): string {
  switch (failure.code) {
    case 'document/invalid':
      return `The document was refused: ${failure.faults.length === 1 ? 'one line' : `${failure.faults.length} lines`} to correct. Nothing was changed.`;
    case 'document/too-large':
      return `The document has ${failure.bytes} characters; at most ${failure.limit} are read. Nothing was changed.`;
    case 'account/unknown':
      return 'This account is no longer here. Choose another one.';
    case 'account/name-taken':
      return `Another account is called "${failure.name}". Choose another name; nothing was changed.`;
    case 'account/demo':
      return 'The demo account is not edited: save a copy of it instead.';
    case 'account/drill':
      return 'A drill has moved the prices of this account. End it first: what is kept is what was, not practice.';
    case 'account/no-undo':
      return 'There is no earlier state of this account to go back to.';
    case 'account/feed-unavailable':
      return `There is no live feed for ${failure.venue}. Type prices by hand, or open a newer document.`;
    case 'price/not-held':
      return `The account holds nothing that uses ${failure.key}.`;
    case 'price/none-held':
      return `The account uses none of the ${failure.given} prices in the file. Nothing was changed.`;
    case 'price/invalid':
      return `"${failure.text}" is not a price: write a number above zero, such as 153.40.`;
    case 'alert/unknown':
      return 'This alert is no longer open.';
    case 'rule/refused':
      return failure.faults.map(({ message }) => message).join(' ');
    case 'rule/unknown':
      return 'There is no such rule any more.';
    case 'webhook/refused':
      return failure.detail;
    case 'webhook/failed':
      return `The test did not arrive: ${failure.detail}.`;
    case 'whatIf/not-live':
      return 'This is a what-if, not the live account. Press Esc to leave it, then try again.';
    case 'whatIf/refused':
    case 'design/refused':
      return failure.faults.map(({ message }) => message).join(' ');
    case 'scenario/unknown':
      return `There is no scenario "${failure.name}" any more.`;
    case 'scenario/too-many':
      return `${failure.limit} scenarios are kept, and no more. Delete one, then save this one.`;
    case 'episode/unknown':
      return `There is no day "${failure.name}" of your own any more.`;
    case 'episode/too-many':
      return `${failure.limit} days of your own are kept, and no more. Delete one, then add this one.`;
    case 'preset/unknown':
      return 'There is no such model any more.';
    case 'preset/too-many':
      return `${failure.limit} own models are kept, and no more. Delete one, then save this one.`;
    case 'risk/cancelled':
      return 'The computation was cancelled.';
    case 'strategies/too-many':
      return `Strategies of ${failure.limit} underlyings are grouped by hand, and no more. Group one of them automatically first.`;
    case 'database/foreign':
      return `${failure.path} belongs to another program; it was left as it is.`;
    case 'database/empty-file':
      return `${failure.path} is empty; it was left as it is.`;
    case 'database/damaged':
      return `${failure.path} is damaged: ${failure.detail}`;
    case 'database/newer':
      return `${failure.path} was written by a newer Plimsoll (format ${failure.found}, this one reads up to ${failure.supported}).`;
    case 'database/locked':
      return `${failure.path} is in use by another Plimsoll. Close it and try again.`;
    case 'database/not-writable':
      return `${failure.path} cannot be written: ${failure.detail}`;
    case 'replay/unreadable':
      return `${failure.path} cannot be replayed: ${failure.detail}`;
    case 'server/port-in-use':
      return `Port ${failure.port} is in use.`;
    default:
      return assertNever(failure, 'failure');
  }
}
