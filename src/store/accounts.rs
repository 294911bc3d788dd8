//! Clients, their accounts, and how those are.
//!
//! Secrets are not here: they live in the vault. An account that was removed takes
//! everything with it that came to it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{count, count_or_none, text_or_none, word};
use super::error::{Result, StoreError};
use super::incoming;
use super::writer::{Lane, Write};
use super::{Store, deliveries};
use crate::base::harmless;
use crate::base::id::{AccountId, ClientId};
use crate::base::text::fold;
use crate::model::account::{Account, Figures, Health, Identity, NewAccount, ServerLimits};
use crate::model::change::Noun;
use crate::model::client::{Client, Colour};
use crate::model::conversation::Key;
use crate::model::interaction::Visibility;
use crate::model::media::{Formats, MediaLimits};
use crate::model::network::Network;

/// The columns that [`account`] reads, of `accounts AS a`.
pub(super) const ACCOUNT: &str = "a.id, a.client_id, a.network, a.server, a.remote_id, a.handle, a.name, a.health, \
a.limit_characters, a.limit_url, a.visibility, a.language, \
a.limit_media, a.limit_image, a.limit_video, a.limit_alt, a.formats";

impl Store {
    /// Adds a client; without a colour it gets the next one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when one has this name already, without regard to case and accents.
    pub async fn add_client(&self, name: &str, colour: Option<Colour>) -> Result<ClientId> {
        let name = harmless::line(name);
        self.write(Lane::Verb, move |w| add_client(w, &name, colour)).await
    }

