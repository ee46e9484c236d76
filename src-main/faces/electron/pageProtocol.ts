import { protocol } from 'electron';
import { pageHeaders } from '../../app/contentPolicy.ts';
import { staticFile } from '../../app/staticFiles.ts';
import { isPageUrl, PAGE_ROOT, PAGE_SCHEME } from './page.ts';

/** Electron takes a scheme's privileges before it is ready only. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves the built page, and nothing else, under app://bundle/. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    // The path as it was sent: a parsed URL would already have folded its dots away.
    const target = isPageUrl(request.url) ? request.url.slice(PAGE_ROOT.length) : '';
    const { status, mimeType, body } = await staticFile(folder, request.method, target);
    return new Response(body, { status, headers: pageHeaders('none', mimeType) });
  });
}
