// Where a figure leads: to the events that it counts.
import {
  statusesCounted,
  statusesOfStage,
  type CountedEvents,
  type EventKind,
  type Period,
  type Stage,
} from '../../lib/bindings/types';

export interface Counted {
  /** The output's key; null for events that serve none. */
  output?: string | null;
  /** What the output is called. */
  name?: string;
  year?: string | null;
  kind?: EventKind;
  stage?: Stage;
  events?: CountedEvents;
}

/** The list of those events, as its route asks for them; within the period, where no year is named. */
export function eventsLink(counted: Counted, period: Period): string {
  const { stage, events, year } = counted;
  const statuses = stage ? statusesOfStage[stage] : events ? statusesCounted[events] : [];
  const asked = new URLSearchParams();
  if (counted.output) asked.set('output', counted.output);
  if (counted.name) asked.set('name', counted.name);
  asked.set('status', statuses.join(','));
  asked.set('year', year ?? period.first.slice(0, 4));
  if (!year) asked.set('last', period.last.slice(0, 4));
  if (counted.kind) asked.set('kind', counted.kind);
  if (counted.output === null) asked.set('unserved', 'yes');
  return `#/events?${asked.toString()}`;
}
