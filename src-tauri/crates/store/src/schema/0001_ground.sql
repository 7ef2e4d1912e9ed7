-- The first schema: every word of the design, and the journal under all of it.
--
-- Conventions. Keys are UUIDv7 in text. A local wall-clock time is text, '2026-11-10T10:00:00'; a day
-- is '2026-11-10'; an instant is UTC with a 'Z'. A State is its ISO 3166-1 alpha-2 code. Closed
-- vocabularies are the written forms of the domain's enums. Every table but the journal's own and
-- those under "Derived" is journalled by generated triggers, and can be written through the journal only.

-- ── The journal ────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE journal_transaction (
    seq    INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    label  TEXT NOT NULL,
    actor  TEXT NOT NULL,
    device TEXT NOT NULL,
    clock  INTEGER NOT NULL,            -- hybrid logical clock: milliseconds << 16 | counter
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('setup', 'do', 'undo', 'redo')),
    target INTEGER REFERENCES journal_transaction (seq),
    CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL))
) STRICT;
CREATE INDEX journal_transaction_target ON journal_transaction (target) WHERE target IS NOT NULL;

CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY,
    transaction_seq INTEGER NOT NULL REFERENCES journal_transaction (seq),
    table_name  TEXT NOT NULL,
    record      TEXT NOT NULL,
    owner       TEXT,                   -- the event that the record belongs to
    operation   TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    fields      TEXT NOT NULL           -- {"field": value}; for an update {"field": [old, new]}
) STRICT;
CREATE INDEX journal_of_transaction ON journal (transaction_seq);
CREATE INDEX journal_of_record ON journal (record);
CREATE INDEX journal_of_owner ON journal (owner) WHERE owner IS NOT NULL;

