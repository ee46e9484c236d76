// expect: src-shared/engine may not import this layer of src-shared
import type { AccountView } from '#shared/ipc/view.ts';

export type Seen = AccountView;
