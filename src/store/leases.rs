//! Which process polls and sends: leases with an epoch.
//!
//! The epoch grows whenever a lease changes hands or had run out, so that a process that
//! slept through the end of its lease can claim nothing with the old one. Times are the
//! machine's.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::claims::Claim;
use super::error::Result;
use super::writer::{Lane, Write};

impl Store {
    /// Takes or renews a lease; none while another owner has it. The answer is its epoch.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn take_lease(&self, role: &str, owner: &str, ttl: Duration) -> Result<Option<i64>> {
        let (role, owner) = (role.to_owned(), owner.to_owned());
        self.write(Lane::Verb, move |w| take(w, &role, &owner, ttl)).await
    }

    /// Gives a lease back, so that another need not wait for its end.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn drop_lease(&self, role: &str, owner: &str) -> Result<()> {
        let (role, owner) = (role.to_owned(), owner.to_owned());
        self.write(Lane::Verb, move |w| {
            w.conn.execute("UPDATE leases SET until = 0, owner = '' WHERE role = ?1 AND owner = ?2", params![role, owner])?;
            Ok(())
        })
        .await
    }

    /// Whether a claim's epoch is still the current one; asked right before a call.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn holds(&self, claim: &Claim) -> Result<bool> {
        let claim = claim.clone();
        self.read(move |conn| {
            let sql = "SELECT COUNT(*) FROM leases WHERE owner = ?1 AND epoch = ?2";
            Ok(conn.prepare_cached(sql)?.query_row(params![claim.owner, claim.epoch], |row| row.get::<_, i64>(0))? > 0)
        })
        .await
    }
}

fn take(w: &mut Write<'_>, role: &str, owner: &str, ttl: Duration) -> Result<Option<i64>> {
    let held: Option<(String, i64, i64)> = w
        .conn
        .query_row("SELECT owner, epoch, until FROM leases WHERE role = ?1", [role], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let epoch = match held {
        None => 1,
        Some((by, epoch, until)) if until > w.machine.millis() => {
            if by != owner {
                return Ok(None);
            }
            epoch
        }
        Some((_, epoch, _)) => epoch + 1,
    };
    w.conn.execute(
        "INSERT INTO leases (role, owner, epoch, until) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch, until = excluded.until",
        params![role, owner, epoch, (w.machine + ttl).millis()],
    )?;
    Ok(Some(epoch))
}
