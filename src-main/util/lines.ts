import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** More than any market stream sends at once. */
const MAX_LINE = 8_000_000;

/**
 * Lines of a byte stream, without holding more than one of them.
 *
 * @throws RangeError naming the line that is longer than eight million characters, and whatever the stream throws
 */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let count = 0;
  for await (const chunk of input) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    count += parts.length;
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
    if (rest.length > MAX_LINE) throw new RangeError(`line ${count + 1} is longer than ${MAX_LINE} characters`);
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
