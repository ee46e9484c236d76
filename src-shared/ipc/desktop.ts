/** What travels between the desktop app's main process and its preload script; kept free of schemas so that the preload stays small. */
export const CALL_MESSAGE = 'plimsoll/call';
export const PUSH_MESSAGE = 'plimsoll/push';
/** A menu asks the page for one of its own actions, by id. */
export const ACT_MESSAGE = 'plimsoll/act';
