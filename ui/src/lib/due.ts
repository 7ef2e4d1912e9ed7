// When a task is due, in words. The day itself is worked out in Rust.
import type { TaskRow } from './bindings/types';
import { day } from './format';
import { t } from './messages';

/** Days counted from an event's first: `90 days before`. */
export function counted(days: number): string {
  if (days === 0) return t('due.first');
  return days < 0 ? t('due.before', { days: -days }) : t('due.after', { days });
}

/** The day, or what it is counted by while there is none; nothing where nothing was said. */
export const dueText = (task: TaskRow): string =>
  task.day ? day(task.day) : task.dueDays === null ? '' : counted(task.dueDays);
