// What a list was last asked for: whoever comes back to it finds it as it was left.
import type {
  CountedEvents,
  Dimension,
  EventKind,
  EventOrder,
  EventStatus,
  PeopleOrder,
  Subject,
  Urgency,
} from './bindings/types';

/** What led to the list of events: the number that these are. */
export interface EventsBehind {
  output: string;
  /** The output's name, or what else they have in common. */
  name: string;
  statuses: EventStatus[];
  year: number | null;
  lastYear: number | null;
  kind: EventKind | '';
  unserved: boolean;
}

export const eventsList = $state({
  behind: null as EventsBehind | null,
  text: '',
  kind: '' as EventKind | '',
  status: '' as EventStatus | '',
  year: '',
  activity: '',
  order: 'when' as EventOrder,
  descending: false,
});

export const peopleList = $state({
  what: 'people' as 'people' | 'organisations' | 'groups',
  text: '',
  from: '',
  order: 'name' as PeopleOrder,
  descending: false,
});

export const tasksList = $state({
  /** A person’s key, `nobody`, or empty for anybody. */
  owner: '',
  urgency: '' as Urgency | '',
  /** Whether those that are done are shown too. */
  done: false,
});

export const calendarView = $state({
  view: 'dayGridMonth' as 'dayGridMonth' | 'timeGridWeek' | 'listYear' | 'timeline',
  /** A day of what was last shown; empty for today. */
  date: '',
  /** Whether the members’ public holidays are shown. */
  holidays: true,
});

export const agendaView = $state({
  view: 'outline' as 'outline' | 'timetable',
  /** The day that the timetable shows; empty for all. */
  day: '',
});

export const participantsView = $state({
  view: 'list' as 'list' | 'arrangements' | 'delegations' | 'attendance',
});

export const annualView = $state({
  view: 'read' as 'read' | 'preview' | 'wording',
  what: 'year' as 'year' | 'half1' | 'half2' | 'other',
  year: '',
  first: '',
  last: '',
});

export const figuresView = $state({
  /** `year:2026`, `plan:ID` or `range`; empty for this year. */
  choice: '',
  /** The years of a range. */
  first: '',
  last: '',
  /** The event whose replies are shown; empty for those of the period. */
  event: '',
});

export const pivotView = $state({
  of: 'people' as Subject,
  rows: 'state' as Dimension,
  columns: 'gender' as Dimension | '',
  events: 'held' as CountedEvents,
});
