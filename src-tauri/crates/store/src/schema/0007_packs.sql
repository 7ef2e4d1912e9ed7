-- Packs: what other offices did, kept as they told it.
--
-- A store's records follow from the set of all facts: the rows of its own journal but those of derived
-- transactions, and those below. None of these tables is journalled; they are written while a pack is taken in.

-- A derived transaction wrote what followed from facts that came in. It can be undone and replayed as any other,
-- and what undoes it is a person's doing; but it is not itself told to others.
ALTER TABLE journal_transaction ADD COLUMN derived INTEGER NOT NULL DEFAULT 0 CHECK (derived IN (0, 1));
CREATE INDEX journal_transaction_of_device ON journal_transaction (device, clock);

-- Transactions of other devices.
CREATE TABLE pack_step (
    seq    INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    label  TEXT NOT NULL,
    actor  TEXT NOT NULL,
    device TEXT NOT NULL,
    clock  INTEGER NOT NULL CHECK (clock >= 0),
    at     TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('setup', 'do', 'undo', 'redo')),
    target TEXT,                        -- of an undo or redo: the key of the step that it turned
    part   INTEGER NOT NULL DEFAULT 0 CHECK (part IN (0, 1)) -- its label was not told
) STRICT;
CREATE INDEX pack_step_of_device ON pack_step (device, clock);
CREATE INDEX pack_step_by_clock ON pack_step (clock);

-- Their rows, as their own journal has them.
CREATE TABLE pack_fact (
    seq        INTEGER PRIMARY KEY,
    step       INTEGER NOT NULL REFERENCES pack_step (seq),
    row        INTEGER NOT NULL,        -- its number in its own journal
    table_name TEXT NOT NULL,
    record     TEXT NOT NULL,
    owner      TEXT,
    operation  TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
    fields     TEXT NOT NULL,
    part       INTEGER NOT NULL DEFAULT 0 CHECK (part IN (0, 1)), -- some of its fields were not told
    UNIQUE (step, row)
) STRICT;
CREATE INDEX pack_fact_of_record ON pack_fact (record);
CREATE INDEX pack_fact_of_owner ON pack_fact (owner) WHERE owner IS NOT NULL;

-- How far all that a device did is here, without a gap; for this store's own devices the journal tells.
CREATE TABLE pack_vector (
    device TEXT PRIMARY KEY,
    clock  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a device did after that clock, it did having seen this: JSON, device to clock.
CREATE TABLE pack_seen (
    device TEXT NOT NULL,
    after  INTEGER NOT NULL,
    seen   TEXT NOT NULL,
    PRIMARY KEY (device, after)
) STRICT, WITHOUT ROWID;

-- The offices one exchanges packs with, by the device that they last wrote on.
CREATE TABLE pack_office (
    device TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    told   TEXT NOT NULL,               -- what it has seen, as its newest pack says: JSON, device to clock
    met    TEXT NOT NULL,               -- when that pack was made
    key    TEXT,                        -- to whom packs for it are encrypted: an age recipient
    signing TEXT                        -- what its packs are signed with: an Ed25519 key
) STRICT, WITHOUT ROWID;

-- Records that do not stand as their facts alone say: what they refer to is not there, or another is the same.
CREATE TABLE pack_held (
    table_name TEXT NOT NULL,
    record     TEXT NOT NULL,
    shown      INTEGER NOT NULL CHECK (shown IN (0, 1)),
    reason     TEXT NOT NULL CHECK (reason IN ('parent', 'reference', 'same', 'alias', 'circle')),
    other      TEXT,
    PRIMARY KEY (table_name, record)
) STRICT, WITHOUT ROWID;

-- Records of which two offices said different things when their facts were last put together.
CREATE TABLE pack_conflict (
    table_name TEXT NOT NULL,
    record     TEXT NOT NULL,
    PRIMARY KEY (table_name, record)
) STRICT, WITHOUT ROWID;

-- Conflicts that somebody looked at and left as they stand. The key is made of the two facts, so that it is
-- the same in each office.
CREATE TABLE settlement (
    id         TEXT PRIMARY KEY,
    table_name TEXT NOT NULL,
    record     TEXT NOT NULL,
    other      TEXT                     -- of two that are the same, the one that is not shown
) STRICT;

-- Which organisation an erased person's record names instead of theirs: the same in each office.
ALTER TABLE erased_person ADD COLUMN organisation TEXT;

-- Exchange in the window: an office that was taken out of the list. It can be put back, and comes back by itself
-- with its next pack.
ALTER TABLE pack_office ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));

-- Devices of this store of which it lacks steps that others have: it was restored from a copy, and wrote on before that
-- was found out. How far it has seen them only packs tell.
CREATE TABLE pack_gap (
    device TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- ── Shared folder ──────────────────────────────────────────────────────────────────────────────────

-- What came from a folder that desks share comes by itself while somebody works: undo passes over it.
ALTER TABLE journal_transaction ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));

-- Packs of the shared folder that were written or taken in here. A name holds the hash of what is in the file, so
-- none is read twice.
CREATE TABLE pack_folder (
    name     TEXT PRIMARY KEY,
    device   TEXT NOT NULL,
    office   TEXT NOT NULL,
    made     TEXT NOT NULL,
    covers   TEXT NOT NULL,             -- JSON: device to the clocks after which and up to which
    own      INTEGER NOT NULL CHECK (own IN (0, 1)),
    joined   INTEGER NOT NULL CHECK (joined IN (0, 1)), -- whether it joined what was known when it was taken in
    facts    INTEGER NOT NULL,          -- of an own one: the newest row of pack_fact when it was written
    erased   INTEGER NOT NULL,          -- of an own one: how many people were erased then
    replaced TEXT                       -- since when a newer own one holds all that it holds
) STRICT, WITHOUT ROWID;

-- Packs that are there and could not be taken in yet.
CREATE TABLE pack_folder_waiting (
    name  TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    why   TEXT                          -- none: it is not whole yet
) STRICT, WITHOUT ROWID;

-- ── Calendar server ────────────────────────────────────────────────────────────────────────────────

-- What a calendar server has of us, as far as it answered. What differs from it is still to be sent.
CREATE TABLE calendar_server_event (
    server TEXT NOT NULL,               -- the calendar's address
    event  TEXT NOT NULL,
    title  TEXT NOT NULL,
    etag   TEXT,                        -- none: the server told none
    hash   TEXT NOT NULL,               -- SHA-256 of what was sent
    PRIMARY KEY (server, event)
) STRICT, WITHOUT ROWID;
