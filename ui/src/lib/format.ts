// Dates, times and names as a person reads them, by Intl. No arithmetic: what is shown was worked
// out in Rust.
import type { Elsewhere, State, Timing } from './bindings/types';
import { app } from './app.svelte';
import { currentLocale, isKey, t, word } from './messages';

// A wall-clock time has no zone here: it is shown as it is, so it is read and written as UTC.
const asUtc = (local: string): Date =>
  new Date(`${local.length > 10 ? local : `${local}T00:00:00`}Z`);

/** The locale that dates are written in: English as the United Nations write it. */
export const locale = (): string => (currentLocale() === 'en' ? 'en-GB' : currentLocale());

/** Made once each: making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options });
    formats.set(key, made);
  }
  return made;
}

const DAY: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
};
const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };

export const day = (local: string): string => format(DAY).format(asUtc(local));
/** A day of the year at hand. */
export const shortDay = (local: string): string =>
  format({ weekday: 'short', day: 'numeric', month: 'short' }).format(asUtc(local));
/** The name of a day of the week. */
export const weekday = (local: string): string => format({ weekday: 'long' }).format(asUtc(local));
export const time = (local: string): string => format(TIME).format(asUtc(local));

/** An instant (UTC) in this computer's own time. */
export const moment = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );

export const clock = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { ...TIME }).format(new Date(instant));

/** From a day to a day, or the one day. */
export const days = (first: string, last: string): string => range(SHORT, first, last);

function range(options: Intl.DateTimeFormatOptions, first: string, last: string): string {
  return first.slice(0, 10) === last.slice(0, 10)
    ? format(options).format(asUtc(first))
    : format(options).formatRange(asUtc(first), asUtc(last));
}

/** A timing in a list: short. */
export const when = (timing: Timing): string => short(timing, SHORT);

/** A timing where its year is known: shorter. */
export function whenInYear(timing: Timing): string {
  if (timing.kind === 'quarter') return t('plan.quarter', { quarter: timing.quarter });
  if (timing.kind === 'upon-consultation') return t('timing.upon-consultation');
  return timing.kind === 'year' ? '' : short(timing, { day: 'numeric', month: 'short' });
}

function short(timing: Timing, options: Intl.DateTimeFormatOptions): string {
  switch (timing.kind) {
    case 'exact':
      return range(options, timing.start, timing.end);
    case 'dates':
      return range(options, timing.first, timing.last);
    case 'quarter':
      return t('when.quarter', { quarter: timing.quarter, year: String(timing.year) });
    case 'year':
      return String(timing.year);
    case 'upon-consultation':
      return t('when.consultation', { year: String(timing.year) });
  }
}

/** A timing on its own page: whole, with its zone. */
export function whenInFull(timing: Timing): string {
  if (timing.kind !== 'exact') return when(timing);
  const oneDay = timing.start.slice(0, 10) === timing.end.slice(0, 10);
  return oneDay
    ? `${day(timing.start)} ${time(timing.start)} – ${time(timing.end)} ${timing.zone}`
    : `${day(timing.start)} ${time(timing.start)} – ${day(timing.end)} ${time(timing.end)} ${timing.zone}`;
}

/** A zone's city: `Asia/Ulaanbaatar` is Ulaanbaatar, unless people call it otherwise. */
export const city = (zone: string): string =>
  isKey(`zone.${zone}`)
    ? word('zone', zone)
    : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The same moment elsewhere, places with the same clock together: `11:00 Seoul, Tokyo · 05:00 Moscow`. */
export function elsewhere(there: Elsewhere[]): string {
  const places = new Map<string, string[]>();
  for (const one of there) {
    const names = places.get(one.start);
    if (names) names.push(city(one.zone));
    else places.set(one.start, [city(one.zone)]);
  }
  return [...places].map(([start, names]) => `${time(start)} ${names.join(', ')}`).join(' · ');
}

export function stateName(code: State | string | null): string {
  if (!code) return t('unknown');
  return app.status?.states.find((state) => state.code === code)?.name ?? code;
}

export const number = (value: number): string =>
  new Intl.NumberFormat(currentLocale()).format(value);

/** A number with one decimal at most. */
export const decimal = (value: number): string =>
  new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(value);

/** A share as per cent: 0.5 is 50 %. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(currentLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  );

/** An amount in plain digits, with as many decimals as it is written with: `USD 12,500.50`. */
export function amount(digits: string, currency: string): string {
  const decimals = digits.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat(currentLocale(), {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Number(digits));
}

/** How much a file holds: in kilobytes or megabytes of a thousand, as file managers count. */
export function size(bytes: number): string {
  const [unit, of] = bytes < 999_500 ? (['kilobyte', 1000] as const) : (['megabyte', 1e6] as const);
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' && bytes < 1e7 ? 1 : 0,
  }).format(bytes === 0 ? 0 : Math.max(1, bytes / of));
}

/** A language as it calls itself. */
export const languageName = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
