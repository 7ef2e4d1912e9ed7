// What people typed is shown as text: ESLint refuses every way past that, and nobody switched it off for a line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({ cwd: join(import.meta.dirname, '..') });

async function complaints(code: string, file: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `src/places/${file}` });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

test.each([
  ['{@html name}', 'svelte/no-at-html-tags'],
  ['<script>document.body.innerHTML = name;</script>', 'no-restricted-syntax'],
  ['<script>document.body.outerHTML = name;</script>', 'no-restricted-syntax'],
  ["<script>document.body.insertAdjacentHTML('beforeend', name);</script>", 'no-restricted-syntax'],
  ['<script>document.write(name);</script>', 'no-restricted-syntax'],
  ['<script>window.open(name);</script>', 'no-restricted-syntax'],
  ['<script>eval(name);</script>', 'no-eval'],
  ["<script>setTimeout('go()', 1);</script>", 'no-implied-eval'],
  ["<script>new Function('go()');</script>", 'no-new-func'],
  ["<script>import { invoke } from '@tauri-apps/api/core';</script>", 'no-restricted-imports'],
])(
  'ESLint refuses %s',
  async (code, rule) => {
    expect(await complaints(code, 'Hostile.svelte')).toContain(rule);
  },
  60_000,
);

test('ESLint has nothing against text', async () => {
  expect(await complaints('<p>{name}</p>', 'Plain.svelte')).not.toContain('svelte/no-at-html-tags');
});

test('no source writes HTML, whatever a comment says to ESLint', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(svelte|ts)$/.test(file),
  );
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.filter((file) =>
    // The calendar's parts take `{ html: … }` for what they show.
    /\{@html|\.innerHTML|\.outerHTML|insertAdjacentHTML|srcdoc|\bhtml:/.test(
      readFileSync(join('src', file), 'utf8'),
    ),
  );
  expect(found).toEqual([]);
});
