/**
 * The calendar component says it is a table, whose rows and cells then lie elsewhere in the page than
 * its roles want them. A group of days in their order, with entries that say when they are, is heard
 * better than a broken table. `more` is done after each change, too.
 */
export function withoutTable(node: HTMLElement, more?: (node: HTMLElement) => void): () => void {
  const strip = (): void => {
    for (const part of node.querySelectorAll(
      '[role=table], [role=row], [role=columnheader], [role=cell], [role=list], [role=listitem], [role=rowgroup]',
    ))
      part.removeAttribute('role');
    for (const name of ['aria-colindex', 'aria-colspan', 'aria-rowspan'])
      for (const head of node.querySelectorAll(`[${name}]`)) head.removeAttribute(name);
    more?.(node);
  };
  const observer = new MutationObserver(strip);
  observer.observe(node, { subtree: true, childList: true, attributeFilter: ['role'] });
  strip();
  return () => observer.disconnect();
}
