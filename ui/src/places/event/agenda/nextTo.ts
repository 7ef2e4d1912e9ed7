// Which box of a timetable lies next, for the arrows.

/** The box that lies next in a direction: along a column, or across to another. */
export function nextTo(
  from: HTMLElement,
  boxes: HTMLElement[],
  key: string,
): HTMLElement | undefined {
  const middle = (of: HTMLElement): [number, number] => {
    const { left, top, width } = of.getBoundingClientRect();
    return [left + width / 2, top];
  };
  const [x, y] = middle(from);
  const width = from.getBoundingClientRect().width;
  const along = key === 'ArrowUp' || key === 'ArrowDown';
  const sign = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
  const far = boxes
    .filter((one) => one !== from)
    .map((one) => {
      const [otherX, otherY] = middle(one);
      const ahead = sign * (along ? otherY - y : otherX - x);
      const aside = Math.abs(along ? otherX - x : otherY - y);
      const same = along ? aside < width / 2 : Math.abs(ahead) > width / 2;
      return { one, ahead, cost: ahead + aside * 4, same };
    })
    .filter(({ ahead, same }) => ahead > 0 && same);
  return far.sort((a, b) => a.cost - b.cost)[0]?.one;
}
