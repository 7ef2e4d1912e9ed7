// What differs between two versions of an agenda, as a person says it.
import type { ItemChange } from '../../../../lib/bindings/types';
import { day, time } from '../../../../lib/format';
import { t, word } from '../../../../lib/messages';

const at = (local: string | null): string =>
  local === null ? t('versions.unplaced') : `${day(local)} ${time(local)}`;

/** From a time to a time: the day is told where it is another. */
function moved(from: string | null, to: string | null): string {
  const sameDay = from !== null && to !== null && from.slice(0, 10) === to.slice(0, 10);
  return t('change.moved', {
    from: sameDay ? time(from) : at(from),
    to: sameDay ? time(to) : at(to),
  });
}

export function inWords(change: ItemChange): string {
  switch (change.kind) {
    case 'added':
      return t('change.added');
    case 'removed':
      return t('change.removed');
    case 'renamed':
      return t('change.renamed', { from: change.from });
    case 'kind':
      return t('change.kind', { from: word('item', change.from), to: word('item', change.to) });
    case 'described':
      return t('change.described');
    case 'moved':
      return moved(change.from, change.to);
    case 'resized':
      return t('change.resized', { from: change.from, to: change.to });
    case 'reordered':
      return change.behind === null
        ? t('change.first')
        : t('change.behind', { title: change.behind });
    case 'part-of':
      return change.to === null
        ? t('change.alone', { from: change.from ?? '' })
        : t('change.partOf', { to: change.to });
    case 'room':
      return t('change.room', {
        from: change.from ?? t('change.noRoom'),
        to: change.to ?? t('change.noRoom'),
      });
    case 'speaker-added':
      return t('change.speakerAdded', {
        name: change.name,
        capacity: word('capacity', change.capacity),
      });
    case 'speaker-removed':
      return t('change.speakerRemoved', {
        name: change.name,
        capacity: word('capacity', change.capacity),
      });
    case 'speaker-capacity':
      return t('change.speakerCapacity', {
        name: change.name,
        from: word('capacity', change.from),
        to: word('capacity', change.to),
      });
    case 'speakers-reordered':
      return t('change.speakersReordered');
  }
}
