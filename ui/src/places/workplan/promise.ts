// What the activity plan promises, as a timing and as words.
import type { ActivityPlanEntryId, EventKind, Timing } from '../../lib/bindings/types';
import { planEvent } from '../../lib/app.svelte';

interface Entry {
  id: ActivityPlanEntryId;
  year: number;
  firstQuarter: number | null;
  lastQuarter: number | null;
  associatedWith: string | null;
}

export function promised(entry: Entry): Timing {
  if (entry.firstQuarter && entry.firstQuarter === entry.lastQuarter)
    return { kind: 'quarter', year: entry.year, quarter: entry.firstQuarter };
  if (entry.firstQuarter) return { kind: 'year', year: entry.year };
  return { kind: 'upon-consultation', year: entry.year };
}

/** Opens the dialog for the event that an entry promises. */
export function fill(
  entry: Entry,
  activity: { id: string; title: string; eventKind: EventKind | null },
): void {
  planEvent({
    kind: activity.eventKind ?? 'other',
    title: activity.title,
    timing: promised(entry),
    associatedWith: entry.associatedWith,
    activities: [activity.id],
  });
}
