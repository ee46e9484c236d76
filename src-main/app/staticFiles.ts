import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export type StaticFile = Readonly<{ status: 200; mimeType: string; body: Uint8Array<ArrayBuffer> }>;
/** A refusal carries its own words: nothing of what was asked comes back in it. */
export type Refusal = Readonly<{ status: 403 | 404 | 405; mimeType: string; body: string }>;

const TEXT = 'text/plain; charset=utf-8';
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** What a build names its files: no separator, drive, stream, escape or hidden file is spelled with these. */
const SEGMENT = /^[\w-][\w.-]*$/;

/**
 * The file names that a request means, from the root down; null when any of them is not a plain name.
 *
 * @param target the path of a request as it was sent, still encoded, with or without a query
 */
export function pathSegments(target: string): readonly string[] | null {
  const path = decoded(target.split(/[?#]/, 1)[0] ?? '');
  if (path === null || !path.startsWith('/')) return null;
  const segments = path === '/' ? ['index.html'] : path.slice(1).split('/');
  return segments.every((segment) => SEGMENT.test(segment)) ? segments : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * A file of the built page. Names are refused before the disk is asked; a link is followed only to a place below the root.
 *
 * @param root folder of the built page
 */
export async function staticFile(root: string, method: string, target: string): Promise<StaticFile | Refusal> {
  if (method !== 'GET') return { status: 405, mimeType: TEXT, body: 'Only GET is answered here.' };
  const segments = pathSegments(target);
  if (segments === null) return { status: 403, mimeType: TEXT, body: 'This is not the name of a page file.' };
  try {
    const [home, file] = await Promise.all([realpath(root), realpath(join(root, ...segments))]);
    if (!file.startsWith(home + sep)) return { status: 403, mimeType: TEXT, body: 'This file is not part of the page.' };
    return { status: 200, mimeType: MIME_TYPES[extname(file)] ?? 'application/octet-stream', body: new Uint8Array(await readFile(file)) };
  } catch (error) {
    if (isAbsence(error)) return { status: 404, mimeType: TEXT, body: 'There is no such page file.' };
    throw error;
  }
}

/** No such file, a file where a folder was meant, or the reverse. Anything else is a fault of the installation. */
function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(String(error.code));
}
