//! The names that people gave: labels, and each other as assignees.

use rusqlite::Connection;

use super::columns::word;
use super::error::Result;
use crate::model::label::Label;
use crate::model::query::Names;

/// All of them; asked when there is something to choose, never for a frame.
pub(super) fn names(conn: &Connection) -> Result<Names> {
    let sql = "SELECT label, COUNT(*) FROM conversation_labels GROUP BY label ORDER BY 2 DESC, label";
    let mut statement = conn.prepare_cached(sql)?;
    let labels = statement.query_map([], |row| Ok((word(row, 0, Label::new)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT DISTINCT assignee FROM conversations WHERE assignee <> '' ORDER BY assignee";
    let assignees = conn.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Names { labels, assignees })
}
