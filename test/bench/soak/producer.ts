// The venues' side of a soak, in a process of its own: `node producer.ts RATE`. It tells its port, sends prices of whatever
// is subscribed at RATE messages a second in all, and once told to stop says what it sent.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { frameText } from '../../../src-main/util/frameText.ts';
import { SOAK_VENUES, type SoakVenue } from './protocols.ts';

const RATE = Number(process.argv[2]);
const BURST_MS = 5;
/** A client that is so many bytes behind is sent nothing more until it has caught up: no venue waits for longer. */
const MOST_WAITING = 4 << 20;

type Stream = { readonly venue: SoakVenue; readonly socket: Duplex; readonly topics: { readonly name: string; count: number }[]; next: number };

const streams = new Set<Stream>();
const counts = { sent: 0, withheld: 0 };

/** A text frame as a server sends it, one character a byte: the text is plain ASCII. */
function encoded(text: string): string {
  const length = text.length;
  return length < 126 ? `\x81${String.fromCharCode(length)}${text}` : `\x81\x7E${String.fromCharCode(length >> 8, length & 255)}${text}`;
}

function speak(stream: Stream, due: number, now: number): void {
  const { venue, socket, topics } = stream;
  if (topics.length === 0) return;
  if (socket.writableLength > MOST_WAITING) {
    counts.withheld += due;
    return;
  }
  let burst = '';
  for (let message = 0; message < due; message += 1) {
    const topic = topics[stream.next % topics.length];
    stream.next += 1;
    if (topic === undefined) continue;
    burst += encoded(venue.frame(topic.name, topic.count, now));
    topic.count += 1;
  }
  counts.sent += due;
  socket.write(burst, 'latin1');
}

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer();
server.on('upgrade', (request, socket, head) => {
  const venue = SOAK_VENUES.find(({ dialect }) => request.url === `/${dialect}`);
  if (venue === undefined) return void socket.destroy();
  sockets.handleUpgrade(request, socket, head, (client) => {
    const stream: Stream = { venue, socket, topics: [], next: 0 };
    streams.add(stream);
    client.on('close', () => streams.delete(stream));
    client.on('error', () => client.terminate());
    client.on('message', (data) => {
      const { topics, replies } = venue.hear(frameText(data));
      for (const name of topics) if (!stream.topics.some((topic) => topic.name === name)) stream.topics.push({ name, count: 0 });
      for (const reply of replies) client.send(reply);
    });
  });
});

let [begun, due] = [performance.now(), 0];
const timer = setInterval(() => {
  const asked = Math.floor(((performance.now() - begun) * RATE) / 1000 / SOAK_VENUES.length);
  const now = Math.floor(performance.timeOrigin + performance.now());
  for (const stream of streams) speak(stream, asked - due, now);
  due = asked;
}, BURST_MS);

process.on('message', (word) => {
  if (word === 'count') return void process.send?.({ ...counts });
  clearInterval(timer);
  process.exit(0);
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  begun = performance.now();
  due = 0;
  process.send?.({ port: (server.address() as AddressInfo).port });
});
