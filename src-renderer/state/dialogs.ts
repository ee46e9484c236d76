import type { Fault } from '#shared/domain/failure.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import type { PriceView } from '#shared/ipc/view.ts';
import type { PriceKind } from './commands.ts';
import type { TableId } from './tables/catalogue.ts';

/** The one dialog that may be open. */
export type DialogState =
  | Readonly<{ kind: 'refused'; fileName: string; message: string; faults: readonly Fault[] }>
  | Readonly<{ kind: 'imported'; accountId: string | null; name: string; replaced: boolean; notes: readonly string[] }>
  | Readonly<{ kind: 'goLive'; accountId: string; accountName: string; hosts: readonly string[] }>
  | Readonly<{ kind: 'price'; accountId: string; priceKind: PriceKind; key: string; unit: string; price: PriceView }>
  | Readonly<{ kind: 'drill'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'removeAccount'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'compare'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'contribution'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'stress'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'exposure'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'portfolioMargin'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'hedges'; accountId: string; accountName: string }>
  | Readonly<{ kind: 'design'; accountId: string; accountName: string }>
  /** `name` says whose figure it is: the account's, a row's, an asset's. */
  | Readonly<{ kind: 'derivation'; accountId: string; name: string; unit: string; figure: FigureRef }>
  | Readonly<{ kind: 'feed'; feedId: string }>
  | Readonly<{ kind: 'latency' }>
  | Readonly<{ kind: 'network' }>
  | Readonly<{ kind: 'columns'; table: TableId }>
  | Readonly<{ kind: 'alertLog' }>
  | Readonly<{ kind: 'rules' }>
  | Readonly<{ kind: 'warnings' }>
  | Readonly<{ kind: 'palette' }>
  | Readonly<{ kind: 'cheatSheet' }>
  | Readonly<{ kind: 'keys' }>
  | Readonly<{ kind: 'settings' }>
  | Readonly<{ kind: 'accounts' }>
  | Readonly<{ kind: 'scenarios' }>
  | Readonly<{ kind: 'diagnostics' }>
  /** `text`: the document of an account that is not there yet. */
  | Readonly<{ kind: 'editPortfolio'; accountId: string }>
  | Readonly<{ kind: 'newPortfolio'; text: string }>
  | Readonly<{ kind: 'newAccount' }>
  | Readonly<{ kind: 'saved'; accountId: string; name: string; notes: readonly string[]; canUndo: boolean }>
  /** Cards that stop nothing behind them; `step` from 0. */
  | Readonly<{ kind: 'welcome' }>
  | Readonly<{ kind: 'tour'; step: number }>
  | Readonly<{ kind: 'message'; title: string; message: string }>;

export type Dialogs = Readonly<{
  get: () => DialogState | null;
  subscribe: (listener: () => void) => () => void;
  show: (dialog: DialogState) => void;
  close: () => void;
}>;

export function createDialogs(): Dialogs {
  const listeners = new Set<() => void>();
  let current: DialogState | null = null;
  const set = (next: DialogState | null): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: set,
    close: () => set(null),
  };
}
