import { importCloses } from '../../hub/closesImport.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';

export function closesHandlers({ store, now }: Pick<Workbench, 'now'> & Readonly<{ store: Pick<Workbench['store'], 'dailyPrices'> }>): Pick<Handlers, 'price/importDays'> {
  return { 'price/importDays': ({ text, currency }) => importCloses(text, currency, store.dailyPrices, now()) };
}
