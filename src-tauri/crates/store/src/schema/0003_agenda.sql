-- Agendas that are drafted, judged, released and used again; checklists.

-- An item that has no place in the timetable yet lies in the tray; its day is where it would go.
ALTER TABLE agenda_item ADD COLUMN tray INTEGER CHECK (tray IN (0, 1));

-- An item that runs at the same time as the one before it, in another room, rather than after it.
ALTER TABLE agenda_item ADD COLUMN beside INTEGER CHECK (beside IN (0, 1));

-- Advice of the program that the person waved off, and why.
CREATE TABLE agenda_waiver (
    id     TEXT PRIMARY KEY,
    event  TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    advice TEXT NOT NULL,               -- which advice about which records, as the domain writes it
    reason TEXT NOT NULL CHECK (reason <> ''),
    UNIQUE (event, advice)
) STRICT;

-- The agenda as it was given out: provisional, revised, final.
CREATE TABLE agenda_release (
    id       TEXT PRIMARY KEY,
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL CHECK (number >= 1),
    name     TEXT NOT NULL CHECK (name <> ''),
    note     TEXT,
    released TEXT NOT NULL,             -- the instant
    content  TEXT NOT NULL,             -- JSON: rooms, items with their times, speakers
    UNIQUE (event, number)
) STRICT;

-- Skeletons of agendas that were saved from events or changed; the program brings some of its own.
CREATE TABLE agenda_template (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL CHECK (name <> ''),
    kind    TEXT NOT NULL DEFAULT '',   -- kind of event that it is for; '': any
    content TEXT NOT NULL               -- JSON: items by day of the event, without people
) STRICT;

-- Checklists that were changed from those that the program brings.
CREATE TABLE task_template (
    id       TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,             -- kind of event
    place    INTEGER NOT NULL DEFAULT 0,
    title    TEXT NOT NULL CHECK (title <> ''),
    due_days INTEGER NOT NULL           -- days from the event's first day; negative before it
) STRICT;
CREATE INDEX task_template_of_kind ON task_template (kind, place);

CREATE INDEX task_by_due ON task (due) WHERE done IS NULL;
