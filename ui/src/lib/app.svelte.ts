// What the whole window shares: the store's status, the last change, what went wrong.
import * as commands from './bindings/commands';
import type {
  CalendarFileSaved,
  Change,
  Failure,
  NewEvent,
  RepliesTaken,
  Publication,
  Settings,
  Steps,
  StoreStatus,
} from './bindings/types';
import { t, useLanguage } from './messages';

class App {
  status = $state<StoreStatus | null>(null);
  /** Why the store could not be opened. */
  closed = $state('');
  /** Whether that is since it is locked. */
  locked = $state(false);
  /** Whether it is being locked: nothing is shown, and nothing can be typed yet. */
  locking = $state(false);
  /** After how many minutes without a touch the window locks, 0 for never; null where there is no passphrase. */
  lockAfter = $state<number | null>(null);
  steps = $state<Steps>({ undo: null, redo: null, last: 0 });
  /** What was done last, for the status line and for screen readers. */
  said = $state('');
  savedAt = $state('');
  /** What went wrong last. */
  problem = $state('');
  /** Why no backup was made before the work under way: said again once that is done. */
  notBackedUp = '';
  /** Rises with every change; lists that show records read it, so that they read again. */
  revision = $state(0);
  /** How it stands with publishing the calendar, once somebody asked or was told. */
  publication = $state<Publication | null>(null);
  palette = $state(false);
  /** Replies that were taken, to be shown; null once they were looked at. */
  replies = $state.raw<RepliesTaken | null>(null);
  /** A list of people that was dropped on the window; null once it was seen to. */
  list = $state<string | null>(null);
  /** What the dialog for a new event starts with; null while it is closed. */
  planning = $state<Partial<NewEvent> | null>(null);
}

export const app = new App();

export function sentence(problem: unknown): string {
  if (typeof problem === 'object' && problem && 'message' in problem)
    return String((problem as Failure).message);
  // What was typed is read on its way in; Tauri says in front of the sentence which argument it was.
  const said = String(problem).replace(/^invalid args `[^`]*` for command `[^`]*`: /, '');
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

/** What the window wears while its store is locked, and nobody can ask it: as it was left. */
const THEME = 'theme';

function wearTheme(theme: string): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function wear(settings: Settings): void {
  const root = document.documentElement;
  wearTheme(settings.theme);
  localStorage.setItem(THEME, settings.theme);
  root.dataset.density = settings.density;
  useLanguage(settings.language);
}

export async function start(): Promise<void> {
  try {
    const status = await commands.storeStatus();
    // Messages are said once, where they stand: another language begins anew.
    if (app.status && app.status.settings.language !== status.settings.language) location.reload();
    wear(status.settings);
    app.status = status;
    app.steps = status.steps;
    app.closed = '';
    app.locked = false;
    const { set, lockAfter } = await commands.passphraseState();
    app.lockAfter = set ? lockAfter : null;
  } catch (problem) {
    app.closed = sentence(problem);
    app.locked = (problem as Failure).locked;
    if (app.locked) wearTheme(localStorage.getItem(THEME) ?? 'system');
  }
}

/** Takes note of a change: what undo would do now, what to say, and that lists have to read again. */
export function note(change: Change): void {
  app.steps = change.steps;
  app.problem = app.notBackedUp;
  app.notBackedUp = '';
  if (change.touched.length === 0) return;
  app.said = change.label;
  app.savedAt = change.at;
  app.revision += 1;
  // What the window knows since its start: settings, and the years that have events.
  if (change.touched.includes('setting') || change.touched.includes('event')) void start();
}

/** Changes that are not over yet. */
let underWay: Promise<unknown>[] = [];

/** Waits until they are. */
export async function settled(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** Runs a command that changes the store; on failure the sentence is shown and null comes back. */
export async function change(work: Promise<Change>): Promise<Change | null> {
  underWay.push(work);
  try {
    const done = await work;
    note(done);
    return done;
  } catch (problem) {
    if (!(problem as Failure).cancelled) app.problem = sentence(problem);
    return null;
  } finally {
    underWay = underWay.filter((one) => one !== work);
  }
}

/** Runs a command that only tells something. */
export async function ask<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (problem) {
    if (!(problem as Failure).cancelled) app.problem = sentence(problem);
    return null;
  }
}

/**
 * Shows the answer to the question that was asked last. Answers may come in another order than
 * their questions, and an older one must not cover a newer one.
 */
export function latest<T>(tell: (answer: T) => void): (work: Promise<T>) => void {
  let asked = 0;
  return (work) => {
    const mine = ++asked;
    void ask(work).then((answer) => {
      if (answer !== null && mine === asked) tell(answer);
    });
  };
}

/** Does one thing at a time: asked again before the first is done, it does nothing. */
export function once<A extends unknown[]>(
  work: (...given: A) => Promise<unknown>,
): (...given: A) => Promise<void> {
  let busy = false;
  return async (...given) => {
    if (busy) return;
    busy = true;
    try {
      await work(...given);
    } finally {
      busy = false;
    }
  };
}

/** Looks whether another program wrote; then everything on the screen is read again. */
export async function lookAround(): Promise<void> {
  const steps = await commands.steps().catch(() => null);
  if (!steps || steps.last === app.steps.last) return;
  // A change of ours may be under way: its own answer says what it did.
  if (steps.last < app.steps.last) return;
  app.steps = steps;
  app.revision += 1;
}

/** Undo and redo do what the screen says or nothing. */
async function takeBack(work: Promise<Change>): Promise<void> {
  if (!(await change(work))) await lookAround();
}

export async function undo(): Promise<void> {
  if (app.steps.undo) await takeBack(commands.undo(app.steps.last));
}

export async function redo(): Promise<void> {
  if (app.steps.redo) await takeBack(commands.redo(app.steps.last));
}

export async function backUp(): Promise<void> {
  const saved = await ask(commands.saveBackup());
  if (!saved) return;
  const { path, folder, papers, damaged } = saved;
  say(
    papers > 0
      ? t('saved.backupPapers', { path, folder, count: papers })
      : t('saved.backup', { path }),
  );
  if (damaged > 0) app.problem = t('saved.backupDamaged', { count: damaged });
}

/** What is said of a calendar file that was saved. */
export function savedText(saved: CalendarFileSaved): string {
  const said = t('saved.events', { count: saved.events, path: saved.path });
  return saved.leftOut > 0 ? `${said} ${t('saved.leftOut', { count: saved.leftOut })}` : said;
}

/** Takes note of a calendar that was published in the background, or could not be. */
export function notePublication(publication: Publication): void {
  app.publication = publication;
  if (publication.failure) app.problem = publication.failure;
}

/** Takes note of a backup that could not be made, or of one that is damaged: by itself, or before work that begins. */
export function noteNoBackup(problem: string, before = false): void {
  if (before) app.notBackedUp = problem;
  app.problem = problem;
}

/** The store is another one: it was put back to a backup, or opened at last. */
export async function beginAnew(): Promise<void> {
  await start();
  app.savedAt = '';
  app.revision += 1;
}

export function say(text: string): void {
  app.problem = '';
  app.said = text;
}

export function planEvent(from: Partial<NewEvent> = {}): void {
  app.planning = from;
}
