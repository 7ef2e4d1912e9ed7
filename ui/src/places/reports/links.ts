// Where a figure leads: to the events that it counts, where the list of events can show them.
import type { CountedEvents, Stage } from '../../lib/bindings/types';

export interface EventsBehind {
  output?: string | null;
  year?: string | null;
  kind?: string | null;
  stage?: Stage;
  events?: CountedEvents;
}

/** The address of the list of those events; none while no list shows them. */
export function eventsLink(behind: EventsBehind): string | null {
  void behind;
  return null;
}
