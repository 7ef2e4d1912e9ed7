// Numbers of trainings as a person reads them. What is not known is said, never shown as 0.
import type { Gain, KnownSum, MeanMark } from '../../lib/bindings/types';
import { currentLocale, t } from '../../lib/messages';

export const short = (value: number | null): string =>
  value === null
    ? t('unknown')
    : new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(value);

/** A sum, and how much of it is known where that is not all. */
export function known(sum: KnownSum): string {
  if (sum.sum === null) return t('unknown');
  return sum.known === sum.of
    ? short(sum.sum)
    : t('training.partly', { sum: short(sum.sum), known: sum.known, of: sum.of });
}

/** A gain in points of percent, with its interval where there is one. */
export function gain(told: Gain | null): string {
  if (!told) return t('unknown');
  const value = (told.gain > 0 ? '+' : '') + short(told.gain);
  return told.interval
    ? t('training.gainBetween', {
        gain: value,
        low: short(told.interval.low),
        high: short(told.interval.high),
      })
    : value;
}

export const mark = (told: MeanMark | null): string => (told ? short(told.mean) : t('unknown'));

/** A number in a field, as it is typed. */
export const typed = (value: number | null): string => (value === null ? '' : String(value));
