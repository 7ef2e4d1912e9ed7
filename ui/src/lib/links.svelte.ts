// Links that lead outside the program: each is shown whole, and opened only by who has looked at it.
import type { LinkLook } from './bindings/types';
import * as commands from './bindings/commands';
import { ask } from './app.svelte';

class Links {
  /** The link that is looked at; null while none is. */
  looked = $state.raw<LinkLook | null>(null);
}

export const links = new Links();

/** Shows where a link leads. What is not opened outside is said in the status line. */
export async function lookAt(address: string): Promise<void> {
  links.looked = await ask(commands.lookAtLink(address));
}

/** A click on a link of the page that leads outside goes no other way. */
export function onoutside(event: MouseEvent): void {
  const from = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const address = from?.getAttribute('href');
  if (!address || address.startsWith('#')) return;
  event.preventDefault();
  void lookAt(address);
}
