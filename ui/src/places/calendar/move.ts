// Moving an event in a calendar: by days, onto a day, to a quarter.
import * as commands from '../../lib/bindings/commands';
import type { Shift, Timing } from '../../lib/bindings/types';
import { ask, note, say } from '../../lib/app.svelte';
import { when } from '../../lib/format';
import { t } from '../../lib/messages';

/** Moves it, and says where it is now; nothing comes back where it could not be moved. */
export async function moveEvent(id: string, title: string, shift: Shift): Promise<Timing | null> {
  const moved = await ask(commands.shiftEvent(id, shift));
  if (!moved) return null;
  note(moved.change);
  say(t('calendar.moved', { title, when: when(moved.timing) }));
  return moved.timing;
}

/** How many days a key moves an event by: with Alt, ← and → a day, ↑ and ↓ a week. */
export function daysOfKey(event: KeyboardEvent): number | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  switch (event.key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -7;
    case 'ArrowDown':
      return 7;
    default:
      return null;
  }
}

/** The first day that a timing is on; empty where none is known. */
export const firstDay = (timing: Timing): string =>
  timing.kind === 'exact' ? timing.start.slice(0, 10) : timing.kind === 'dates' ? timing.first : '';
