// Where a timing stands on a board of years and quarters. A place on the screen, no rule: the
// month is read off the date as it is written.
import type { Timing } from './bindings/types';

const firstDay = (timing: Timing): string | null =>
  timing.kind === 'exact' ? timing.start : timing.kind === 'dates' ? timing.first : null;

export function yearOf(timing: Timing): number {
  const day = firstDay(timing);
  if (day !== null) return Number(day.slice(0, 4));
  return 'year' in timing ? timing.year : 0;
}

/** 1 to 4; null where no quarter is known. */
export function quarterOf(timing: Timing): number | null {
  if (timing.kind === 'quarter') return timing.quarter;
  const day = firstDay(timing);
  return day === null ? null : Math.ceil(Number(day.slice(5, 7)) / 3);
}
