import type { DialogState } from '../../state/dialogs.ts';

/** What the dialog of one kind is given. */
export type DialogProps<K extends DialogState['kind']> = Readonly<{ dialog: Extract<DialogState, { kind: K }>; onClose: () => void }>;
