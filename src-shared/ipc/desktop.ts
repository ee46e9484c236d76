/** What travels between the desktop app's main process and its preload script; kept free of schemas so that the preload stays small. */
export const CALL_MESSAGE = 'plimsoll/call';
export const PUSH_MESSAGE = 'plimsoll/push';
