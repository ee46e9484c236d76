import { USUAL_WARNINGS, type WarningSettings } from '#shared/ipc/warnings.ts';
import { warningSettings } from '#shared/ipc/warningSettings.ts';
import type { SettingStore } from '../hub/desk.ts';

/** How alerts are told, as the user chose it. A choice holds at once; the call throws when it could not be written. */
export type WarningDesk = Readonly<{
  settings: () => WarningSettings;
  set: (settings: WarningSettings) => void;
  /** Address of the webhook; null when none is set. */
  webhook: () => string | null;
  setWebhook: (url: string | null) => void;
}>;

const SETTINGS = 'alerts.told';
const WEBHOOK = 'alerts.webhook';

export function createWarningDesk(store: SettingStore): WarningDesk {
  const read = (key: string): unknown => JSON.parse(store.get(key) ?? 'null');
  // What is not as it should be is as good as none: it is written anew with the next choice.
  const stored = warningSettings.safeParse(read(SETTINGS));
  let settings: WarningSettings = stored.success ? stored.data : USUAL_WARNINGS;
  const address = read(WEBHOOK);
  let webhook = typeof address === 'string' ? address : null;
  return {
    settings: () => settings,
    set: (next) => {
      settings = next;
      store.set(SETTINGS, JSON.stringify(next));
    },
    webhook: () => webhook,
    setWebhook: (url) => {
      webhook = url;
      store.set(WEBHOOK, JSON.stringify(url));
    },
  };
}
