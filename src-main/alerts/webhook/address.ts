/** Our own machine: a program there may be spoken to without encryption. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Why an address cannot be a webhook's, in one sentence; null when it can. Whether its host is allowed is the gate's. */
export function addressFault(text: string): string | null {
  if (!URL.canParse(text)) return 'The address must be a whole one, such as https://hooks.example.com/alerts.';
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'The address must hold no user name or password.';
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) return null;
  return 'The address must begin with https://.';
}

export const hostOf = (address: string): string => new URL(address).hostname;
