-- Duplicates, merging and erasing of people.

-- Two who look like one and are not: somebody looked, and said so.
CREATE TABLE person_distinct (
    id    TEXT PRIMARY KEY,
    one   TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    UNIQUE (one, other)
) STRICT;
CREATE INDEX person_distinct_of_other ON person_distinct (other);

-- Whom a record was merged into that is no more: its history is theirs too.
CREATE TABLE merged_person (
    id     TEXT PRIMARY KEY,            -- the person's key that is no more
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX merged_person_of_person ON merged_person (person);

-- Who asked that nothing is kept of them. It holds nothing of the person: only the key, so that other stores
-- can be told, and so that what they still send is not taken in again.
CREATE TABLE erased_person (
    id     TEXT PRIMARY KEY,            -- the person's key
    erased TEXT NOT NULL                -- the instant
) STRICT;

-- Steps that cannot be taken back: how a store began, and what was erased. Undo goes back to the last of them.
CREATE INDEX journal_transaction_setup ON journal_transaction (seq) WHERE kind = 'setup';
