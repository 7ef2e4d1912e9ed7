// The message catalogue. English is whole; another language is a file beside en.json, and what it
// lacks is shown in English.
import { IntlMessageFormat } from 'intl-messageformat';
import en from '../messages/en.json';

export type MessageKey = keyof typeof en;

const catalogues = import.meta.glob<Record<string, string>>('../messages/*.json', {
  eager: true,
  import: 'default',
});

let locale = 'en';
const formats = new Map<string, IntlMessageFormat>();

export function useLanguage(language: string): void {
  locale = language;
  formats.clear();
  document.documentElement.lang = language;
}

export function currentLocale(): string {
  return locale;
}

/** Languages that have a catalogue. */
export const languages = Object.keys(catalogues).map((path) => path.replace(/^.*\/|\.json$/g, ''));

/** The message of that key, with its values filled in. */
export function t(key: MessageKey, values?: Record<string, string | number>): string {
  const text = catalogues[`../messages/${locale}.json`]?.[key] ?? en[key];
  if (!values) return text;
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(values));
}

/** The message for a word of one of the domain's vocabularies, such as `kind.symposium`. */
export function word(
  vocabulary:
    | 'kind'
    | 'documents'
    | 'status'
    | 'capacity'
    | 'reply'
    | 'presence'
    | 'funding'
    | 'gender'
    | 'item'
    | 'attendance'
    | 'form'
    | 'organisation'
    | 'order'
    | 'column'
    | 'field'
    | 'part'
    | 'role'
    | 'term'
    | 'travel'
    | 'visa'
    | 'headAdvice'
    | 'mark'
    | 'encoding'
    | 'missing'
    | 'hit'
    | 'standing'
    | 'matter'
    | 'outcome'
    | 'purpose'
    | 'days'
    | 'class'
    | 'method'
    | 'record'
    | 'backupReason'
    | 'care'
    | 'care.part'
    | 'stored'
    | 'zone'
    | 'importOutcome'
    | 'urgency'
    | 'stateShort'
    | 'sign'
    | 'mergeField'
    | 'listPurpose'
    | 'peopleFormat'
    | 'annual.place'
    | 'budgetSource'
    | 'measure'
    | 'milestone'
    | 'studyStatus'
    | 'stage'
    | 'subject'
    | 'dimension'
    | 'countedEvents'
    | 'logMissing'
    | 'surveyAnswer'
    | 'conflictMatter'
    | 'conflictWhy'
    | 'conflictKeep',
  value: string,
): string {
  const key = `${vocabulary}.${value}`;
  return isKey(key) ? t(key) : value;
}

/** Whether the catalogue has such a message. */
export const isKey = (key: string): key is MessageKey => key in en;
