// Fields and values as the store keeps them, in the words of the screen.
import { stateName } from './format';
import { isKey, t, word, type MessageKey } from './messages';

type Vocabulary = Parameters<typeof word>[0];

/** Fields whose values are words of a vocabulary. */
const VOCABULARIES: Partial<Record<string, Vocabulary>> = {
  status: 'status',
  capacity: 'capacity',
  reply: 'reply',
  presence: 'presence',
  gender: 'gender',
  attendance: 'attendance',
  training_form: 'form',
  name_order: 'order',
  funding: 'funding',
};

/** What a record is of, where its table decides it. */
const KINDS: Partial<Record<string, Vocabulary>> = {
  event: 'kind',
  agenda_item: 'item',
  organisation: 'organisation',
};

/** The name of a field. */
export const storedField = (name: string): string =>
  isKey(`stored.${name}`)
    ? word('stored', name)
    : isKey(`field.${name}`)
      ? t(`field.${name}` as MessageKey)
      : name.replaceAll('_', ' ');

/** A value of a field. */
export function storedValue(
  name: string,
  value: string | number | null,
  called: string | null = null,
  table = '',
): string {
  if (called) return called;
  if (value === null || value === '') return t('edit.none');
  if (name === 'state') return stateName(String(value));
  const vocabulary = name === 'kind' ? KINDS[table] : VOCABULARIES[name];
  return vocabulary ? word(vocabulary, String(value)) : String(value);
}

/** Parts of an event's page, by what is kept there. */
const PARTS: Partial<Record<string, string>> = {
  agenda_item: 'agenda',
  agenda_speaker: 'agenda',
  room: 'agenda',
  participation: 'participants',
  attendance_day: 'participants',
  invitation: 'invitations',
  task: 'tasks',
  budget_line: 'budget',
  attachment: 'papers',
};

/** Where a record is to be seen; nothing where it has no place of its own. */
export function placeOf(table: string, record: string, event: string | null): string | null {
  switch (table) {
    case 'event':
      return `/events/${record}`;
    case 'person':
      return `/people/${record}`;
    case 'organisation':
      return `/organisations/${record}`;
    case 'analytical_work':
      return `/studies/${record}`;
    case 'person_group':
      return `/groups/${record}`;
    case 'work_plan':
    case 'output':
    case 'activity':
    case 'activity_plan_entry':
      return '/work-plan';
    case 'indicator':
    case 'indicator_value':
      return '/work-plan/board';
    case 'setting':
      return '/settings';
  }
  if (!event) return null;
  if (table.startsWith('session_')) return `/trainings/${event}`;
  const part = PARTS[table];
  return part ? `/events/${event}/${part}` : `/events/${event}`;
}