    /// All clients, by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn clients(&self) -> Result<Vec<Client>> {
        self.read(clients).await
    }

    /// Adds an account, with today's numbers.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the same identity is there already, [`StoreError::Missing`]
    /// when its client is not.
    pub async fn add_account(&self, new: NewAccount) -> Result<AccountId> {
        self.write(Lane::Verb, move |w| add_account(w, &new)).await
    }

    /// Adds many accounts, all or none; says how many were not there already.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when a client is not there.
    pub async fn add_accounts(&self, new: Vec<NewAccount>) -> Result<usize> {
        self.write(Lane::Verb, move |w| {
            let mut added = 0;
            for new in &new {
                match add_account(w, new) {
                    Ok(_) => added += 1,
                    Err(StoreError::Taken(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(added)
        })
        .await
    }

    /// All accounts, by client and handle; sources after the others.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        self.read(accounts).await
    }

    /// Stores whether an account works; what is queued there is held when its login is lost.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the account is not there.
    pub async fn set_health(&self, id: AccountId, health: Health) -> Result<()> {
        self.write(Lane::Verb, move |w| set_health(w, id, health)).await
    }

    /// Stores what the network says of an account, with today's numbers.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the account is not there.
    pub async fn identified(&self, id: AccountId, identity: Identity) -> Result<()> {
        self.write(Lane::Verb, move |w| identified(w, id, &identity)).await
    }

    /// The numbers of an account, a row a day (days since 1970, UTC), oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn figures(&self, account: AccountId) -> Result<Vec<(i64, Figures)>> {
        self.read(move |conn| figures(conn, account)).await
    }
}

fn add_client(w: &mut Write<'_>, name: &str, colour: Option<Colour>) -> Result<ClientId> {
    let taken: Option<String> =
        w.conn.query_row("SELECT name FROM clients WHERE folded = ?1", [fold(name)], |row| row.get(0)).optional()?;
    if let Some(taken) = taken {
        return Err(StoreError::Taken(taken));
    }
    let others: i64 = w.conn.query_row("SELECT COUNT(*) FROM clients", [], |row| row.get(0))?;
    let colour = colour.unwrap_or_else(|| Colour::for_next(usize::try_from(others).unwrap_or(0)));
    w.conn.execute(
        "INSERT INTO clients (name, folded, colour, created_at) VALUES (?1, ?2, ?3, ?4)",
        params![name, fold(name), colour.code(), w.now.millis()],
    )?;
    let id = ClientId(w.conn.last_insert_rowid());
    w.note(Noun::Client, id.0);
    Ok(id)
}

/// All clients, by name.
pub(super) fn clients(conn: &Connection) -> Result<Vec<Client>> {
    let mut statement = conn.prepare_cached("SELECT id, name, colour FROM clients ORDER BY folded")?;
    let rows = statement
        .query_map([], |row| Ok(Client { id: ClientId(row.get(0)?), name: row.get(1)?, colour: word(row, 2, Colour::from_code)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn add_account(w: &mut Write<'_>, new: &NewAccount) -> Result<AccountId> {
    let identity = incoming::identity(&new.identity);
    let client: Option<i64> = w.conn.query_row("SELECT id FROM clients WHERE id = ?1", [new.client.0], |row| row.get(0)).optional()?;
    client.ok_or(StoreError::Missing)?;
    let taken: Option<String> = w
        .conn
        .query_row(
            "SELECT handle FROM accounts WHERE network = ?1 AND server = ?2 AND remote_id = ?3",
            params![new.network.code(), new.server, identity.remote_id],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(taken) = taken {
        return Err(StoreError::Taken(taken));
    }
    w.conn.execute(
        "INSERT INTO accounts (client_id, network, server, remote_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![new.client.0, new.network.code(), new.server, identity.remote_id, w.now.millis()],
    )?;
    let id = AccountId(w.conn.last_insert_rowid());
    identified(w, id, &identity)?;
    Ok(id)
}

fn identified(w: &mut Write<'_>, id: AccountId, identity: &Identity) -> Result<()> {
    let identity = incoming::identity(identity);
    let changed = w.conn.execute(
        "UPDATE accounts SET handle = ?2, name = ?3, limit_characters = ?4, limit_url = ?5, visibility = coalesce(?6, visibility), \
         language = ?7, limit_media = ?8, limit_image = ?9, limit_video = ?10, limit_alt = ?11, formats = ?12 WHERE id = ?1",
        params![
            id.0,
            identity.handle,
            identity.name,
            identity.limits.characters,
            identity.limits.url_characters,
            identity.visibility.map(Visibility::code),
            identity.language.as_deref().unwrap_or_default(),
            identity.limits.media.most,
            i64::try_from(identity.limits.media.image).unwrap_or(i64::MAX),
            i64::try_from(identity.limits.media.video).unwrap_or(i64::MAX),
            identity.limits.media.alt,
            identity.limits.media.formats.bits(),
        ],
    )?;
    if changed == 0 {
        return Err(StoreError::Missing);
    }
    keep_figures(w, id, &identity.figures)?;
    w.account(id);
    Ok(())
}

/// Stores where a source has moved to for good, and the name it gives itself while it has none.
pub(super) fn told(w: &mut Write<'_>, id: AccountId, moved: Option<&str>, name: Option<&str>) -> Result<()> {
    let account = find(w.conn, id)?;
    let name = name.map(harmless::line).filter(|name| account.name.is_empty() && !name.is_empty());
    let moved = moved.map(harmless::line).filter(|moved| *moved != account.server);
    if name.is_none() && moved.is_none() {
        return Ok(());
    }
    let sql = "UPDATE accounts SET server = coalesce(?2, server), name = coalesce(?3, name) WHERE id = ?1";
    w.conn.prepare_cached(sql)?.execute(params![id.0, moved, name])?;
    w.account(id);
    Ok(())
}

/// Stores today's numbers; what is not told does not overwrite what was.
pub(super) fn keep_figures(w: &mut Write<'_>, id: AccountId, figures: &Figures) -> Result<()> {
    if *figures == Figures::default() {
        return Ok(());
    }
    w.conn
        .prepare_cached(
            "INSERT INTO figures (account_id, day, followers, following, posts) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT DO UPDATE SET followers = coalesce(excluded.followers, followers), \
         following = coalesce(excluded.following, following), posts = coalesce(excluded.posts, posts)",
        )?
        .execute(params![id.0, Key::day(w.now), count(figures.followers), count(figures.following), count(figures.posts)])?;
    Ok(())
}

fn figures(conn: &Connection, account: AccountId) -> Result<Vec<(i64, Figures)>> {
    let mut statement = conn.prepare_cached("SELECT day, followers, following, posts FROM figures WHERE account_id = ?1 ORDER BY day")?;
    let rows = statement.query_map([account.0], |row| Ok((row.get(0)?, read_figures(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read_figures(row: &Row<'_>, at: usize) -> rusqlite::Result<Figures> {
    Ok(Figures { followers: count_or_none(row, at)?, following: count_or_none(row, at + 1)?, posts: count_or_none(row, at + 2)? })
}

/// The last known numbers of an account.
pub(super) fn last_figures(conn: &Connection, account: AccountId) -> Result<Figures> {
    let sql = "SELECT followers, following, posts FROM figures WHERE account_id = ?1 ORDER BY day DESC LIMIT 1";
    let found = conn.prepare_cached(sql)?.query_row([account.0], |row| read_figures(row, 0)).optional()?;
    Ok(found.unwrap_or_default())
}

/// All accounts, by client and handle.
pub(super) fn accounts(conn: &Connection) -> Result<Vec<Account>> {
    let sql = format!(
        "SELECT {ACCOUNT} FROM accounts AS a JOIN clients AS cl ON cl.id = a.client_id ORDER BY cl.folded, a.network = 'rss', iif(a.network = 'rss' AND a.name <> '', a.name, a.handle) COLLATE NOCASE, a.id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], account)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The full handles of all accounts, by client and handle.
pub(super) fn handles(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT a.handle FROM accounts AS a JOIN clients AS cl ON cl.id = a.client_id ORDER BY cl.folded, a.handle, a.id";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One account.
pub(super) fn find(conn: &Connection, id: AccountId) -> Result<Account> {
    let sql = format!("SELECT {ACCOUNT} FROM accounts AS a WHERE a.id = ?1");
    conn.prepare_cached(&sql)?.query_row([id.0], account).optional()?.ok_or(StoreError::Missing)
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: AccountId(row.get(0)?),
        client: ClientId(row.get(1)?),
        network: word(row, 2, Network::from_code)?,
        server: row.get(3)?,
        remote_id: row.get(4)?,
        handle: row.get(5)?,
        name: row.get(6)?,
        health: word(row, 7, Health::from_code)?,
        limits: ServerLimits {
            characters: row.get(8)?,
            url_characters: row.get(9)?,
            media: MediaLimits {
                most: row.get(12)?,
                image: row.get::<_, i64>(13)?.max(0).unsigned_abs(),
                video: row.get::<_, i64>(14)?.max(0).unsigned_abs(),
                alt: row.get(15)?,
                formats: Formats::from_bits(row.get(16)?),
            },
        },
        visibility: word(row, 10, Visibility::from_code)?,
        language: text_or_none(row, 11)?,
    })
}

/// Stores whether an account works; what is queued there is held when its login is lost.
pub(super) fn set_health(w: &mut Write<'_>, id: AccountId, health: Health) -> Result<()> {
    let before = find(w.conn, id)?.health;
    if before == health {
        return Ok(());
    }
    w.conn.execute("UPDATE accounts SET health = ?2 WHERE id = ?1", params![id.0, health.code()])?;
    w.account(id);
    match health {
        Health::NeedsLogin => deliveries::hold_for_login(w, id),
        Health::Ok | Health::Off | Health::Gone => Ok(()),
    }
}

/// Removes an account and all that came to it.
pub(super) fn remove_account(w: &mut Write<'_>, id: AccountId) -> Result<bool> {
    let removed = w.conn.execute("DELETE FROM accounts WHERE id = ?1", [id.0])? > 0;
    w.account(id);
    Ok(removed)
}

/// Removes a client; none when it is not there, false when it still has accounts.
pub(super) fn remove_client(w: &mut Write<'_>, id: ClientId) -> Result<Option<bool>> {
    let accounts: i64 = w.conn.query_row("SELECT COUNT(*) FROM accounts WHERE client_id = ?1", [id.0], |row| row.get(0))?;
    if accounts > 0 {
        return Ok(Some(false));
    }
    let removed = w.conn.execute("DELETE FROM clients WHERE id = ?1", [id.0])? > 0;
    w.note(Noun::Client, id.0);
    Ok(removed.then_some(true))
}
