// Records of one kind by a few letters, for whoever has to pick one.
import * as commands from './bindings/commands';
import { app } from './app.svelte';
import { city, when } from './format';
import { t, word } from './messages';

/** A record to pick. */
export interface Found {
  id: string;
  name: string;
  /** What tells it from others of its name. */
  detail: string;
  /** Its name in another script, with its language. */
  native?: string | null;
  lang?: string | null;
}

export type Find = (text: string) => Promise<Found[]>;

const SHOWN = { offset: 0, limit: 30 };

export const findOrganisations: Find = async (text) => {
  const page = await commands.listOrganisations({ text, kind: null, window: SHOWN });
  return page.rows.map((one) => ({ id: one.id, name: one.name, detail: one.shortName ?? '' }));
};

export const findEvents: Find = async (text) => {
  const page = await commands.listEvents({
    text,
    kinds: [],
    statuses: [],
    year: null,
    lastYear: null,
    activity: null,
    output: null,
    unserved: false,
    order: 'when',
    descending: true,
    window: SHOWN,
  });
  return page.rows.map((one) => ({ id: one.id, name: one.title, detail: when(one.timing) }));
};

export const findPeople: Find = async (text) => {
  const page = await commands.listPeople({
    text,
    state: null,
    organisation: null,
    order: 'name',
    descending: false,
    window: SHOWN,
  });
  return page.rows.map((one) => ({
    id: one.id,
    name: one.name,
    detail: one.organisation ?? one.stateName ?? '',
    native: one.nativeName,
    lang: one.nativeLanguage,
  }));
};

/** Studies by any part of their titles. */
export const findStudies: Find = async (text) => {
  const wanted = text.trim().toLocaleLowerCase();
  const studies = await commands.listStudies();
  return studies
    .filter((one) => one.title.toLocaleLowerCase().includes(wanted))
    .map((one) => ({ id: one.id, name: one.title, detail: word('studyStatus', one.status) }));
};

/** Zones of the tz database by any part of their names, or by what people call the city. */
export const findZones: Find = (text) => {
  const bare = (one: string): string => one.toLocaleLowerCase().replace(/[_\s]+/g, ' ');
  const wanted = bare(text.trim());
  const zones = app.status?.zones ?? [];
  return Promise.resolve(
    zones
      .map((zone) => ({ id: zone, name: zone, detail: city(zone) }))
      .filter((one) => bare(one.name).includes(wanted) || bare(one.detail).includes(wanted))
      .slice(0, 100),
  );
};

/**
 * People for an event: those who take part in it already, first of them those without a part in its
 * agenda, then the directory. What parts somebody has is told by `has`; empty for none.
 */
export const findSpeakers =
  (event: string, has: (person: string) => string): Find =>
  async (text) => {
    const query = { event, text, order: 'name' as const, window: SHOWN };
    const [here, all] = await Promise.all([commands.participants(query), findPeople(text)]);
    const known = here.page.rows.map(({ person, capacity }) => {
      const from = person.organisation ?? person.stateName ?? word('capacity', capacity);
      const parts = has(person.id);
      return {
        id: person.id,
        name: person.name,
        detail: parts
          ? t('agenda.participantIn', { from, parts })
          : t('agenda.participant', { from }),
        native: person.nativeName,
        lang: person.nativeLanguage,
      };
    });
    return [
      ...known.filter((one) => !has(one.id)),
      ...known.filter((one) => has(one.id)),
      ...all.filter((one) => !known.some((other) => other.id === one.id)),
    ];
  };
