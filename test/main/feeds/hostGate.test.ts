import { describe, expect, test } from 'vitest';
import { createHostGate, isLoopback } from '../../../src-main/feeds/hostGate.ts';

const ALLOWED = ['stream.venue.example', 'api.venue.example'];

function gate({ allowed = ALLOWED, offline = false }: Readonly<{ allowed?: readonly string[]; offline?: boolean }> = {}) {
  const refused: string[] = [];
  const state = { allowed, offline };
  return { state, refused, ...createHostGate({ allowed: () => state.allowed, offline: () => state.offline, onRefused: (host) => refused.push(host) }) };
}

describe('which hosts may be contacted', () => {
  test.each<[string, string, string | null]>([
    ['one that is allowed', 'wss://stream.venue.example/ws', null],
    ['by HTTP too', 'https://api.venue.example/token?a=b', null],
    ['at any port', 'wss://stream.venue.example:8443/ws', null],
    ['in capitals', 'wss://STREAM.Venue.Example/ws', null],
    ['not without encryption', 'ws://stream.venue.example/ws', 'stream.venue.example would be contacted without encryption'],
    ['nor by plain HTTP', 'http://api.venue.example/', 'api.venue.example would be contacted without encryption'],
    ['nor in another way', 'ftp://stream.venue.example/', 'stream.venue.example would be contacted without encryption'],
    ['no other host', 'wss://other.example/', 'other.example is not on the list of allowed hosts'],
    ['no host below it', 'wss://more.stream.venue.example/', 'more.stream.venue.example is not on the list of allowed hosts'],
    ['none that ends like it', 'wss://evilstream.venue.example/', 'evilstream.venue.example is not on the list of allowed hosts'],
    ['none that begins like it', 'wss://stream.venue.example.evil.example/', 'stream.venue.example.evil.example is not on the list of allowed hosts'],
    ['none behind its name as a user', 'wss://stream.venue.example@evil.example/', 'evil.example is not on the list of allowed hosts'],
    ['none with a dot at its end', 'wss://stream.venue.example./', 'stream.venue.example. is not on the list of allowed hosts'],
    ['this machine', 'ws://127.0.0.1:9000/', null],
    ['by name', 'ws://localhost/', null],
    ['in six', 'ws://[::1]:1/', null],
    ['in another writing', 'ws://127.1/', null],
    ['no name that begins like this machine', 'ws://localhost.evil.example/', 'localhost.evil.example would be contacted without encryption'],
    ['no other machine nearby', 'ws://192.168.0.1/', '192.168.0.1 would be contacted without encryption'],
    ['not all of them at once', 'ws://0.0.0.0/', '0.0.0.0 would be contacted without encryption'],
    ['what is no host', 'file:///etc/passwd', ' would be contacted without encryption'],
  ])('%s', (_name, url, why) => {
    expect(gate().refusal(url)).toBe(why);
  });

  test.each(['', 'no url', 'wss://', 'wss://:5/', '//stream.venue.example'])('%j cannot be used', (url) => {
    const { refusal, refused } = gate();
    expect(refusal(url)).toMatch(/^the address cannot be used/);
    expect(refused).toEqual([]);
  });

  test('offline nothing but this machine, and nobody is told of hosts', () => {
    const { refusal, refused } = gate({ offline: true });
    expect([refusal('wss://stream.venue.example/'), refusal('wss://other.example/'), refusal('ws://127.0.0.1:1/')]).toEqual(['offline: nothing is contacted', 'offline: nothing is contacted', null]);
    expect(refused).toEqual([]);
  });

  test('both are asked each time: what changes holds at once', () => {
    const { state, refusal } = gate();
    expect(refusal('wss://other.example/')).not.toBeNull();
    state.allowed = [...ALLOWED, 'other.example'];
    expect(refusal('wss://other.example/')).toBeNull();
    state.offline = true;
    expect(refusal('wss://other.example/')).toBe('offline: nothing is contacted');
    state.offline = false;
    state.allowed = [];
    expect(refusal('wss://stream.venue.example/')).not.toBeNull();
  });
});

describe('who is told of a refused host', () => {
  test('once for each, and again only after it was allowed and is not any more', () => {
    const { state, refused, refusal } = gate();
    for (const host of ['a.example', 'b.example', 'a.example']) refusal(`wss://${host}/`);
    expect(refused).toEqual(['a.example', 'b.example']);
    state.allowed = ['a.example'];
    refusal('wss://a.example/');
    state.allowed = [];
    refusal('wss://a.example/');
    refusal('wss://b.example/');
    expect(refused).toEqual(['a.example', 'b.example', 'a.example']);
  });

  test('nobody of what is refused for another reason', () => {
    const { refused, refusal } = gate();
    refusal('ws://other.example/');
    expect(refused).toEqual([]);
  });
});

test.each([['127.0.0.1', true], ['[::1]', true], ['localhost', true], ['::1', false], ['127.0.0.2', false], ['example.com', false], ['', false]])('%s is this machine: %s', (host, ours) => {
  expect(isLoopback(host)).toBe(ours);
});
