-- Invitations that are sent out, the replies that come back, and other people's calendars.

-- ── What an event's calendar entry says beyond its facts ──────────────────────────────────────────

ALTER TABLE event ADD COLUMN latitude REAL CHECK (latitude BETWEEN -90 AND 90);      -- GEO
ALTER TABLE event ADD COLUMN longitude REAL CHECK (longitude BETWEEN -180 AND 180);
ALTER TABLE event ADD COLUMN class TEXT;                -- CLASS; NULL: nothing is said
ALTER TABLE event ADD COLUMN alarm_minutes INTEGER CHECK (alarm_minutes >= 0); -- VALARM, before the start
ALTER TABLE event ADD COLUMN days_as TEXT;              -- how an event of several days is written; NULL: one block
ALTER TABLE event ADD COLUMN invite_sessions INTEGER CHECK (invite_sessions IN (0, 1));
ALTER TABLE event ADD COLUMN imported_uid TEXT;         -- UID in the calendar that it was taken from
CREATE INDEX event_by_imported_uid ON event (imported_uid) WHERE imported_uid IS NOT NULL;

-- ── Invitations ────────────────────────────────────────────────────────────────────────────────────

-- Each invitation, update and cancellation that was written; a person holds the newest. It stays when
-- the person is taken off the list, since their calendar still holds it.
CREATE TABLE invitation (
    id       TEXT PRIMARY KEY,
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    person   TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    address  TEXT NOT NULL,             -- the mailbox that it names
    method   TEXT NOT NULL CHECK (method IN ('request', 'cancel')),
    sequence INTEGER NOT NULL,          -- SEQUENCE
    written  TEXT NOT NULL,             -- DTSTAMP
    told     TEXT NOT NULL              -- JSON: what it says that the person has to know
) STRICT;
CREATE INDEX invitation_of_event ON invitation (event, person, written);
CREATE INDEX invitation_of_person ON invitation (person);

-- What came back. A proposal of another time waits until it is settled.
CREATE TABLE invitation_reply (
    id              TEXT PRIMARY KEY,
    event           TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    person          TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    reply           TEXT NOT NULL,      -- PARTSTAT
    sequence        INTEGER,            -- SEQUENCE, where it says one
    stamp           TEXT,               -- DTSTAMP, where it says one
    taken           TEXT NOT NULL,      -- when it was read into the store
    comment         TEXT,
    delegate_name   TEXT,
    delegate_email  TEXT,
    recurrence      TEXT,               -- RECURRENCE-ID: the one day that it is about
    proposed_starts TEXT,               -- another time, in the event's zone
    proposed_ends   TEXT,
    proposed_zone   TEXT,
    settled         TEXT CHECK (settled IN ('accepted', 'refused')),
    CHECK ((proposed_starts IS NULL) = (proposed_ends IS NULL))
) STRICT;
CREATE INDEX invitation_reply_of_event ON invitation_reply (event, person, taken);
CREATE INDEX invitation_reply_of_person ON invitation_reply (person);

-- Letters that were changed from those that the program brings.
CREATE TABLE letter (
    id       TEXT PRIMARY KEY,
    purpose  TEXT NOT NULL CHECK (purpose IN ('request', 'update', 'cancel', 'withdraw')),
    kind     TEXT NOT NULL DEFAULT '',  -- kind of event; '': every kind without one of its own
    language TEXT NOT NULL,             -- BCP 47
    subject  TEXT NOT NULL,
    body     TEXT NOT NULL,
    UNIQUE (purpose, kind, language)
) STRICT;

-- ── Other people's calendars ───────────────────────────────────────────────────────────────────────

-- A calendar that is shown beside our events and never changed by us.
CREATE TABLE layer (
    id    TEXT PRIMARY KEY,
    name  TEXT NOT NULL CHECK (name <> ''),
    shown INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)),
    read  TEXT NOT NULL                 -- when its file last brought something new
) STRICT;

CREATE TABLE layer_event (
    id          TEXT PRIMARY KEY,
    layer       TEXT NOT NULL REFERENCES layer (id) ON DELETE CASCADE,
    uid         TEXT NOT NULL,
    recurrence  TEXT NOT NULL DEFAULT '', -- RECURRENCE-ID of a changed instance, on its event's clock; '': the event itself
    sequence    INTEGER NOT NULL DEFAULT 0,
    status      TEXT,                   -- STATUS
    title       TEXT NOT NULL,
    location    TEXT,
    description TEXT,
    url         TEXT,
    all_day     INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    starts      TEXT NOT NULL,          -- local time, or first day
    ends        TEXT NOT NULL,          -- local time, or last day
    zone        TEXT,                   -- IANA name; NULL: a day, or floating
    rrule       TEXT,                   -- RRULE, a COUNT said as UNTIL on its own clock; NULL: happens once
    rdates      TEXT,                   -- RDATE and EXDATE as local times or days, parted by spaces
    exdates     TEXT,
    until       TEXT,                   -- of what recurs, the last day that it can touch; NULL: for ever
    UNIQUE (layer, uid, recurrence)
) STRICT;
CREATE INDEX layer_event_by_start ON layer_event (starts, ends) WHERE rrule IS NULL AND rdates IS NULL;
CREATE INDEX layer_event_recurring ON layer_event (layer) WHERE rrule IS NOT NULL OR rdates IS NOT NULL;
