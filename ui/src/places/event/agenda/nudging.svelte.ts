// An item moved by keys while Alt is held: its box goes along, and when Alt is let go it is one step.
import type { AgendaRow } from '../../../lib/bindings/types';
import { SNAP } from '../../../lib/lengths';
import type { Arranging } from './arranging.svelte';

const MINUTE = 60_000;

/** A wall-clock time so many minutes later: `2027-05-11T09:00:00`. */
const later = (at: string, minutes: number): string =>
  new Date(Date.parse(`${at}Z`) + minutes * MINUTE).toISOString().slice(0, 19);

/** What is moved, and by how many minutes from the start it had. */
interface Held {
  item: AgendaRow;
  start: string;
  /** Written, and not yet read anew. */
  written: number;
  /** Not yet written. */
  by: number;
}

export class Nudging {
  private held = $state.raw<Held | null>(null);

  constructor(private readonly arranging: Arranging) {}

  /** One more press. */
  step(item: AgendaRow, sign: -1 | 1): void {
    if (this.held?.item.id !== item.id) this.end();
    const now =
      this.held?.item.id === item.id ? this.held : { item, start: item.start, written: 0, by: 0 };
    const next = { ...now, by: now.by + sign * SNAP };
    const moved = { ...item, ...shifted(item, next) };
    // Within its day.
    if (moved.start.slice(0, 10) !== item.day) return;
    this.held = next;
    this.arranging.say(this.arranging.line(moved));
  }

  /** An item's times as they are shown meanwhile. */
  times(item: AgendaRow): { start: string; end: string } {
    return this.held?.item.id === item.id ? shifted(item, this.held) : item;
  }

  /** The agenda was read anew: what was written is in it. */
  read(items: AgendaRow[]): void {
    const held = this.held;
    const item = items.find((one) => one.id === held?.item.id);
    if (!held || item?.start === held.start) return;
    this.held = item && held.by !== 0 ? { item, start: item.start, written: 0, by: held.by } : null;
  }

  /** Alt is let go, or the keys go elsewhere: one step. */
  end(): void {
    const held = this.held;
    if (!held || held.by === 0) return;
    this.held = { ...held, written: held.written + held.by, by: 0 };
    void this.arranging.nudge(held.item, held.by).then((done) => {
      if (!done && this.held?.item.id === held.item.id) this.held = null;
    });
  }
}

function shifted(item: AgendaRow, { start, written, by }: Held): { start: string; end: string } {
  const minutes = item.start === start ? written + by : by;
  return { start: later(item.start, minutes), end: later(item.end, minutes) };
}
