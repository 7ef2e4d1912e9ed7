// Entries of other people's calendars, as the calendar component takes them.
import type { Calendar } from '@event-calendar/core';
import type { LayerEntry } from './bindings/types';
import { days, time } from './format';
import { t } from './messages';
import type { View } from '../places/calendar/entries';

const oneDay = (entry: LayerEntry): boolean => entry.start.slice(0, 10) === entry.last;

/** When an entry is, on the clocks of the home zone. */
export function entryWhen(entry: LayerEntry): string {
  const day = days(entry.start, entry.last);
  if (entry.allDay) return day;
  const hours = entry.start === entry.end ? [entry.start] : [entry.start, entry.end];
  return `${day} ${hours.map(time).join(' – ')}`;
}

function dayAfter(day: string): string {
  const after = new Date(`${day}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  return after.toISOString().slice(0, 10);
}

function span(entry: LayerEntry, view: View): { allDay: boolean; start: string; end: string } {
  const { allDay, start, end } = entry;
  if (oneDay(entry) || view === 'dayGridMonth') return { allDay, start, end };
  // In a year's list each stands once, on its first day.
  if (view === 'listYear') return { allDay, start, end: start };
  // In a week, what lasts for days stands above the hours.
  return { allDay: true, start: start.slice(0, 10), end: dayAfter(entry.last) };
}

/** The entries as the calendar component takes them. Nobody moves them. */
export const layerEvents = (entries: LayerEntry[], view: View): Calendar.EventInput[] =>
  entries.map((entry, at) => ({
    id: `layer-${String(at)}`,
    title: entry.title,
    ...span(entry, view),
    startEditable: false,
    classNames: ['is-layer', entry.cancelled ? 'is-cancelled' : ''],
    extendedProps: {
      layer: entry,
      when: days(entry.start, entry.last),
      oneDay: !entry.allDay && oneDay(entry),
      lasts: !oneDay(entry),
      place: entry.place,
    },
  }));

/** What is heard and hovered of an entry, beside its title. */
export function entryLabel(entry: LayerEntry): string {
  const label = t('layers.entry', { when: entryWhen(entry), layer: entry.layerName });
  return entry.cancelled ? `${label}, ${t('layers.cancelled')}` : label;
}
