// Work that takes long: what is under way, how far it has come, and what it ended with. It is kept for
// the whole window, so that whoever looks elsewhere meanwhile finds it again.
import { listen } from '@tauri-apps/api/event';
import type { Progress } from './bindings/types';
import * as commands from './bindings/commands';
import { ask } from './app.svelte';

class LongWork<Outcome> {
  /** What is under way; empty if nothing is. */
  of = $state('');
  progress = $state.raw<Progress | null>(null);
  /** What the last work ended with, and which it was. */
  outcome = $state.raw<{ of: string; told: Outcome } | null>(null);
}

const work = new LongWork<unknown>();

/** Hears how far long work has come, as long as the window is open. */
export function hearProgress(): void {
  void listen<Progress>('progress', ({ payload }) => {
    if (work.of) work.progress = payload;
  });
}

/** How far the work of that name has come; null if it is not under way, or has not told yet. */
export function progressOf(of: string): Progress | null {
  const { progress } = work;
  return work.of === of && progress && progress.done < progress.of ? progress : null;
}

export const isBusy = (): boolean => work.of !== '';

/** What the last work ended with, if it was of that name. */
export function outcomeOf<Outcome>(of: string): Outcome | null {
  return work.outcome?.of === of ? (work.outcome.told as Outcome) : null;
}

/** Follows work to its end. What failed is told as always, and null comes back. */
export async function follow<Outcome>(
  of: string,
  running: Promise<Outcome | null>,
): Promise<Outcome | null> {
  work.of = of;
  work.progress = null;
  work.outcome = null;
  const told = await ask(running);
  work.of = '';
  work.progress = null;
  if (told !== null) work.outcome = { of, told };
  return told;
}

export const stopWork = (): void => void ask(commands.cancelWork());
