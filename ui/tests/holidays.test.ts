// What a day of the calendar says of its holidays.
import { expect, test } from 'vitest';
import type { Holiday } from '../src/lib/bindings/types';
import { onDay } from '../src/lib/holidays';

const holiday = (state: string, name: string, first: string, last = first): Holiday => ({
  state,
  name,
  nativeName: '',
  language: 'und',
  first,
  last,
  certain: true,
});

const ALL = [
  holiday('CN', "New Year's Day", '2027-01-01'),
  holiday('JP', "New Year's Day", '2027-01-01'),
  holiday('RU', 'New Year holidays', '2027-01-01', '2027-01-08'),
  holiday('RU', 'Orthodox Christmas', '2027-01-07'),
];

test('States that call it the same stand together', () => {
  expect(onDay(ALL, '2027-01-01')).toEqual([
    { name: "New Year's Day", states: ['CN', 'JP'] },
    { name: 'New Year holidays', states: ['RU'] },
  ]);
});

test('a span has its first day and its last, and no other', () => {
  const names = (day: string): string[] => onDay(ALL, day).map((one) => one.name);
  expect(names('2026-12-31')).toEqual([]);
  expect(names('2027-01-07')).toEqual(['New Year holidays', 'Orthodox Christmas']);
  expect(names('2027-01-08')).toEqual(['New Year holidays']);
  expect(names('2027-01-09')).toEqual([]);
});
