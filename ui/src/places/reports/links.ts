// Where a figure leads: to the events that it counts.
import {
  statusesCounted,
  statusesOfStage,
  type CountedEvents,
  type EventKind,
  type Period,
  type Stage,
} from '../../lib/bindings/types';
import { linkToEvents } from '../../lib/behind';

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

/** The list of those events; within the period, where no year is named. */
export function eventsLink(counted: Counted, period: Period): string {
  const { stage, events, year } = counted;
  return linkToEvents({
    output: counted.output ?? null,
    name: counted.name,
    unserved: counted.output === null,
    statuses: stage ? statusesOfStage[stage] : events ? statusesCounted[events] : undefined,
    kind: counted.kind,
    year: Number(year ?? period.first.slice(0, 4)),
    lastYear: year ? null : Number(period.last.slice(0, 4)),
  });
}
