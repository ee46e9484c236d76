import type { Failure } from '#shared/domain/failure.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { openTerminal, type TerminalOptions } from '../../terminal.ts';
import { startWebFace, type WebFace } from './start.ts';

export type ServeOptions = Readonly<{ terminal: Omit<TerminalOptions, 'face'>; root: string; listenOn: number }>;

/** Terminal and web face together; closing takes both down, the terminal last. */
export async function serve({ terminal, root, listenOn }: ServeOptions): Promise<Result<WebFace, Failure>> {
  const opened = await openTerminal({ ...terminal, face: 'web' });
  if (!opened.ok) return opened;
  const started = await startWebFace({ port: opened.value, root, listenOn });
  if (!started.ok) {
    await opened.value.close();
    return started;
  }
  const { url, close } = started.value;
  return ok({
    url,
    close: async () => {
      await close();
      await opened.value.close();
    },
  });
}
