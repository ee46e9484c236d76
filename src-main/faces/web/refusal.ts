import type { Duplex } from 'node:stream';
import { pageHeaders } from '../../app/contentPolicy.ts';

/** Ends a connection that gets no page: with a status, no body, and the headers of every answer. */
export function refuse(socket: Duplex, status: string, host: string): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const headers = Object.entries({ ...pageHeaders(`http://${host}`, 'text/plain; charset=utf-8'), connection: 'close', 'content-length': '0' });
  // A peer that never closes its half must not hold the server open.
  socket.once('finish', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'));
}
