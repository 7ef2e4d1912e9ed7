// Dates, times and names as a person reads them, by Intl. No arithmetic: what is shown was worked
// out in Rust.
import type { State, Timing } from './bindings/types';
import { app } from './app.svelte';
import { currentLocale, t } from './messages';

// A wall-clock time has no zone here: it is shown as it is, so it is read and written as UTC.
const asUtc = (local: string): Date =>
  new Date(`${local.length > 10 ? local : `${local}T00:00:00`}Z`);

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = currentLocale() === 'en' ? 'en-GB' : currentLocale();
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
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
export const time = (local: string): string => format(TIME).format(asUtc(local));

/** An instant (UTC) in this computer's own time. */
export const moment = (instant: string): string =>
  new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );

export const clock = (instant: string): string =>
  new Intl.DateTimeFormat(currentLocale(), { ...TIME }).format(new Date(instant));

/** A timing in a list: short. */
export function when(timing: Timing): string {
  switch (timing.kind) {
    case 'exact':
      return timing.start.slice(0, 10) === timing.end.slice(0, 10)
        ? format(SHORT).format(asUtc(timing.start))
        : format(SHORT).formatRange(asUtc(timing.start), asUtc(timing.end));
    case 'dates':
      return timing.first === timing.last
        ? format(SHORT).format(asUtc(timing.first))
        : format(SHORT).formatRange(asUtc(timing.first), asUtc(timing.last));
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

/** A zone's city: `Asia/Ulaanbaatar` is Ulaanbaatar. */
export const city = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

export function stateName(code: State | string | null): string {
  if (!code) return t('unknown');
  return app.status?.states.find((state) => state.code === code)?.name ?? code;
}

export const number = (value: number): string =>
  new Intl.NumberFormat(currentLocale()).format(value);
