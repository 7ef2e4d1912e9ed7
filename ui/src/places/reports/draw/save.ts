// A chart that is on the screen as a picture of its own: what it looks like is written into it, in
// the colours for light paper, whatever the theme of the window.

/** What of an element's looks a picture needs. */
const LOOKS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'opacity',
  'paint-order',
];

/** Room for the title above a chart, and points of the picture to one of the page. */
const HEAD = 32;
const SHARP = 2;

export interface Drawn {
  svg: string;
  width: number;
  height: number;
}

const element = (name: string, attributes: Record<string, string>): SVGElement => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
};

/** The chart with its title, as the text of an SVG file. */
export function asSvg(drawn: SVGSVGElement, title: string): Drawn {
  const { width, height } = drawn.viewBox.baseVal;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  drawn.style.colorScheme = 'light';
  const originals = [drawn, ...drawn.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  const ink = getComputedStyle(drawn);
  for (const [at, original] of originals.entries()) {
    const looks = getComputedStyle(original);
    const written = copies[at];
    if (!written) continue;
    for (const name of LOOKS) {
      const value = looks.getPropertyValue(name);
      if (value) written.setAttribute(name, value);
    }
    written.removeAttribute('class');
  }
  const paper = element('rect', {
    y: String(-HEAD),
    width: String(width),
    height: String(height + HEAD),
    fill: ink.getPropertyValue('background-color'),
  });
  const heading = element('text', {
    y: '-12',
    fill: ink.getPropertyValue('color'),
    'font-family': ink.getPropertyValue('font-family'),
    'font-size': '15',
    'font-weight': '600',
  });
  heading.textContent = title;
  drawn.style.colorScheme = '';
  // A picture leads nowhere.
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  copy.prepend(paper, heading);
  copy.removeAttribute('style');
  copy.removeAttribute('aria-hidden');
  copy.setAttribute('viewBox', `0 ${-HEAD} ${width} ${height + HEAD}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height + HEAD));
  return {
    svg: new XMLSerializer().serializeToString(copy),
    width,
    height: height + HEAD,
  };
}

/** The same as the bytes of a PNG file. */
export async function asPng({ svg, width, height }: Drawn): Promise<number[]> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SHARP);
  canvas.height = Math.round(height * SHARP);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  return blob ? [...new Uint8Array(await blob.arrayBuffer())] : [];
}

export const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];
