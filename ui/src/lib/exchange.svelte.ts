// What exchange with other offices shares across the window: how much waits to be decided, and the
// dialogs, which are opened from anywhere, such as when a pack is dropped on the window.
import type { Named } from './bindings/types';

/** What the dialog that makes a pack starts with. */
export interface Making {
  event?: Named;
  office?: string;
}

export const exchange = $state({
  /** How many things wait to be decided. */
  conflicts: 0,
  making: null as Making | null,
  /** The packs to be taken in, one after the other; none: one is to be chosen. Null while the dialog is closed. */
  taking: null as string[] | null,
  /** Rises when an office was added, named or heard of: that is no step of the journal. */
  revision: 0,
});

/** Opens the dialog that makes a pack. */
export function makePack(from: Making = {}): void {
  exchange.making = from;
}

/** Opens the dialog that takes packs in. */
export function takePacks(files: string[] = []): void {
  exchange.taking = files;
}
