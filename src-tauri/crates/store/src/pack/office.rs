//! The offices one exchanges packs with.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::pack::{Vector, instant};
use rusqlite::params;
use serde::Serialize;

use super::facts::parsed;
use crate::{Access, Reader, Result, Store, StoreError};

/// An office one exchanges packs with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// The device that it works on.
    pub device: String,
    /// What it is called.
    pub name: String,
    /// The key that packs for it are encrypted to.
    pub key: Option<String>,
    /// The key that its packs are signed with.
    pub signing: Option<String>,
    /// When it made its newest pack that was taken in here.
    pub met: Option<DateTime<Utc>>,
    /// What it had seen then.
    #[serde(skip)]
    pub told: Vector,
    /// How many steps are known here that it had not seen then.
    pub unseen: u64,
}

/// What is known here of what a device did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// How many of its steps.
    pub steps: u64,
    /// When the newest of them was done, by that device's clock.
    pub newest: DateTime<Utc>,
}

impl Reader {
    /// The offices that are known, by name.
    pub fn offices(&self) -> Result<Vec<Office>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device, name, told, met, key, signing FROM pack_office WHERE NOT hidden ORDER BY name, device",
        )?;
        let mut rows = statement.query([])?;
        let mut offices = Vec::new();
        while let Some(row) = rows.next()? {
            let told: Vector = parsed(&row.get::<_, String>("told")?)?;
            offices.push(Office {
                device: row.get("device")?,
                name: row.get("name")?,
                key: row.get("key")?,
                signing: row.get("signing")?,
                met: row.get::<_, String>("met")?.parse().ok(),
                unseen: self.unseen(&told)?,
                told,
            });
        }
        Ok(offices)
    }

    /// What is known here of each other device's steps, by device.
    pub fn heard(&self) -> Result<BTreeMap<String, Heard>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, count(*), max(clock) FROM pack_step GROUP BY device")?;
        let heard = statement.query_map([], |row| {
            let heard = Heard {
                steps: row.get(1)?,
                newest: instant(row.get(2)?),
            };
            Ok((row.get(0)?, heard))
        })?;
        Ok(heard.collect::<Result<_, _>>()?)
    }

    fn unseen(&self, told: &Vector) -> Result<u64> {
        let told = serde_json::to_string(told).map_err(super::facts::damaged)?;
        let mut statement = self.connection.prepare_cached(
            "WITH told AS MATERIALIZED (SELECT key AS device, value AS clock FROM json_each(?1))
             SELECT (SELECT count(*) FROM journal_transaction AS t
                     WHERE NOT derived
                       AND t.clock > coalesce((SELECT clock FROM told WHERE device = t.device), -1))
                  + (SELECT count(*) FROM pack_step AS s
                     WHERE s.clock > coalesce((SELECT clock FROM told WHERE device = s.device), -1))",
        )?;
        Ok(statement.query_row([told], |row| row.get(0))?)
    }
}

impl Store {
    /// Notes an office's keys, the one that packs for it are encrypted to and the one that its own are signed with, and
    /// what it is called. What it has seen stays as it last said.
    pub fn note_office(
        &mut self,
        device: &str,
        name: &str,
        key: &str,
        signing: &str,
    ) -> Result<()> {
        if let Access::ReadOnly(reason) = self.access() {
            return Err(StoreError::ReadOnly {
                reason: reason.clone(),
            });
        }
        self.connection.execute(
            "INSERT INTO pack_office (device, name, told, met, key, signing) VALUES (?1, ?2, '{}', '', ?3, ?4)
             ON CONFLICT (device) DO UPDATE
             SET name = excluded.name, key = excluded.key, signing = excluded.signing, hidden = 0",
            params![device, name, key, signing],
        )?;
        Ok(())
    }

    /// Takes an office out of the list, or back into it. What it has seen and its key stay known.
    pub fn hide_office(&mut self, device: &str, hidden: bool) -> Result<()> {
        if let Access::ReadOnly(reason) = self.access() {
            return Err(StoreError::ReadOnly {
                reason: reason.clone(),
            });
        }
        self.connection.execute(
            "UPDATE pack_office SET hidden = ?2 WHERE device = ?1",
            params![device, hidden],
        )?;
        Ok(())
    }
}
