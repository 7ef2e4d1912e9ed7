// Where a figure leads: to the records that it counts.
import {
  countedEvents,
  dimensions,
  subjects,
  statusesCounted,
  statusesOfStage,
  type CountedEvents,
  type Dimension,
  type EventKind,
  type FigureQuery,
  type Period,
  type Stage,
  type Subject,
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

export interface Divided {
  of: Subject;
  /** Those that were held, if not said otherwise. */
  events?: CountedEvents;
  /** The values of what the figure is divided by; null is what nobody recorded. */
  values?: Partial<Record<Dimension, string | null>>;
  /** What those values are called. */
  said?: string[];
}

/** The list of the people, participations, sessions or events that a figure counts. */
export function recordsLink(divided: Divided, period: Period): string {
  const query = new URLSearchParams({
    of: divided.of,
    events: divided.events ?? 'held',
    first: period.first,
    last: period.last,
  });
  for (const [by, key] of Object.entries(divided.values ?? {})) query.set(by, key ?? '');
  if (divided.said?.length) query.set('said', divided.said.join(' · '));
  return `#/reports/records?${query.toString()}`;
}

/** What such a link asks for; null where it is none. */
export function recordsBehind(query: URLSearchParams): FigureQuery | null {
  const of = subjects.find((one) => one === query.get('of'));
  const [first, last] = [query.get('first'), query.get('last')];
  if (!of || !first || !last) return null;
  return {
    of,
    events: countedEvents.find((one) => one === query.get('events')) ?? 'held',
    values: dimensions.flatMap((by) => {
      const key = query.get(by);
      return key === null ? [] : [{ by, key: key || null }];
    }),
    period: { first, last },
  };
}
