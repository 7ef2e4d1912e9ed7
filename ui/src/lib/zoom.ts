// How large everything is shown. It is this screen's and not the store's, so it stays beside the window.
import * as commands from './bindings/commands';
import { ask } from './app.svelte';

const STEPS = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const KEY = 'zoom';

let at = STEPS.indexOf(Number(localStorage.getItem(KEY) ?? 1));
if (at < 0) at = STEPS.indexOf(1);

function show(): void {
  const factor = STEPS[at] ?? 1;
  localStorage.setItem(KEY, String(factor));
  void ask(commands.zoom(factor));
}

/** As it was left. */
export function zoomAsLeft(): void {
  if (STEPS[at] !== 1) show();
}

export function zoomBy(steps: 1 | -1 | 0): void {
  at = steps === 0 ? STEPS.indexOf(1) : Math.max(0, Math.min(STEPS.length - 1, at + steps));
  show();
}
