// Records of one kind by a few letters, for whoever has to pick one.
import * as commands from './bindings/commands';
import { when } from './format';

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
    activity: null,
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
