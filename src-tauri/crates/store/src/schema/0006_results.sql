-- Results: what the log of a session keeps besides, follow-up surveys, targets, and the words of reports.

-- ── Trainings ──────────────────────────────────────────────────────────────────────────────────────

-- How many answered the evaluation; its marks are means over them.
ALTER TABLE session_log ADD COLUMN respondents INTEGER CHECK (respondents >= 0);

-- Standard deviations of tests of which only the group's mean is kept. Without them a gain has no interval.
ALTER TABLE session_log ADD COLUMN pre_test_sd REAL CHECK (pre_test_sd >= 0);
ALTER TABLE session_log ADD COLUMN post_test_sd REAL CHECK (post_test_sd >= 0);

-- The share of the delivered hours, in percent, that completes this training; NULL: as the setting says.
ALTER TABLE event ADD COLUMN completion INTEGER CHECK (completion BETWEEN 1 AND 100);

-- Months after a training: is what was learnt used at work?
CREATE TABLE follow_up_survey (
    id       TEXT PRIMARY KEY,
    event    TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    months   INTEGER NOT NULL CHECK (months IN (3, 6, 12)),
    day      TEXT,                      -- on which it was closed
    asked    INTEGER CHECK (asked >= 0),
    used     INTEGER CHECK (used >= 0), -- how many answered so, where no names are kept
    partly   INTEGER CHECK (partly >= 0),
    unused   INTEGER CHECK (unused >= 0),
    comments TEXT,
    UNIQUE (event, months)
) STRICT;

-- What one trainee answered.
CREATE TABLE survey_answer (
    id               TEXT PRIMARY KEY,
    follow_up_survey TEXT NOT NULL REFERENCES follow_up_survey (id) ON DELETE CASCADE,
    participation    TEXT NOT NULL REFERENCES participation (id) ON DELETE CASCADE,
    answer           TEXT NOT NULL,     -- used, partly, unused
    comment          TEXT,
    UNIQUE (follow_up_survey, participation)
) STRICT;
CREATE INDEX survey_answer_of_participation ON survey_answer (participation);

CREATE INDEX session_log_by_day ON session_log (day) WHERE day IS NOT NULL;
CREATE INDEX session_log_by_topic ON session_log (topic);
CREATE INDEX follow_up_by_due ON follow_up (due) WHERE done IS NULL;

-- ── Analytical work ────────────────────────────────────────────────────────────────────────────────

-- The study that a document belongs to, where it belongs to no event.
ALTER TABLE attachment ADD COLUMN analytical_work TEXT REFERENCES analytical_work (id) ON DELETE CASCADE;
CREATE INDEX attachment_of_work ON attachment (analytical_work) WHERE analytical_work IS NOT NULL;

-- ── Targets ────────────────────────────────────────────────────────────────────────────────────────

-- What an output is to reach, and how that is counted.
CREATE TABLE indicator (
    id        TEXT PRIMARY KEY,
    output    TEXT NOT NULL REFERENCES output (id) ON DELETE CASCADE,
    place     INTEGER NOT NULL DEFAULT 0,
    title     TEXT NOT NULL CHECK (title <> ''),
    measure   TEXT NOT NULL,            -- what the program counts; 'typed': `reached`
    each_year INTEGER NOT NULL DEFAULT 0 CHECK (each_year IN (0, 1)), -- the target is for each year, not for the plan
    baseline  REAL,
    target    REAL,
    reached   REAL,                     -- typed in, where the program cannot count it
    note      TEXT
) STRICT;
CREATE INDEX indicator_of_output ON indicator (output, place);

-- ── Reports ────────────────────────────────────────────────────────────────────────────────────────

-- What a person wrote into the report of a period; it stays when the numbers are counted anew.
CREATE TABLE report_text (
    id        TEXT PRIMARY KEY,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL CHECK (last_day >= first_day),
    section   TEXT NOT NULL,            -- 'introduction', 'output 1', 'activity 2.1' ...
    text      TEXT NOT NULL,
    UNIQUE (first_day, last_day, section)
) STRICT;

-- Sentences of the report that were changed from those that the program brings.
CREATE TABLE report_wording (
    id   TEXT PRIMARY KEY,              -- the sentence's name
    text TEXT NOT NULL
) STRICT;

-- ── Work plan board ────────────────────────────────────────────────────────────────────────────────

-- What was typed in for one year of an indicator that the program cannot count.
CREATE TABLE indicator_value (
    id        TEXT PRIMARY KEY,
    indicator TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    year      INTEGER NOT NULL,
    value     REAL NOT NULL,
    UNIQUE (indicator, year)
) STRICT;

-- Who was reached, from the index alone: tables of hundreds of thousands are not walked through.
CREATE INDEX participation_reached ON participation (event, presence, reply, capacity, person, id);

-- Where nobody wrote down at the event who was there, the tick lists of its sessions say it. Also from the index alone.
DROP INDEX session_attendance_of_participation;
CREATE INDEX session_attendance_ticked ON session_attendance (participation, present);
