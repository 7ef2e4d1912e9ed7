import { expect, test } from 'vitest';
import { nextLength } from '../src/lib/lengths';

test('a length goes to the next five minutes, and never to nothing', () => {
  expect(nextLength(30, 1)).toBe(35);
  expect(nextLength(32, 1)).toBe(35);
  expect(nextLength(32, -1)).toBe(30);
  expect(nextLength(30, -1)).toBe(25);
  expect(nextLength(5, -1)).toBeNull();
});
