//! What an office that made a pack has seen, and whether either side was put back from a copy.

use domain::pack::Vector;
use rusqlite::params;

use super::Taking;
use crate::Result;
use crate::pack::{Header, facts};

impl Taking<'_, '_> {
    /// Notes how far the office that made the pack has seen, and how far this one has now.
    pub(super) fn note_office(&mut self, header: &Header) -> Result<()> {
        let connection = &self.to.connection;
        let mut vector = self.to.vector()?;
        for (device, (from, to)) in &header.covers {
            if vector.covers(device, *from) && !vector.covers(device, *to) {
                vector.advance(device, *to);
                connection.execute(
                    "INSERT INTO pack_vector (device, clock) VALUES (?1, ?2)
                     ON CONFLICT (device) DO UPDATE SET clock = max(clock, excluded.clock)",
                    params![device, to],
                )?;
            }
        }
        if header.device == self.device {
            return Ok(());
        }
        let told = self.told_for_sure(header)?;
        let told = serde_json::to_string(&told).map_err(facts::damaged)?;
        connection.execute(
            // The same office on another computer has its keys from there.
            "INSERT INTO pack_office (device, name, told, met, key, signing)
             VALUES (?1, ?2, ?3, ?4, (SELECT key FROM pack_office WHERE signing = ?5 LIMIT 1),
                     (SELECT signing FROM pack_office WHERE signing = ?5 LIMIT 1))
             ON CONFLICT (device) DO UPDATE SET name = excluded.name, told = excluded.told, met = excluded.met
             WHERE excluded.met >= met",
            params![
                header.device,
                header.office,
                told,
                header.made.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
                header.signer
            ],
        )?;
        Ok(())
    }

    /// What the office has seen of what it says it has: where more is known here of a device than a pack holds that says
    /// to hold all, that office was put back from a copy and does not know it. So it is told that again.
    fn told_for_sure(&self, header: &Header) -> Result<Vector> {
        let mut told = header.told.clone();
        for (device, (from, to)) in &header.covers {
            let known: i64 = self.to.connection.query_row(
                "SELECT count(*) FROM pack_step WHERE device = ?1 AND clock > ?2 AND clock <= ?3",
                params![device, from, to],
                |row| row.get(0),
            )?;
            if known > self.held.get(device).copied().unwrap_or(0) {
                told.0.insert(device.clone(), *from);
            }
        }
        Ok(told)
    }

    /// Where others know of steps of this device that are not here, this file was put back from a copy, or is one. It goes
    /// on as a new device, and asks for all that the old one did.
    pub(super) fn note_lost_steps(&mut self, header: &Header) -> Result<()> {
        let told = header.told.of(&self.device);
        let is_here: bool = self.to.connection.query_row(
            "SELECT ?2 < 0 OR EXISTS (SELECT 1 FROM journal_transaction WHERE device = ?1 AND clock = ?2)",
            params![self.device, told],
            |row| row.get(0),
        )?;
        if is_here && !self.lost {
            return Ok(());
        }
        let device = self.to.device()?;
        let connection = &self.to.store.connection;
        self.device = self.to.store.begin_device(self.to.hand)?;
        connection.execute(
            "INSERT OR IGNORE INTO pack_gap (device) VALUES (?1)",
            [device],
        )?;
        Ok(())
    }
}
