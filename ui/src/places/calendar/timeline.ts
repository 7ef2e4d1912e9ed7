// Where things stand on a line of quarters. A place on the screen, no rule.
import type { Timing } from '../../lib/bindings/types';
import { quarterOf, yearOf } from '../../lib/quarter';

export interface Quarter {
  year: number;
  quarter: number;
}

/** The column of a timing, from 0; the year's first where no quarter is known. Before or after the line: outside it. */
export function columnOf(timing: Timing | undefined, quarters: Quarter[]): number {
  const first = quarters[0];
  if (!timing || !first) return 0;
  return (yearOf(timing) - first.year) * 4 + (quarterOf(timing) ?? 1) - 1;
}

/** The columns from a day to a day, cut off where the line ends; nothing where it lies outside. */
export function columnsOf(
  from: string | null,
  to: string | null,
  quarters: Quarter[],
): { first: number; last: number } | null {
  const at = (day: string): number => columnOf({ kind: 'dates', first: day, last: day }, quarters);
  const first = from === null ? 0 : Math.max(0, at(from));
  const last = to === null ? quarters.length - 1 : Math.min(quarters.length - 1, at(to));
  return first > last ? null : { first, last };
}
