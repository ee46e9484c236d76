import { createReadStream, existsSync, openSync, writeSync, closeSync, fsyncSync } from 'node:fs';
import { createGunzip, createGzip, constants, type Gzip } from 'node:zlib';
import { isStart } from './start.ts';
import { readLines } from '../util/lines.ts';

/** The how manieth part of a session lies beside the first. */
export const partPath = (path: string, part: number): string => (part === 1 ? path : `${path}.${part}`);

export type SessionLimits = Readonly<{ /** A part is ended when it is this large, packed. */ partBytes: number; /** All parts together; the session ends there. */ mostBytes: number; /** Lines that are not packed yet: a disk that cannot follow ends the session. */ mostWaiting: number }>;
export const SESSION_LIMITS: SessionLimits = { partBytes: 64 << 20, mostBytes: 4 * 2 ** 30, mostWaiting: 256 << 20 };

export type SessionFile = Readonly<{
  write: (line: string) => void;
  /** What is written so far can be read, should the machine stop now. */
  flush: () => void;
  /** Bytes on the disk, and in how many parts. */
  size: () => Readonly<{ bytes: number; parts: number }>;
  close: () => Promise<void>;
}>;

/**
 * Writes lines to a gzipped file, in parts of bounded size, readable by its owner alone. No file is ever replaced.
 *
 * @param onEnd told once when no more is written, and why: the bound is reached, or the disk refused
 * @throws when the first part cannot be made
 */
export function createSessionFile(path: string, onEnd: (reason: string) => void, limits = SESSION_LIMITS): SessionFile {
  let part = 0;
  let total = 0;
  let ended = false;
  let failed = false;
  let current = openPart();
  const finishing: Promise<void>[] = [];

  function end(reason: string): void {
    if (ended) return;
    ended = true;
    onEnd(reason);
  }

  function openPart(): Readonly<{ gzip: Gzip; bytes: () => number; done: Promise<void> }> {
    part += 1;
    const file = openSync(partPath(path, part), 'wx', 0o600);
    const gzip = createGzip({ level: 1 });
    let bytes = 0;
    const done = new Promise<void>((finished) => {
      const finish = (): void => {
        closeSync(file);
        finished();
      };
      gzip.on('data', (chunk: Buffer) => {
        if (failed) return;
        try {
          for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
          bytes += chunk.length;
          total += chunk.length;
        } catch (error) {
          failed = true;
          end(`${partPath(path, part)} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
        }
      });
      gzip.once('end', () => {
        try {
          fsyncSync(file);
        } catch (error) {
          end(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
        }
        finish();
      });
    });
    return { gzip, bytes: () => bytes, done };
  }

  return {
    write: (line) => {
      if (ended) return;
      current.gzip.write(`${line}\n`);
      if (total >= limits.mostBytes) end(`the session is as large as it may be (${limits.mostBytes} bytes)`);
      else if (current.gzip.writableLength > limits.mostWaiting) end('the disk does not keep up');
      else if (current.bytes() >= limits.partBytes) {
        current.gzip.end();
        finishing.push(current.done);
        try {
          current = openPart();
        } catch (error) {
          end(`${partPath(path, part)} cannot be made: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
    flush: () => {
      if (!current.gzip.writableEnded) current.gzip.flush(constants.Z_SYNC_FLUSH);
    },
    size: () => ({ bytes: total, parts: part }),
    close: async () => {
      ended = true;
      if (!current.gzip.writableEnded) current.gzip.end();
      await Promise.all([...finishing, current.done]);
    },
  };
}

/**
 * Lines of all parts of a session, in order. A part that ends early, because the machine stopped while it was written,
 * gives what can be read of it.
 */
export async function* readSessionLines(path: string): AsyncGenerator<string> {
  for (let part = 1; part === 1 || existsSync(partPath(path, part)); part += 1) {
    const file = createReadStream(partPath(path, part));
    const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    file.once('error', (error) => unpacked.destroy(error));
    yield* readLines(file.pipe(unpacked));
  }
}

/** Whether a file is a session, and no recording of another kind or nothing that can be read. Never throws. */
export async function isSession(path: string): Promise<boolean> {
  try {
    for await (const line of readSessionLines(path)) return isStart(line);
    return false;
  } catch {
    return false;
  }
}
