// The way from a number to the events that it counts: a filter in the route of the list of events.
import type { EventKind, EventStatus } from './bindings/types';
import { eventKinds, eventStatuses } from './bindings/types';
import type { EventsBehind } from './lists.svelte';

const year = (text: string | null): number | null => (text ? Number(text) || null : null);

/** What a route's query asks for; null where it asks for nothing. */
export function eventsBehind(query: URLSearchParams): EventsBehind | null {
  if (query.size === 0) return null;
  const statuses = (query.get('status') ?? '').split(',');
  return {
    output: query.get('output') ?? '',
    name: query.get('name') ?? '',
    statuses: eventStatuses.filter((one) => statuses.includes(one)),
    year: year(query.get('year')),
    lastYear: year(query.get('last')),
    kind: eventKinds.find((one) => one === query.get('kind')) ?? '',
    unserved: query.get('unserved') === 'yes',
  };
}

interface Wanted {
  output?: string | null;
  name?: string;
  statuses?: readonly EventStatus[];
  year?: number | null;
  lastYear?: number | null;
  kind?: EventKind;
  unserved?: boolean;
}

/** The link to the events behind a number. */
export function linkToEvents(wanted: Wanted): string {
  const query = new URLSearchParams();
  if (wanted.output) query.set('output', wanted.output);
  if (wanted.name) query.set('name', wanted.name);
  if (wanted.statuses) query.set('status', wanted.statuses.join(','));
  if (wanted.year) query.set('year', String(wanted.year));
  if (wanted.lastYear) query.set('last', String(wanted.lastYear));
  if (wanted.kind) query.set('kind', wanted.kind);
  if (wanted.unserved) query.set('unserved', 'yes');
  return `#/events?${query.toString()}`;
}
