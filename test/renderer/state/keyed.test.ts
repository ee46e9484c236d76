import { expect, test, vi } from 'vitest';
import { createKeyed } from '../../../src-renderer/state/keyed.ts';

test('only the listeners of a key that changed are woken', () => {
  const keyed = createKeyed<Readonly<{ n: number }>>();
  const one = { n: 1 };
  keyed.set('a', one);
  const a = vi.fn();
  const b = vi.fn();
  keyed.subscribe('a', a);
  keyed.subscribe('b', b);
  keyed.set('a', one);
  expect(a).not.toHaveBeenCalled();
  keyed.set('a', { n: 2 });
  expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 0]);
});

test('keys that are not kept go, and their listeners hear it', () => {
  const keyed = createKeyed<number>();
  keyed.set('a', 1);
  keyed.set('b', 2);
  const gone = vi.fn();
  keyed.subscribe('a', gone);
  keyed.retain(new Set(['b']));
  expect([keyed.get('a'), keyed.get('b'), gone.mock.calls.length]).toEqual([undefined, 2, 1]);
});

test('a listener that left is not woken', () => {
  const keyed = createKeyed<number>();
  const heard = vi.fn();
  keyed.subscribe('a', heard)();
  keyed.set('a', 1);
  expect(heard).not.toHaveBeenCalled();
});
