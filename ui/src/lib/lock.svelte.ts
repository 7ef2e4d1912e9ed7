// The window locks when somebody says so, and when nobody has touched it for a while.
import { tick } from 'svelte';
import * as commands from './bindings/commands';
import { app, ask, settled, start } from './app.svelte';
import { leaveField } from './focus';
import { isBusy } from './longWork.svelte';
import { go } from './router.svelte';

/** What a hand on the window does. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** How long a change may take that is under way when somebody locks; a longer one is stopped. */
const LONGEST = 2_000;
/** How often it is looked whether it was left. */
const LOOK = 5_000;

/** Locks at once; where there is no passphrase it leads to where one is set. */
export async function lockNow(): Promise<void> {
  if (app.lockAfter === null) return go('/settings/passphrase');
  // What is being typed is kept first, as when one leaves the field.
  leaveField();
  await tick();
  await Promise.race([settled(), new Promise((done) => setTimeout(done, LONGEST))]);
  // Nothing is shown from here on, however long it takes until all have let go of the store.
  app.locking = true;
  if (await ask(commands.lockStore().then(() => true))) return location.reload();
  app.locking = false;
  await start();
}

/** Calls `lock` once nobody has touched the window for so many minutes; 0 or null is never. Gives back how to stop it. */
export function whenLeft(minutes: () => number | null, lock: () => void): () => void {
  // By the clock on the wall: a computer that slept was left for as long.
  let touched = Date.now();
  const touch = (): void => void (touched = Date.now());
  const look = setInterval(() => {
    const after = minutes();
    // Long work is not broken off; it is over some time, and then the window was left for long enough.
    if (after && !isBusy() && Date.now() - touched >= after * 60_000) {
      touch();
      lock();
    }
  }, LOOK);
  for (const one of TOUCHES) addEventListener(one, touch, { capture: true, passive: true });
  return () => {
    clearInterval(look);
    for (const one of TOUCHES) removeEventListener(one, touch, { capture: true });
  };
}
