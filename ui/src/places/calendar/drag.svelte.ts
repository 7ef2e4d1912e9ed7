// A chip that is dragged over a calendar, by pointer: what is said under it, and where it is let go.
// (The page's own drag and drop belongs to files that come from outside.)
interface Place {
  /** What letting go here would give; nothing where it would do nothing. */
  label: (x: number, y: number) => string | null;
  drop: (id: string, x: number, y: number) => void;
}

/** How far the pointer moves before it drags. */
const APART = 5;

export class ChipDrag {
  /** Where the chip is held, and what it says; null while none is. */
  at = $state.raw<{ x: number; y: number; text: string } | null>(null);
  #place: Place;
  #held: { id: string; title: string; x: number; y: number } | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  /** For the element that holds the chips; each chip names its event in `data-event`. */
  attach = (node: HTMLElement): (() => void) => {
    const stop = new AbortController();
    const on = { signal: stop.signal };
    node.addEventListener('pointerdown', (event) => this.#take(event), on);
    node.addEventListener('dragstart', (event) => event.preventDefault(), on);
    node.addEventListener('click', (event) => this.#swallow(event), { ...on, capture: true });
    addEventListener('pointermove', (event) => this.#move(event), on);
    addEventListener('pointerup', (event) => this.#drop(event), on);
    addEventListener('pointercancel', () => this.#end(), on);
    addEventListener('keydown', (event) => event.key === 'Escape' && this.#end(), on);
    return () => stop.abort();
  };

  #take(event: PointerEvent): void {
    const chip = (event.target as Element).closest<HTMLElement>('[data-event]');
    this.#justDropped = false;
    if (!chip || event.button !== 0 || !event.isPrimary) return;
    const title = chip.querySelector('.title')?.textContent ?? '';
    this.#held = { id: chip.dataset.event ?? '', title, x: event.clientX, y: event.clientY };
  }

  #move(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    const [x, y] = [event.clientX, event.clientY];
    if (!this.at && Math.hypot(x - held.x, y - held.y) < APART) return;
    const there = this.#place.label(x, y);
    this.at = { x, y, text: there ? `${held.title} · ${there}` : held.title };
  }

  #drop(event: PointerEvent): void {
    const held = this.at && this.#held;
    if (held) {
      this.#justDropped = true;
      // The click comes at once or, where it was let go elsewhere, not at all.
      setTimeout(() => (this.#justDropped = false));
      this.#place.drop(held.id, event.clientX, event.clientY);
    }
    this.#end();
  }

  #end(): void {
    this.#held = null;
    this.at = null;
  }

  /** Letting a chip go over itself is no click on it. */
  #justDropped = false;
  #swallow(event: MouseEvent): void {
    if (!this.#justDropped) return;
    this.#justDropped = false;
    event.preventDefault();
    event.stopPropagation();
  }
}
