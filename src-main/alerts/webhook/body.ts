import type { AlertView } from '#shared/ipc/view.ts';
import type { Notice } from '../herald.ts';

/** What a webhook is sent: `text` for services that show one line, the rest for programs. */
export type WebhookBody = Readonly<{ schema: 'plimsoll.alerts/1'; /** Of this message: one that comes twice was sent again for want of an answer. */ id: string; sentAt: string; text: string; more: number; alerts: readonly Readonly<Record<string, string | boolean | null>>[] }>;

/** Alerts of one message at most; the worst are in it. */
const LISTED = 20;

const KINDS: Readonly<Record<AlertView['kind'], string>> = { stage: 'a stage was raised', blind: 'no fresh price', expired: 'a contract expired', suspect: 'a price is held back', depeg: 'an asset is off its price', listing: 'a contract was changed', rule: 'a rule was met' };

/**
 * @param id     of the message, made by chance
 * @param redact stage, kind and time alone: no account, figure, asset or name of a rule
 */
export function webhookBody(id: string, notices: readonly Notice[], at: number, redact: boolean): WebhookBody {
  const [first] = notices;
  const more = notices.length - 1;
  const line = first === undefined ? '' : redact ? `${first.alert.drill ? 'drill: ' : ''}${first.alert.stage}: ${KINDS[first.alert.kind]}` : `${first.alert.accountName}: ${first.alert.title}${first.alert.action === '' ? '' : ` ${first.alert.action}`}`;
  return {
    schema: 'plimsoll.alerts/1', id, sentAt: new Date(at).toISOString(), text: more > 0 ? `${line} (and ${more} more)` : line, more: Math.max(0, notices.length - LISTED),
    alerts: notices.slice(0, LISTED).map(({ alert, again }) => ({
      stage: alert.stage, kind: alert.kind, raisedAt: new Date(alert.raisedAt).toISOString(), again, onStaleData: alert.onStaleData, drill: alert.drill,
      ...(redact ? {} : { account: alert.accountName, title: alert.title, action: alert.action }),
    })),
  };
}

/** What the test button sends. */
export const testBody = (id: string, at: number): WebhookBody => ({ schema: 'plimsoll.alerts/1', id, sentAt: new Date(at).toISOString(), text: 'Plimsoll: this is a test, nothing was raised.', more: 0, alerts: [] });
