// Our events as the calendar component takes them, in each of its views.
import type { Calendar as Component } from '@event-calendar/core';
import type { CalendarEntry } from '../../lib/bindings/types';
import { city, days, time } from '../../lib/format';
import { word } from '../../lib/messages';

export type View = 'dayGridMonth' | 'timeGridWeek' | 'listYear';

const oneDay = (entry: CalendarEntry): boolean => entry.start.slice(0, 10) === entry.last;

/** When it begins and ends on its own clocks. */
function hours(entry: CalendarEntry): string {
  if (entry.allDay) return '';
  return `${time(entry.start)} – ${time(entry.end)} ${city(entry.zone ?? '')}`;
}

/** What is heard of an entry behind its title, and seen when the pointer rests on it. */
const more = (entry: CalendarEntry): string =>
  [days(entry.start, entry.last), hours(entry), word('status', entry.status)]
    .filter(Boolean)
    .join(', ');

function span(entry: CalendarEntry, view: View): { allDay: boolean; start: string; end: string } {
  const { start, end, allDay, home } = entry;
  // A month shows the days on the event's own clocks.
  if (view === 'dayGridMonth') return { allDay, start, end };
  // In the year's list each stands once, on its first day, and says how long it is.
  if (view === 'listYear') return { allDay, start, end: oneDay(entry) ? end : start };
  // A week shows hours, on the clocks of the home zone; what lasts for days stands above them.
  if (!allDay && home.oneDay) return { allDay, start: home.start, end: home.end };
  return { allDay: true, start: home.start.slice(0, 10), end: home.after };
}

export const ours = (entry: CalendarEntry, view: View, movable: boolean): Component.EventInput => ({
  id: entry.id,
  title: entry.title,
  ...span(entry, view),
  startEditable: movable,
  classNames: [`is-${entry.status}`],
  extendedProps: {
    // Asked for by what is drawn: a year holds a thousand.
    get more() {
      return more(entry);
    },
    get when() {
      return days(entry.start, entry.last);
    },
    oneDay: !entry.allDay && (view === 'timeGridWeek' ? entry.home.oneDay : oneDay(entry)),
    lasts: !oneDay(entry),
    kind: entry.kind,
    status: entry.status,
    place: entry.place,
    zone: entry.zone,
  },
});
