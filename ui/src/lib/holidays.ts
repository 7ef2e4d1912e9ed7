// Holidays as a day of the calendar says them.
import type { Holiday } from './bindings/types';

/** The holidays that a day is, each with the States that have it by that name. */
export function onDay(holidays: Holiday[], day: string): { name: string; states: string[] }[] {
  const found = new Map<string, string[]>();
  for (const one of holidays) {
    // Days in ISO form stand in the order of their letters.
    if (day < one.first || day > one.last) continue;
    const states = found.get(one.name);
    if (!states) found.set(one.name, [one.state]);
    else if (!states.includes(one.state)) states.push(one.state);
  }
  return [...found].map(([name, states]) => ({ name, states }));
}
