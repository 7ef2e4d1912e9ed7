// A template that is laid out: what is shown of it, which row is selected, and what is done to it. Each
// deed is one step that can be undone. Rows have no keys of their own, only their places: so deeds
// go one after another, each against the rows as the one before it left them.
import * as commands from '../../../lib/bindings/commands';
import type {
  Change,
  SkeletonEdit,
  SkeletonItemEdit,
  SkeletonRow,
  SkeletonSpot,
  TemplatePage,
} from '../../../lib/bindings/types';
import { change, lookAround } from '../../../lib/app.svelte';
import { time } from '../../../lib/format';
import { nextLength } from '../../../lib/lengths';
import { t } from '../../../lib/messages';

export class Laying {
  page = $state.raw<TemplatePage | null>(null);
  selected = $state.raw<SkeletonSpot | null>(null);
  /** What a screen reader is told of the item that was moved last. */
  announced = $state('');
  /** How many deeds were done: what was read before the last of them is stale. */
  done = 0;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    /** Told where the item stands that something was done to, once the rows are there. */
    private readonly placed: (at: SkeletonSpot | null) => void,
    /** Told the key of the copy that a change of a template of the program's became. */
    private readonly copied: (key: string) => void,
  ) {}

  row(at: SkeletonSpot | null): SkeletonRow | undefined {
    return at ? this.page?.days[at.day]?.[at.row] : undefined;
  }

  /** An item in one line: `Session 1, 09:00 to 10:30`. */
  line(row: SkeletonRow): string {
    return t('agenda.line', { title: row.title, start: clock(row.start), end: clock(row.end) });
  }

  private async send(seen: string, edit: SkeletonEdit, tell: boolean): Promise<Change> {
    const key = this.page?.key ?? '';
    const changed = await commands.changeAgendaTemplate(key, seen, edit).catch(async (why) => {
      // Perhaps it was changed elsewhere: then that is shown.
      await lookAround();
      throw why;
    });
    this.done += 1;
    this.page = changed.page;
    const row = this.row(changed.at);
    if (tell) {
      if (changed.at) this.selected = changed.at;
      if (row)
        this.announced = t('skeletons.on', {
          day: (changed.at?.day ?? 0) + 1,
          line: this.line(row),
        });
      this.placed(changed.at);
    }
    if (changed.page.key !== key) this.copied(changed.page.key);
    return changed.change;
  }

  /** Does something to the rows as they are when its turn comes; nothing where there is nothing to do. */
  act(make: () => SkeletonEdit | null): Promise<Change | null> {
    const turn = this.queue.then(() => {
      const edit = make();
      return edit && change(this.send(this.page?.seen ?? '', edit, true));
    });
    this.queue = turn;
    return turn;
  }

  /** Writes one field of an item anew, of the rows as they were when it was written. */
  write(at: SkeletonSpot, to: SkeletonItemEdit): Promise<Change> {
    const seen = this.page?.seen ?? '';
    const turn = this.queue.then(() => this.send(seen, { edit: 'change', at, to }, false));
    this.queue = turn.catch(() => null);
    return turn;
  }

  /** What a key or a button does to the selected row. */
  private one(make: (at: SkeletonSpot, row: SkeletonRow) => SkeletonEdit | null) {
    return this.act(() => {
      const row = this.row(this.selected);
      return this.selected && row ? make(this.selected, row) : null;
    });
  }

  move(by: -1 | 1): Promise<Change | null> {
    return this.one((at) => ({ edit: by < 0 ? 'up' : 'down', at }));
  }

  toDay(day: number): Promise<Change | null> {
    const days = this.page?.days.length ?? 0;
    return this.one((at) => (day < 0 || day >= days ? null : { edit: 'toDay', at, day }));
  }

  indent(deeper: boolean): Promise<Change | null> {
    return this.one((at) => ({ edit: deeper ? 'indent' : 'outdent', at }));
  }

  delete(): Promise<Change | null> {
    return this.one((at) => ({ edit: 'delete', at }));
  }

  /** Changes the length to the next five minutes up or down. */
  lengthen(by: -1 | 1): Promise<Change | null> {
    return this.one((at, row) => {
      const value = nextLength(row.minutes, by);
      return value === null ? null : { edit: 'change', at, to: { field: 'minutes', value } };
    });
  }

  /** Has it begin usually when it does now, or follow what is before it. */
  pin(): Promise<Change | null> {
    return this.one((at, row) => ({
      edit: 'change',
      at,
      to: { field: 'start', value: row.fixed ? null : row.start.slice(0, 5) },
    }));
  }

  /** Runs at the same time as the item above it, or after it. */
  beside(): Promise<Change | null> {
    return this.one((at, row) =>
      row.beside || row.hasAbove
        ? { edit: 'change', at, to: { field: 'beside', value: !row.beside } }
        : null,
    );
  }

  add(day: number, after: number | null, line: string): Promise<Change | null> {
    return this.act(() => ({ edit: 'add', day, after, line }));
  }

  addDay(): Promise<Change | null> {
    return this.act(() => ({ edit: 'addDay' }));
  }

  removeDay(day: number): Promise<Change | null> {
    return this.act(() => ({ edit: 'removeDay', day }));
  }
}

/** A time of day as it is shown. */
export const clock = (of: string): string => time(`2000-01-01T${of}`);