-- What is true of this file alone and travels nowhere: its device's id, the version of its sort keys.
CREATE TABLE local (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ── Settings ───────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE setting (
    id    TEXT PRIMARY KEY,             -- the setting's name
    value TEXT NOT NULL
) STRICT;

-- ── The work plan ──────────────────────────────────────────────────────────────────────────────────

CREATE TABLE work_plan (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL CHECK (title <> ''),
    objective  TEXT NOT NULL DEFAULT '',
    first_year INTEGER NOT NULL,
    last_year  INTEGER NOT NULL CHECK (last_year >= first_year)
) STRICT;

CREATE TABLE output (
    id        TEXT PRIMARY KEY,
    work_plan TEXT NOT NULL REFERENCES work_plan (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    title     TEXT NOT NULL CHECK (title <> '')
) STRICT;
CREATE INDEX output_of_plan ON output (work_plan, number);

CREATE TABLE priority_area (
    id        TEXT PRIMARY KEY,
    work_plan TEXT NOT NULL REFERENCES work_plan (id) ON DELETE CASCADE,
    code      TEXT NOT NULL,
    title     TEXT NOT NULL CHECK (title <> '')
) STRICT;
CREATE INDEX priority_area_of_plan ON priority_area (work_plan, code);

CREATE TABLE activity (
    id         TEXT PRIMARY KEY,
    output     TEXT NOT NULL REFERENCES output (id) ON DELETE CASCADE,
    code       TEXT NOT NULL,
    title      TEXT NOT NULL CHECK (title <> ''),
    record     TEXT NOT NULL CHECK (record IN ('event', 'analytical-work')),
    event_kind TEXT,
    timeline   TEXT NOT NULL DEFAULT '',
    roles      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX activity_of_output ON activity (output, code);
CREATE INDEX activity_by_code ON activity (code);

CREATE TABLE activity_priority_area (
    id            TEXT PRIMARY KEY,
    activity      TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    priority_area TEXT NOT NULL REFERENCES priority_area (id) ON DELETE CASCADE,
    UNIQUE (activity, priority_area)
) STRICT;
CREATE INDEX activity_of_priority_area ON activity_priority_area (priority_area);

CREATE TABLE activity_plan_entry (
    id              TEXT PRIMARY KEY,
    activity        TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    year            INTEGER NOT NULL,
    first_quarter   INTEGER CHECK (first_quarter BETWEEN 1 AND 4),
    last_quarter    INTEGER CHECK (last_quarter BETWEEN 1 AND 4),
    note            TEXT NOT NULL DEFAULT '',
    associated_with TEXT,
    CHECK ((first_quarter IS NULL) = (last_quarter IS NULL)),
    CHECK (last_quarter >= first_quarter)
) STRICT;
CREATE INDEX activity_plan_entry_of_activity ON activity_plan_entry (activity, year);

-- ── Organisations and people ───────────────────────────────────────────────────────────────────────

CREATE TABLE organisation (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    short_name  TEXT,
    native_name TEXT,
    kind        TEXT NOT NULL,
    parent      TEXT REFERENCES organisation (id) ON DELETE SET NULL,
    state       TEXT,
    city        TEXT,
    website     TEXT,
    note        TEXT
) STRICT;
CREATE INDEX organisation_by_name ON organisation (name COLLATE NOCASE);
CREATE INDEX organisation_by_short_name ON organisation (short_name COLLATE NOCASE) WHERE short_name IS NOT NULL;
CREATE INDEX organisation_of_parent ON organisation (parent) WHERE parent IS NOT NULL;

CREATE TABLE person (
    id               TEXT PRIMARY KEY,
    family_name      TEXT NOT NULL DEFAULT '',
    given_name       TEXT NOT NULL DEFAULT '',
    name_order       TEXT NOT NULL DEFAULT 'given-first',
    native_name      TEXT,
    native_language  TEXT,
    title            TEXT,
    gender           TEXT NOT NULL DEFAULT 'not-said',
    position         TEXT,
    division         TEXT,
    organisation     TEXT REFERENCES organisation (id) ON DELETE SET NULL,
    state            TEXT,
    email            TEXT,
    phone            TEXT,
    languages        TEXT,
    dietary          TEXT,
    access_needs     TEXT,
    visa_letter      INTEGER NOT NULL DEFAULT 0 CHECK (visa_letter IN (0, 1)),
    consent_to_share INTEGER NOT NULL DEFAULT 0 CHECK (consent_to_share IN (0, 1)),
    note             TEXT,
    CHECK (family_name <> '' OR given_name <> '' OR native_name <> '')
) STRICT;
CREATE INDEX person_of_organisation ON person (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX person_by_email ON person (email COLLATE NOCASE) WHERE email IS NOT NULL;

-- Who sits on a body, such as the Science and Policy Committee, and for which term.
CREATE TABLE membership (
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    organisation TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    role         TEXT NOT NULL DEFAULT 'member',
    state        TEXT,
    first_day    TEXT,
    last_day     TEXT
) STRICT;
CREATE INDEX membership_of_person ON membership (person);
CREATE INDEX membership_of_organisation ON membership (organisation);

-- ── Events ─────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE event (
    id               TEXT PRIMARY KEY,
    kind             TEXT NOT NULL,
    training_form    TEXT,
    status           TEXT NOT NULL DEFAULT 'proposed',
    title            TEXT NOT NULL CHECK (title <> ''),
    timing           TEXT NOT NULL
                     CHECK (timing IN ('exact', 'dates', 'quarter', 'year', 'upon-consultation')),
    starts           TEXT,              -- local time, or day
    ends             TEXT,              -- local time, or last day
    zone             TEXT,              -- IANA name
    year             INTEGER NOT NULL,
    quarter          INTEGER CHECK (quarter BETWEEN 1 AND 4),
    venue            TEXT,
    city             TEXT,
    state            TEXT,
    attendance       TEXT,
    online_link      TEXT,
    host             TEXT REFERENCES organisation (id) ON DELETE SET NULL,
    associated_event TEXT REFERENCES event (id) ON DELETE SET NULL,
    associated_with  TEXT,
    languages        TEXT NOT NULL DEFAULT '',   -- BCP 47 tags, parted by spaces
    description      TEXT,
    url              TEXT,
    note             TEXT,
    sequence         INTEGER NOT NULL DEFAULT 0, -- RFC 5545 §3.8.7.4, before the journal's steps count
    created          TEXT NOT NULL,
    -- Where the event stands in a list by date: undated ones at the end of their quarter or year.
    stands_at        TEXT GENERATED ALWAYS AS (
        CASE timing
            WHEN 'exact' THEN starts
            WHEN 'dates' THEN starts
            WHEN 'quarter' THEN year || substr('-03-31~-06-30~-09-30~-12-31~', quarter * 7 - 6, 7)
            WHEN 'year' THEN year || '-12-31~~'
            ELSE year || '-12-31~~~'
        END) VIRTUAL,
    CHECK ((timing IN ('exact', 'dates')) = (starts IS NOT NULL AND ends IS NOT NULL)),
    CHECK ((timing = 'exact') = (zone IS NOT NULL)),
    CHECK ((timing IN ('exact', 'dates', 'quarter')) = (quarter IS NOT NULL)),
    CHECK (associated_event <> id)
) STRICT;
CREATE INDEX event_by_date ON event (stands_at);
CREATE INDEX event_by_year ON event (year, stands_at);
CREATE INDEX event_of_host ON event (host) WHERE host IS NOT NULL;
CREATE INDEX event_with ON event (associated_event) WHERE associated_event IS NOT NULL;

CREATE TABLE event_activity (
    id       TEXT PRIMARY KEY,
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    activity TEXT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    UNIQUE (event, activity)
) STRICT;
CREATE INDEX event_of_activity ON event_activity (activity);

CREATE TABLE event_priority_area (
    id            TEXT PRIMARY KEY,
    event         TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    priority_area TEXT NOT NULL REFERENCES priority_area (id) ON DELETE CASCADE,
    UNIQUE (event, priority_area)
) STRICT;
CREATE INDEX event_of_priority_area ON event_priority_area (priority_area);

CREATE TABLE event_partner (
    id           TEXT PRIMARY KEY,
    event        TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    organisation TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    part         TEXT NOT NULL DEFAULT 'co-organizer',
    place        INTEGER NOT NULL DEFAULT 0,
    agreed       TEXT,
    due          TEXT
) STRICT;
CREATE INDEX event_partner_of_event ON event_partner (event, place);
CREATE INDEX event_partner_of_organisation ON event_partner (organisation);

CREATE TABLE participation (
    id         TEXT PRIMARY KEY,
    event      TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    capacity   TEXT NOT NULL DEFAULT 'delegate',
    reply      TEXT NOT NULL DEFAULT 'needs-action',
    presence   TEXT NOT NULL DEFAULT 'not-recorded',
    funding    TEXT,
    delegation TEXT,                    -- State or organisation the person speaks for, if not their own
    travel     TEXT,
    visa       TEXT,
    seat       TEXT,
    note       TEXT,
    UNIQUE (event, person)
) STRICT;
CREATE INDEX participation_of_person ON participation (person);

CREATE TABLE attendance_day (
    id            TEXT PRIMARY KEY,
    participation TEXT NOT NULL REFERENCES participation (id) ON DELETE CASCADE,
    day           TEXT NOT NULL,
    presence      TEXT NOT NULL,
    UNIQUE (participation, day)
) STRICT;

-- ── The agenda ─────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE room (
    id       TEXT PRIMARY KEY,
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    name     TEXT NOT NULL CHECK (name <> ''),
    capacity INTEGER CHECK (capacity > 0),
    note     TEXT
) STRICT;
CREATE INDEX room_of_event ON room (event);

CREATE TABLE agenda_item (
    id          TEXT PRIMARY KEY,
    event       TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    parent      TEXT REFERENCES agenda_item (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL DEFAULT 'presentation',
    title       TEXT NOT NULL CHECK (title <> ''),
    description TEXT,
    day         TEXT NOT NULL,
    place       REAL NOT NULL,          -- order within the day; a move writes one row
    pinned      TEXT,                   -- 'HH:MM:SS' where the start is fixed; else it flows
    minutes     INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    room        TEXT REFERENCES room (id) ON DELETE SET NULL,
    language    TEXT
) STRICT;
CREATE INDEX agenda_item_of_event ON agenda_item (event, day, place);
CREATE INDEX agenda_item_of_parent ON agenda_item (parent) WHERE parent IS NOT NULL;
CREATE INDEX agenda_item_of_room ON agenda_item (room) WHERE room IS NOT NULL;

CREATE TABLE agenda_speaker (
    id            TEXT PRIMARY KEY,
    agenda_item   TEXT NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    participation TEXT NOT NULL REFERENCES participation (id) ON DELETE CASCADE,
    capacity      TEXT NOT NULL DEFAULT 'speaker',
    place         INTEGER NOT NULL DEFAULT 0,
    confirmed     INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
    UNIQUE (agenda_item, participation)
) STRICT;
CREATE INDEX agenda_speaker_of_participation ON agenda_speaker (participation);

-- ── Trainings ──────────────────────────────────────────────────────────────────────────────────────

-- The log of a training's session. Numbers nobody recorded are NULL, never 0.
CREATE TABLE session_log (
    id            TEXT PRIMARY KEY,
    event         TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    agenda_item   TEXT REFERENCES agenda_item (id) ON DELETE SET NULL,
    topic         TEXT NOT NULL CHECK (topic <> ''),
    day           TEXT,
    hours         REAL CHECK (hours >= 0),
    method        TEXT,
    language      TEXT,
    materials     TEXT,
    attended      INTEGER CHECK (attended >= 0),
    women         INTEGER CHECK (women >= 0),
    test_maximum  REAL CHECK (test_maximum > 0),
    pre_test      REAL,
    pre_test_n    INTEGER,
    post_test     REAL,
    post_test_n   INTEGER,
    usefulness    REAL CHECK (usefulness BETWEEN 1 AND 5),
    level         REAL CHECK (level BETWEEN 1 AND 5),
    trainers_mark REAL CHECK (trainers_mark BETWEEN 1 AND 5),
    logistics     REAL CHECK (logistics BETWEEN 1 AND 5),
    comments      TEXT,
    problems      TEXT
) STRICT;
CREATE INDEX session_log_of_event ON session_log (event);
CREATE INDEX session_log_of_item ON session_log (agenda_item) WHERE agenda_item IS NOT NULL;

CREATE TABLE session_trainer (
    id          TEXT PRIMARY KEY,
    session_log TEXT NOT NULL REFERENCES session_log (id) ON DELETE CASCADE,
    person      TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (session_log, person)
) STRICT;
CREATE INDEX session_trainer_of_person ON session_trainer (person);

CREATE TABLE session_attendance (
    id            TEXT PRIMARY KEY,
    session_log   TEXT NOT NULL REFERENCES session_log (id) ON DELETE CASCADE,
    participation TEXT NOT NULL REFERENCES participation (id) ON DELETE CASCADE,
    present       INTEGER NOT NULL CHECK (present IN (0, 1)),
    pre_test      REAL,
    post_test     REAL,
    UNIQUE (session_log, participation)
) STRICT;
CREATE INDEX session_attendance_of_participation ON session_attendance (participation);

-- Attendance by State and gender where no names are kept.
CREATE TABLE session_count (
    id          TEXT PRIMARY KEY,
    session_log TEXT NOT NULL REFERENCES session_log (id) ON DELETE CASCADE,
    state       TEXT,
    gender      TEXT NOT NULL,
    attended    INTEGER NOT NULL CHECK (attended >= 0)
) STRICT;
CREATE INDEX session_count_of_log ON session_count (session_log);

CREATE TABLE follow_up (
    id          TEXT PRIMARY KEY,
    event       TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    session_log TEXT REFERENCES session_log (id) ON DELETE SET NULL,
    what        TEXT NOT NULL CHECK (what <> ''),
    owner       TEXT,
    due         TEXT,
    done        TEXT
) STRICT;
CREATE INDEX follow_up_of_event ON follow_up (event);
CREATE INDEX follow_up_of_log ON follow_up (session_log) WHERE session_log IS NOT NULL;

-- ── Analytical work, tasks, papers, money ──────────────────────────────────────────────────────────

CREATE TABLE analytical_work (
    id        TEXT PRIMARY KEY,
    activity  TEXT REFERENCES activity (id) ON DELETE SET NULL,
    title     TEXT NOT NULL CHECK (title <> ''),
    abstract  TEXT,
    first_day TEXT,
    last_day  TEXT,
    status    TEXT NOT NULL DEFAULT 'proposed'
) STRICT;
CREATE INDEX analytical_work_of_activity ON analytical_work (activity);

CREATE TABLE analytical_work_author (
    id              TEXT PRIMARY KEY,
    analytical_work TEXT NOT NULL REFERENCES analytical_work (id) ON DELETE CASCADE,
    person          TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    place           INTEGER NOT NULL DEFAULT 0,
    UNIQUE (analytical_work, person)
) STRICT;
CREATE INDEX analytical_work_of_author ON analytical_work_author (person);

CREATE TABLE milestone (
    id              TEXT PRIMARY KEY,
    analytical_work TEXT NOT NULL REFERENCES analytical_work (id) ON DELETE CASCADE,
    title           TEXT NOT NULL CHECK (title <> ''),
    due             TEXT,
    reached         TEXT
) STRICT;
CREATE INDEX milestone_of_work ON milestone (analytical_work);

-- Events that are based on a study.
CREATE TABLE event_analytical_work (
    id              TEXT PRIMARY KEY,
    event           TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    analytical_work TEXT NOT NULL REFERENCES analytical_work (id) ON DELETE CASCADE,
    UNIQUE (event, analytical_work)
) STRICT;
CREATE INDEX event_of_analytical_work ON event_analytical_work (analytical_work);

CREATE TABLE task (
    id       TEXT PRIMARY KEY,
    event    TEXT REFERENCES event (id) ON DELETE CASCADE,
    title    TEXT NOT NULL CHECK (title <> ''),
    due      TEXT,
    due_days INTEGER,                   -- days from the event's first day; negative before it
    owner    TEXT REFERENCES person (id) ON DELETE SET NULL,
    done     TEXT,
    note     TEXT
) STRICT;
CREATE INDEX task_of_event ON task (event) WHERE event IS NOT NULL;
CREATE INDEX task_of_owner ON task (owner) WHERE owner IS NOT NULL;

CREATE TABLE attachment (
    id          TEXT PRIMARY KEY,
    event       TEXT REFERENCES event (id) ON DELETE CASCADE,
    agenda_item TEXT REFERENCES agenda_item (id) ON DELETE SET NULL,
    name        TEXT NOT NULL CHECK (name <> ''),
    media_type  TEXT NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    sha256      TEXT NOT NULL           -- the content's name in the store's folder
) STRICT;
CREATE INDEX attachment_of_event ON attachment (event) WHERE event IS NOT NULL;
CREATE INDEX attachment_of_item ON attachment (agenda_item) WHERE agenda_item IS NOT NULL;

CREATE TABLE budget_line (
    id           TEXT PRIMARY KEY,
    event        TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    what         TEXT NOT NULL CHECK (what <> ''),
    source       TEXT NOT NULL,
    organisation TEXT REFERENCES organisation (id) ON DELETE SET NULL,
    currency     TEXT NOT NULL DEFAULT 'USD',
    planned      INTEGER,               -- in the currency's smallest unit
    actual       INTEGER,
    rate         REAL,                  -- US dollars for one unit of the currency, as noted
    note         TEXT
) STRICT;
CREATE INDEX budget_line_of_event ON budget_line (event);
CREATE INDEX budget_line_of_organisation ON budget_line (organisation) WHERE organisation IS NOT NULL;

-- ── Derived: kept by triggers from the tables above, never written otherwise, not journalled ────────

-- Where a record stands in the locale's order, and its row in the index of words. The row's number
-- carries the kind in its upper bits, so that a search within a kind is a range of rows.
CREATE TABLE finding (
    id       INTEGER PRIMARY KEY,
    kind     INTEGER NOT NULL,
    record   TEXT NOT NULL UNIQUE,
    sort_key BLOB NOT NULL
) STRICT;
CREATE INDEX finding_in_order ON finding (kind, sort_key, record);

-- Rows of the index of words that have to be made again before the step ends; empty outside one. Each
-- statement that writes to FTS5 makes it put what it holds on the disk: one for a whole step, rather than
-- one for each record, makes an import several times as quick.
CREATE TABLE stale_words (
    id   INTEGER PRIMARY KEY,
    held INTEGER NOT NULL               -- whether the index holds words for it from before the step
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii'
);
