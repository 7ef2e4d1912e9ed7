-- Seals: what a step and its rows said when they were written, as a hash.
--
-- The records say only what the journal comes to. A bit that flips on the disk in a value that was changed again since,
-- or in a step's label, shows in no record; it shows here. Rewriting a step takes its seal off (a trigger does), and
-- the transaction that rewrote it seals it again before it ends: so none is without one but in a damaged file.
ALTER TABLE journal_transaction ADD COLUMN seal BLOB;
CREATE INDEX journal_transaction_unsealed ON journal_transaction (seq) WHERE seal IS NULL;

ALTER TABLE pack_step ADD COLUMN seal BLOB;
CREATE INDEX pack_step_unsealed ON pack_step (seq) WHERE seal IS NULL;
