// One agenda under both its views: what is shown, which item is selected, and what the hand or the
// keyboard does to it. Both views call these; each is one step that can be undone.
import { editItem } from '../../../lib/shift.svelte';
import * as commands from '../../../lib/bindings/commands';
import type { Agenda, AgendaRow, Capacity, Change, ItemKind } from '../../../lib/bindings/types';
import { change } from '../../../lib/app.svelte';
import { shortDay, time } from '../../../lib/format';
import { nextLength } from '../../../lib/lengths';
import { t } from '../../../lib/messages';

export class Arranging {
  agenda = $state.raw<Agenda | null>(null);
  /** Key of the selected item; empty for none. */
  selected = $state('');
  /** Whether the selected item's details stand beside the agenda. */
  details = $state(false);
  /** What a screen reader is told of the item that was moved last. */
  announced = $state('');
  /** The item whose new place is to be told once it is read. */
  private moved = '';
  /** What was told of it. */
  private told = '';

  /** The item that gets people, and in which capacity; null while none does. */
  picking = $state.raw<{ item: string; capacity: Capacity } | null>(null);

  readonly item = $derived(this.agenda?.items.find((one) => one.id === this.selected) ?? null);

  /** Takes the agenda as it was read anew. */
  take(agenda: Agenda): void {
    this.agenda = agenda;
    const moved = agenda.items.find((one) => one.id === this.moved);
    const laid = agenda.tray.find((one) => one.id === this.moved);
    const line = moved ? this.line(moved) : laid ? t('agenda.inTray', { title: laid.title }) : '';
    // Two moves may be read at once, or one that was read before the next was written.
    if (!line || line === this.told) return;
    this.told = line;
    this.say(line);
  }

  /** Tells a screen reader, also what it was told just before. */
  say(text: string): void {
    this.announced = text === this.announced ? `${text}\u00a0` : text;
  }

  /** Has told where an item stands once it is read, and whenever it stands elsewhere after that. */
  private watch(item: string): void {
    this.moved = item;
    this.told = '';
  }

  /** Has told where an item stands once what is typed into one of its fields is written. */
  async telling(item: string, work: Promise<Change>): Promise<Change> {
    const done = await work;
    this.watch(item);
    return done;
  }

  /** Where an item that was added stands is said once it is read. */
  added(item: string): void {
    const there = this.agenda?.items.find((one) => one.id === item);
    if (there) this.say(this.line(there));
    else this.watch(item);
  }

  /** An item in one line: `Session 2A, 13:50 to 15:10, room B`. */
  line(item: AgendaRow): string {
    const room = this.roomName(item.room);
    const said = t(room ? 'agenda.lineRoom' : 'agenda.line', {
      title: item.title,
      start: time(item.start),
      end: time(item.end),
      room,
    });
    return (this.agenda?.days.length ?? 0) > 1 ? `${shortDay(item.day)}: ${said}` : said;
  }

  roomName(room: string | null): string {
    return this.agenda?.rooms.find((one) => one.id === room)?.name ?? '';
  }

  on(date: string): AgendaRow[] {
    return this.agenda?.items.filter((one) => one.day === date) ?? [];
  }

  siblings(item: AgendaRow): AgendaRow[] {
    return this.on(item.day).filter((one) => one.parent === item.parent);
  }

  /** The sibling before it, which it can run beside or become a part of. */
  above(item: AgendaRow): AgendaRow | undefined {
    const beside = this.siblings(item);
    return beside[beside.findIndex((one) => one.id === item.id) - 1];
  }

  /** Does something to an item; where it then stands is said. */
  private async act(id: string, work: Promise<Change>): Promise<Change | null> {
    this.watch(id);
    return change(work);
  }

