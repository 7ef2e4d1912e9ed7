// Focus is never lost: where the control that has it goes away or can do no more, its neighbour takes it.

const STOPS =
  'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea';

interface Held {
  element: HTMLElement;
  /** The list whose row it stood in, and the row's place. */
  list: Element;
  row: number;
  /** Its place among the controls of the row. */
  control: number;
  /** What the list stands in: where the list is gone too, its first field or button takes the focus. */
  around: Element | null;
}

const stops = (of: Element | null | undefined): HTMLElement[] =>
  of ? [...of.querySelectorAll<HTMLElement>(STOPS)] : [];

const nearest = <T>(of: T[], at: number): T | undefined => of[Math.min(at, of.length - 1)];

function hold(element: HTMLElement): Held | null {
  const row = element.closest('tr, li');
  const list = row?.parentElement;
  if (!row || !list) return null;
  return {
    element,
    list,
    row: [...list.children].indexOf(row),
    control: Math.max(0, stops(row).indexOf(element)),
    around: list.closest('section, [role=region], .page'),
  };
}

function neighbour({ list, row, control, around }: Held): HTMLElement | undefined {
  const beside = list.isConnected ? stops(nearest([...list.children], row)) : [];
  if (beside.length > 0) return nearest(beside, control);
  return around?.isConnected ? stops(around)[0] : undefined;
}

/** Sees to it for what stands in a part of the window. */
export function keepsFocus(part: HTMLElement): { destroy: () => void } {
  let held: Held | null = null;
  const gone = (one: Held): boolean => !one.element.isConnected || one.element.matches(':disabled');

  function onfocusin(event: FocusEvent): void {
    held = event.target instanceof HTMLElement ? hold(event.target) : null;
  }

  // Whoever clicks beside a control takes the focus away themselves; the control is still there then.
  function onfocusout(): void {
    const left = held;
    queueMicrotask(() => {
      if (held === left && left && !gone(left)) held = null;
    });
  }

  function look(): void {
    const active = document.activeElement;
    if (!held || !gone(held)) return;
    if (active && active !== document.body && active !== held.element) return;
    const to = neighbour(held);
    held = null;
    to?.focus();
  }

  // A frame later: whoever takes a control away may have a better place for the focus.
  const seen = new MutationObserver(() => requestAnimationFrame(look));
  part.addEventListener('focusin', onfocusin);
  part.addEventListener('focusout', onfocusout);
  seen.observe(part, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  return {
    destroy() {
      seen.disconnect();
      part.removeEventListener('focusin', onfocusin);
      part.removeEventListener('focusout', onfocusout);
    },
  };
}

/**
 * Takes the focus as it opens (`{@attach takesFocus}`). In a dialog `autofocus` does; elsewhere that is heard once
 * in the life of a page, and while nothing else has the focus.
 */
export const takesFocus = (field: HTMLElement): void => field.focus();

/** Leaves the field that is being typed in, so that it keeps what was typed before its page goes away. */
export function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

let pressed = false;
addEventListener('pointerdown', () => (pressed = true), { capture: true });
for (const end of ['pointerup', 'pointercancel'])
  addEventListener(end, () => (pressed = false), { capture: true });

/**
 * Waits until the pointer's button is up and what it clicked has heard of it: what moves under a pressed
 * pointer takes the click away from where it was meant.
 */
export async function pointerUp(): Promise<void> {
  if (!pressed) return;
  await new Promise((done) => {
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, done, { once: true });
  });
  await new Promise(requestAnimationFrame);
}
