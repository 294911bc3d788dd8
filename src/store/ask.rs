//! Questions of panes and of the command line, each answered by one reader.

use rusqlite::Connection;

use super::Store;
use super::error::Result;
use super::{
    calendar, card, cards, digest, drafts, forgetting, journal, names, outbox, people, search, snippets, tasks, totals, views, whole,
    windows, words,
};
use crate::model::query::{Answer, Query};

impl Store {
    /// Answers what a pane asks.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn ask(&self, query: Query) -> Result<Answer> {
        self.read(move |conn| answer(conn, &query)).await
    }

    /// Answers without a runtime: for the first frame and the command line.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ask_now(&self, query: &Query) -> Result<Answer> {
        let query = query.clone();
        self.read_now(move |conn| answer(conn, &query))
    }
}

fn answer(conn: &Connection, query: &Query) -> Result<Answer> {
    Ok(match query {
        Query::Inbox(query, span) => Answer::Inbox(windows::inbox(conn, query, *span)?),
        Query::Conversation(id) => Answer::Conversation(whole::conversation(conn, *id)?.map(Box::new)),
        Query::Outbox(limit) => Answer::Outbox(outbox::unfinished(conn, *limit)?),
        Query::Accounts => Answer::Accounts(totals::account_rows(conn)?),
        Query::Totals(sight) => Answer::Totals(totals::totals(conn, sight)?),
        Query::Cards => Answer::Cards(cards::all(conn)?),
        Query::Snippets(client) => Answer::Snippets(snippets::all(conn, *client)?),
        Query::Names => Answer::Names(names::names(conn)?),
        Query::Author(id) => Answer::Author(card::card(conn, *id)?.map(Box::new)),
        Query::Written(id, span) => Answer::Written(card::written(conn, *id, *span)?),
        Query::Authors(text, limit) => Answer::Authors(people::authors(conn, text, *limit)?),
        Query::ByHandle(handle) => Answer::Authors(people::by_handle(conn, handle)?),
        Query::Traces(id) => Answer::Traces(forgetting::traces(conn, *id)?),
        Query::Journal(limit) => Answer::Journal(journal::lines(conn, *limit)?),
        Query::Digest(wanted) => Answer::Digest(Box::new(digest::digest(conn, wanted)?)),
        Query::Tasks(now, limit) => Answer::Tasks(tasks::tasks(conn, *now, *limit)?),
        Query::NewDraft => Answer::NewDraft(drafts::newest_new(conn)?.map(Box::new)),
        Query::Draft(id) => Answer::Draft(drafts::find(conn, *id)?.map(Box::new)),
        Query::Post(id) => Answer::Post(calendar::post(conn, *id)?.map(Box::new)),
        Query::Answers(limit) => Answer::Answers(drafts::answers(conn, *limit)?),
        Query::Calendar(query) => Answer::Calendar(calendar::posts(conn, query)?),
        Query::Ideas(client) => Answer::Ideas(calendar::ideas(conn, *client)?),
        Query::Views => Answer::Views(views::all(conn)?),
        Query::Words => Answer::Words(words::all(conn)?),
        Query::Matching(query, from, limit) => {
            let (ids, next) = search::ids(conn, query, *from, usize::try_from(*limit).unwrap_or(usize::MAX))?;
            Answer::Matching(ids, next)
        }
        Query::Count(query, from) => {
            let (n, next) = search::count(conn, query, *from)?;
            Answer::Counted(n, next)
        }
    })
}
