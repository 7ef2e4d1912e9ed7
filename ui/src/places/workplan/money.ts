// The way from an amount to the budget lines that it sums.
import { budgetSources, type BudgetLinesQuery, type BudgetOutput } from '../../lib/bindings/types';
import { t } from '../../lib/messages';

export const outputName = (output: BudgetOutput): string =>
  output.of === 'one'
    ? t('plan.output', { number: output.number })
    : t(output.of === 'several' ? 'money.several' : 'money.noOutput');

/** The link to the lines of an amount. */
export function linkToLines(asked: Partial<BudgetLinesQuery>): string {
  const query = new URLSearchParams({ lines: 'yes' });
  const { year, output, source } = asked;
  if (year) query.set('year', String(year));
  if (output) query.set('output', output.of === 'one' ? String(output.number) : output.of);
  if (source) query.set('source', source);
  return `#/work-plan/money?${query.toString()}`;
}

function readOutput(text: string | null): BudgetOutput | null {
  if (text === 'several' || text === 'none') return { of: text };
  return text ? { of: 'one', number: Number(text) || 0 } : null;
}

/** What such a link asks for; null where it is none. */
export function linesBehind(query: URLSearchParams): BudgetLinesQuery | null {
  if (!query.has('lines')) return null;
  return {
    year: Number(query.get('year')) || null,
    output: readOutput(query.get('output')),
    source: budgetSources.find((one) => one === query.get('source')) ?? null,
  };
}
