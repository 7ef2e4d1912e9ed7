import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'src/lib/bindings/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Hash routes of one page; there is no router of a framework to resolve them.
      'svelte/no-navigation-without-resolve': 'off',
      // What people typed is text, whatever stands in it.
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)$/]`,
          message: 'Text is written as text: names and notes may hold HTML.',
        },
        {
          selector: `CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]`,
          message: 'Text is written as text: names and notes may hold HTML.',
        },
        {
          selector: `CallExpression[callee.object.name='window'][callee.property.name='open']`,
          message: 'Links are looked at first: lookAt() in src/lib/links.svelte.ts.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@tauri-apps/api/core',
              message: 'Call the generated functions in src/lib/bindings/commands.ts.',
            },
          ],
        },
      ],
    },
  },
);
