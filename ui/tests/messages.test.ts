// Every word on the screen comes from the catalogue, and every message can be read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');
const files = (ending: string): string[] =>
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.startsWith('lib/bindings'))
    .map((path) => join(source, path));

/** Attributes that a person reads or hears. */
const SAID = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title']);
const LETTER = /\p{L}/u;

interface Node {
  type: string;
  [property: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Strings that an expression can come to, where they are written in it. */
function literals(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'ConditionalExpression')
    return [...literals(node.consequent), ...literals(node.alternate)];
  if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression')
    return [...literals(node.left), ...literals(node.right)];
  if (node.type === 'TemplateLiteral')
    return (node.quasis as { value: { raw: string } }[]).map((part) => part.value.raw);
  return [];
}

function raw(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const one of node) raw(one, found);
  if (!isNode(node)) return;
  if (node.type === 'Text') found.push(String(node.data));
  if (node.type === 'ExpressionTag') found.push(...literals(node.expression));
  for (const [name, value] of Object.entries(node)) {
    if (name === 'attributes') {
      for (const attribute of value as Node[])
        if (attribute.type === 'Attribute' && SAID.has(String(attribute.name)))
          raw(attribute.value, found);
    } else if (typeof value === 'object' && name !== 'expression') raw(value, found);
  }
}

describe('a component has no words of its own', () => {
  test.each(files('.svelte'))('%s', (path) => {
    const found: string[] = [];
    raw(parse(readFileSync(path, 'utf8'), { modern: true }).fragment, found);
    expect(found.filter((text) => LETTER.test(text))).toEqual([]);
  });
});

const catalogue = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
const english = catalogue(join(source, 'messages/en.json'));

describe.each(files('.json').filter((path) => path.includes('/messages/')))('%s', (path) => {
  const messages = catalogue(path);

  test('every message can be read', () => {
    for (const [key, text] of Object.entries(messages))
      expect(
        () => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }),
        key,
      ).not.toThrow();
  });

  test('no message is there that English lacks', () => {
    expect(Object.keys(messages).filter((key) => !(key in english))).toEqual([]);
  });
});

test('every key that is asked for is in the catalogue', () => {
  const asked = [...files('.svelte'), ...files('.ts')].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
  );
  expect(asked.filter((key) => !(key in english))).toEqual([]);
});
