import type { Call, Push, Replies } from '#shared/ipc/contract.ts';

/**
 * The edge of the page. Host and page are built together and the connection is authenticated, so shape is checked just
 * deep enough that a wrong or older host is noticed instead of drawn as nonsense.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTerminal(value: unknown): boolean {
  return isRecord(value) && typeof value['seq'] === 'number' && typeof value['now'] === 'number' && Array.isArray(value['accounts']) && Array.isArray(value['alerts']) && Array.isArray(value['feeds']) && isRecord(value['engine']) && isRecord(value['database']) && isRecord(value['settings']);
}

function isAccount(value: unknown): boolean {
  return isRecord(value) && typeof value['accountId'] === 'string' && typeof value['seq'] === 'number' && isRecord(value['totals']) && Array.isArray(value['positions']) && Array.isArray(value['collateral']);
}

const isAbsentOr = (value: unknown, test: (value: unknown) => boolean): boolean => value === undefined || test(value);

export function isPush(value: unknown): value is Push {
  return (
    isRecord(value) &&
    typeof value['seq'] === 'number' &&
    typeof value['now'] === 'number' &&
    isAbsentOr(value['terminal'], isTerminal) &&
    isAbsentOr(value['account'], isAccount) &&
    isAbsentOr(value['raised'], Array.isArray)
  );
}

export function isReply<C extends Call>(channel: C, value: unknown): value is Replies[C] {
  if (!isRecord(value)) return false;
  if (channel === 'terminal/state') return isTerminal(value['terminal']) && Array.isArray(value['accounts']) && value['accounts'].every(isAccount);
  if (value['ok'] === true) return channel !== 'account/view' || isAccount(value['value']);
  return value['ok'] === false && isRecord(value['error']) && typeof value['error']['code'] === 'string';
}
