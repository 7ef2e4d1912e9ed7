-- People and papers: more ways to reach a person, groups that are saved, bodies and what their States name,
-- what was agreed with partners.

-- ── People ─────────────────────────────────────────────────────────────────────────────────────────

-- Further e-mail addresses and phone numbers; the first of each is person.email and person.phone.
CREATE TABLE person_address (
    id     TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    value  TEXT NOT NULL CHECK (value <> ''),
    label  TEXT,                        -- what it is for: office, mobile, assistant
    place  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX person_address_of_person ON person_address (person, place);
CREATE INDEX person_address_by_value ON person_address (value COLLATE NOCASE);

CREATE INDEX person_of_state ON person (state) WHERE state IS NOT NULL;

-- People who are invited together again and again.
CREATE TABLE person_group (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    note TEXT
) STRICT;
CREATE INDEX person_group_by_name ON person_group (name COLLATE NOCASE);

CREATE TABLE person_group_member (
    id           TEXT PRIMARY KEY,
    person_group TEXT NOT NULL REFERENCES person_group (id) ON DELETE CASCADE,
    person       TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    capacity     TEXT,                  -- in which they usually come; NULL: as is chosen when they are added
    UNIQUE (person_group, person)
) STRICT;
CREATE INDEX person_group_member_of_person ON person_group_member (person);

-- ── Bodies ─────────────────────────────────────────────────────────────────────────────────────────

-- What is said of a term or a nomination, such as the letter that told it.
ALTER TABLE membership ADD COLUMN note TEXT;

-- How an organisation is reached itself.
ALTER TABLE organisation ADD COLUMN email TEXT;
ALTER TABLE organisation ADD COLUMN phone TEXT;
ALTER TABLE organisation ADD COLUMN address TEXT;

-- What it works on; for a Technical Centre also which body of its State named it, and on which day.
ALTER TABLE organisation ADD COLUMN field TEXT;
ALTER TABLE organisation ADD COLUMN named_by TEXT REFERENCES organisation (id) ON DELETE SET NULL;
ALTER TABLE organisation ADD COLUMN named_on TEXT;
CREATE INDEX organisation_of_namer ON organisation (named_by) WHERE named_by IS NOT NULL;
CREATE INDEX organisation_of_state ON organisation (state) WHERE state IS NOT NULL;

-- ── Events ─────────────────────────────────────────────────────────────────────────────────────────

-- When a partner did what was agreed; event_partner.agreed and .due say what and by when.
ALTER TABLE event_partner ADD COLUMN done TEXT;

-- The organisation that pays for a participant where `funding` is 'host' or 'partner'.
ALTER TABLE participation ADD COLUMN funded_by TEXT REFERENCES organisation (id) ON DELETE SET NULL;
CREATE INDEX participation_of_funder ON participation (funded_by) WHERE funded_by IS NOT NULL;
