/**
 * The calendar component says it is a table, whose rows and cells then lie elsewhere in the page than
 * its roles want them. A group of days in their order, with entries that say when they are, is heard
 * better than a broken table.
 */
export function withoutTable(node: HTMLElement): () => void {
  const strip = (): void => {
    for (const part of node.querySelectorAll(
      '[role=table], [role=row], [role=columnheader], [role=cell], [role=list], [role=listitem]',
    ))
      part.removeAttribute('role');
    for (const head of node.querySelectorAll('[aria-colindex]'))
      head.removeAttribute('aria-colindex');
  };
  const observer = new MutationObserver(strip);
  observer.observe(node, { subtree: true, childList: true, attributeFilter: ['role'] });
  strip();
  return () => observer.disconnect();
}
