// Entries of other people's calendars, as the calendar component takes them.
import type { Calendar } from '@event-calendar/core';
import type { LayerEntry } from './bindings/types';
import { days, time } from './format';
import { t } from './messages';

const oneDay = (entry: LayerEntry): boolean => entry.start.slice(0, 10) === entry.last;

/** When an entry is, on the clocks of the home zone. */
export function entryWhen(entry: LayerEntry): string {
  const day = days(entry.start, entry.last);
  if (entry.allDay) return day;
  const hours = entry.start === entry.end ? [entry.start] : [entry.start, entry.end];
  return `${day} ${hours.map(time).join(' – ')}`;
}

/** The entries of a month, or of a year's list, where each stands once, on its first day. */
export const layerEvents = (entries: LayerEntry[], list: boolean): Calendar.EventInput[] =>
  entries.map((entry, at) => ({
    id: `layer-${String(at)}`,
    title: entry.title,
    allDay: entry.allDay,
    start: entry.start,
    end: list && !oneDay(entry) ? entry.start : entry.end,
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
