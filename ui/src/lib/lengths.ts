/** Agendas are laid out in steps of so many minutes. */
export const SNAP = 5;

/** A length at the next step up or down; none where nothing would be left. */
export function nextLength(minutes: number, by: -1 | 1): number | null {
  const steps = by > 0 ? Math.floor(minutes / SNAP) : Math.ceil(minutes / SNAP);
  const next = (steps + by) * SNAP;
  return next > 0 ? next : null;
}