  /** Moves an item before the sibling above it or behind the one below, at a day's end to the next day. */
  move(item: AgendaRow, by: -1 | 1): Promise<Change | null> | null {
    const siblings = this.siblings(item);
    const at = siblings.findIndex((one) => one.id === item.id);
    const [to, before] =
      by < 0 ? [siblings[at - 1], siblings[at - 1]] : [siblings[at + 1], siblings[at + 2]];
    if (to) return this.put(item, item.day, item.parent, before?.id ?? null);
    const days = this.agenda?.days ?? [];
    const day = days[days.indexOf(item.day) + by];
    if (!day || item.parent) return null;
    const first = by > 0 ? this.on(day).find((one) => !one.parent) : undefined;
    return this.put(item, day, null, first?.id ?? null);
  }

  put(
    item: { id: string },
    day: string,
    parent: string | null = null,
    before: string | null = null,
  ): Promise<Change | null> {
    return this.act(item.id, commands.moveAgendaItem({ item: item.id, day, parent, before }));
  }

  /** An item becomes a part of the one above it, or follows the one that it was a part of. */
  indent(item: AgendaRow, deeper: boolean): Promise<Change | null> | null {
    const above = this.above(item);
    if (deeper) return above ? this.put(item, item.day, above.id) : null;
    const whole = this.agenda?.items.find((one) => one.id === item.parent);
    if (!whole) return null;
    const outer = this.siblings(whole);
    const next = outer[outer.findIndex((one) => one.id === whole.id) + 1];
    return this.put(item, item.day, whole.parent, next?.id ?? null);
  }

  /** Changes the length to the next five minutes up or down. */
  lengthen(item: AgendaRow, by: -1 | 1): Promise<Change | null> | null {
    const minutes = nextLength(item.minutes, by);
    return minutes === null ? null : this.resize(item.id, minutes);
  }

  resize(id: string, minutes: number): Promise<Change | null> {
    return this.act(id, editItem(id, { field: 'minutes', value: minutes }));
  }

  /** Fixes the start where it is, or lets it flow. */
  pin(item: AgendaRow): Promise<Change | null> {
    const value = item.pinned ? null : item.start.slice(11, 16);
    return this.act(item.id, editItem(item.id, { field: 'start', value }));
  }

  /** Runs at the same time as the item above it, or after it. */
  beside(item: AgendaRow): Promise<Change | null> | null {
    if (!item.beside && !this.above(item)) return null;
    return this.act(
      item.id,
      commands.editAgendaItem(item.id, { field: 'beside', value: !item.beside }),
    );
  }

  room(item: AgendaRow, room: string | null): Promise<Change | null> {
    return this.act(item.id, commands.editAgendaItem(item.id, { field: 'room', value: room }));
  }

  /** Puts an item at a time and into a room, as long as it was or so long; nothing else moves. */
  place(
    id: string,
    day: string,
    start: string,
    room: string | null,
    minutes: number | null = null,
  ): Promise<Change | null> {
    return this.act(id, commands.placeAgendaItem({ item: id, day, start, room, minutes }));
  }

  /** Writes an item down from a line; its key, where that went well. */
  async type(
    line: string,
    where: { after?: string | null; parent?: string | null; day?: string | null; tray?: boolean },
    told: { kind?: ItemKind | null; minutes?: number | null; start?: string | null } = {},
  ): Promise<string | null> {
    const done = await change(
      commands.typeAgendaItem({
        event: this.agenda?.event ?? '',
        line,
        kind: told.kind ?? null,
        minutes: told.minutes ?? null,
        start: told.start ?? null,
        after: where.after ?? null,
        parent: where.parent ?? null,
        day: where.day ?? null,
        tray: where.tray ?? false,
      }),
    );
    if (done?.id) this.added(done.id);
    return done?.id ?? null;
  }

  /** Moves a start by minutes. */
  nudge(item: AgendaRow, by: number): Promise<Change | null> {
    return this.act(item.id, commands.nudgeAgendaItem(item.id, by));
  }

  /** Takes an item off the timetable; with `hold` the others stay where they are. */
  toTray(id: string, hold: boolean): Promise<Change | null> {
    return this.act(id, commands.agendaItemToTray(id, hold));
  }

  delete(id: string): Promise<Change | null> {
    return change(commands.deleteAgendaItem(id));
  }
}
