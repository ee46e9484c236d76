import { app, type Session, type WebContents } from 'electron';

/** What a page may load at all: its own files, the file it hands to the user as a download, the developer tools. */
const LOADABLE = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Every page that the app will ever hold stays where it was put. Call before the app is ready. */
export function guardEveryPage(): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents));
}

function guardPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // The content policy does not reach WebRTC; without a proxy it then has no way out either.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** No permission, no device and no network for pages. Electron grants permissions unless told otherwise. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  // The spelling checker fetches its dictionaries from the network.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !LOADABLE.has(URL.parse(details.url)?.protocol ?? 'none') });
  });
}
