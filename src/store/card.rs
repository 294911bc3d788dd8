//! The card of an author: what lies behind us and them, what their account tells, what they wrote.
//!
//! Everything is looked up by author, through indices made for it; nothing is counted over a
//! large table. Names are compared with few: our accounts, the clients and their contacts, those to look after.

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{count_or_none, time, time_or_none, word};
use super::error::Result;
use super::people;
use crate::base::id::{AuthorId, ConversationId, InteractionId};
use crate::base::text::excerpt;
use crate::base::time::Timestamp;
use crate::model::author::Author;
use crate::model::card::{Card, Field};
use crate::model::client::Colour;
use crate::model::interaction::Kind;
use crate::model::lookalike;
use crate::model::network::Network;
use crate::model::person::{AuthorCard, Evidence, Handle, Met, Past, Resemblance, Whose, Written};
use crate::model::query::{Place, Span, Window};
use crate::model::triage::State;

/// The graphemes of what is shown of a message.
const EXCERPT: usize = 200;

/// So many names at most are told that a name looks like.
const RESEMBLES: usize = 3;

/// All that is known of an author, but what they wrote; none when they are gone.
pub(super) fn card(conn: &Connection, id: AuthorId) -> Result<Option<AuthorCard>> {
    let (Some(about), Some(known)) = (author(conn, id)?, people::known(conn, id)?) else {
        return Ok(None);
    };
    let same = people::same(conn, id)?;
    let past = past(conn, &same)?;
    let mut handles: Vec<Handle> = Vec::new();
    for other in &same {
        let row = people::row(conn, *other)?.map(|row| row.who);
        let is = |one: &Handle, other: &Handle| one.network == other.network && one.handle.eq_ignore_ascii_case(&other.handle);
        handles.extend(row.filter(|who| !handles.iter().any(|had| is(had, who))));
    }
    let person = match known.person {
        Some(person) => people::find(conn, person)?,
        None => None,
    };
    let mut evidence = Evidence::of(&about, past.first_at);
    evidence.resembles = resembles(conn, &about, &handles)?;
    Ok(Some(AuthorCard { author: id, network: known.network, about, person, handles, met: met(conn, &same)?, past, evidence }))
}

/// What the account of an author tells, for the thread; none when they are gone.
pub(super) fn evidence(conn: &Connection, id: AuthorId) -> Result<Option<Evidence>> {
    let Some(about) = author(conn, id)? else {
        return Ok(None);
    };
    let same = people::same(conn, id)?;
    let sql = "SELECT happened_at FROM interactions WHERE author_id = ?1 ORDER BY happened_at LIMIT 1";
    let mut first: Option<Timestamp> = None;
    for author in &same {
        let at = conn.prepare_cached(sql)?.query_row([author.0], |row| time(row, 0)).optional()?;
        first = [first, at].into_iter().flatten().min();
    }
    let mut handles = Vec::new();
    for other in &same {
        handles.extend(people::row(conn, *other)?.map(|row| row.who));
    }
    let mut evidence = Evidence::of(&about, first);
    evidence.resembles = resembles(conn, &about, &handles)?;
    Ok(Some(evidence))
}

/// What the network says of an author.
pub(super) fn author(conn: &Connection, id: AuthorId) -> Result<Option<Author>> {
    let sql = "SELECT remote_id, handle, name, url, bio, bot, created_at, followers, following, posts, verified FROM authors WHERE id = ?1";
    let found = conn.prepare_cached(sql)?.query_row([id.0], |row| {
        Ok(Author {
            remote_id: row.get(0)?,
            handle: row.get(1)?,
            name: row.get(2)?,
            url: row.get(3)?,
            bio: row.get(4)?,
            bot: row.get(5)?,
            created_at: time_or_none(row, 6)?,
            followers: count_or_none(row, 7)?,
            following: count_or_none(row, 8)?,
            posts: count_or_none(row, 9)?,
            verified: serde_json::from_str(row.get_ref(10)?.as_str()?).unwrap_or_default(),
        })
    });
    Ok(found.optional()?)
}

/// What lies behind us and these authors, who are one person.
fn past(conn: &Connection, same: &[AuthorId]) -> Result<Past> {
    let mut past = Past::default();
    for author in same {
        let sql = "SELECT kind, COUNT(*), MIN(happened_at), MAX(happened_at) FROM interactions WHERE author_id = ?1 GROUP BY kind";
        let mut statement = conn.prepare_cached(sql)?;
        let kinds = statement
            .query_map([author.0], |row| Ok((word(row, 0, Kind::from_code)?, row.get::<_, u32>(1)?, time(row, 2)?, time(row, 3)?)))?;
        for kind in kinds {
            let (kind, count, first, last) = kind?;
            past.first_at = [past.first_at, Some(first)].into_iter().flatten().min();
            if kind.is_reaction() {
                past.reactions += count;
            } else {
                past.messages += count;
                past.last_at = past.last_at.max(Some(last));
            }
        }
        let sql = "SELECT COUNT(*) FROM conversations WHERE author_id = ?1";
        past.conversations += conn.prepare_cached(sql)?.query_row([author.0], |row| row.get::<_, u32>(0))?;
        let sql = "SELECT MAX(o.happened_at) FROM conversations AS c CROSS JOIN interactions AS o ON o.conversation_id = c.id \
             AND o.ours = 1 WHERE c.author_id = ?1";
        past.answered_at = past.answered_at.max(conn.prepare_cached(sql)?.query_row([author.0], |row| time_or_none(row, 0))?);
    }
    Ok(past)
}

/// The accounts of ours that met these authors, by client.
fn met(conn: &Connection, same: &[AuthorId]) -> Result<Vec<Met>> {
    let sql = "SELECT cl.name, cl.colour, a.handle FROM authors AS au CROSS JOIN accounts AS a ON a.id = au.account_id \
         CROSS JOIN clients AS cl ON cl.id = a.client_id WHERE au.id = ?1";
    let mut met: Vec<Met> = Vec::new();
    for author in same {
        let found = conn.prepare_cached(sql)?.query_row([author.0], |row| {
            Ok(Met { client_name: row.get(0)?, colour: word(row, 1, Colour::from_code)?, account_handle: row.get(2)? })
        });
        met.extend(found.optional()?.filter(|found| !met.contains(found)));
    }
    met.sort_by(|one, other| (&one.client_name, &one.account_handle).cmp(&(&other.client_name, &other.account_handle)));
    Ok(met)
}

/// A name that theirs is compared with.
struct Name {
    network: Option<Network>,
    text: String,
    whose: Whose,
    /// The handle that a contact is known to have.
    beside: Option<String>,
}

/// The names that people may borrow: those of our accounts and clients, and of whom we look after.
fn names(conn: &Connection) -> Result<Vec<Name>> {
    let mut names = Vec::new();
    let mut add = |sql: &str, whose: Whose| -> Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let network = super::columns::word_or_none(row, 0, Network::from_code)?;
            for at in [1, 2] {
                let text: String = row.get(at)?;
                if !text.is_empty() {
                    names.push(Name { network: network.filter(|_| text.starts_with('@')), text, whose, beside: None });
                }
            }
        }
        Ok(())
    };
    add("SELECT network, handle, name FROM accounts WHERE network <> 'rss' ORDER BY id", Whose::Account)?;
    add("SELECT '', name, '' FROM clients ORDER BY id", Whose::Client)?;
    let sql = "SELECT a.network, au.handle, au.name FROM people AS p CROSS JOIN authors AS au ON au.person_id = p.id \
         CROSS JOIN accounts AS a ON a.id = au.account_id WHERE p.vip = 1 ORDER BY p.id, au.id";
    add(sql, Whose::Vip)?;
    let mut cards = conn.prepare_cached("SELECT text FROM cards WHERE text LIKE '%contacts%' ORDER BY client_id")?;
    let texts = cards.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    // One that cannot be read counts as none.
    for card in texts.iter().filter_map(|text| Card::read(text).ok()) {
        for (name, handle) in card.parts(Field::Contacts).iter().map(|contact| contact_names(contact)) {
            let text = [name, handle.clone()].into_iter().flatten();
            names.extend(text.map(|text| Name { network: None, text, whose: Whose::Contact, beside: handle.clone() }));
        }
    }
    Ok(names)
}

/// The name and the handle that stand in a contact as people write it: `Léon Blanc 06 12 (@leon@a.test)`.
///
/// A first name alone is everybody's.
fn contact_names(contact: &str) -> (Option<String>, Option<String>) {
    let word = |word: &&str| word.chars().next().is_some_and(char::is_alphabetic) && !word.contains(['@', ':', '/']);
    let bare = |word: &str| word.trim_matches(|c: char| ",;()<>[].".contains(c)).to_owned();
    let words: Vec<&str> = contact.split_whitespace().collect();
    let handle = words.iter().map(|word| bare(word)).find(|word| word.starts_with('@') && word.len() > 2);
    let mut name: Vec<String> = Vec::new();
    for next in words.iter().take_while(|next| word(next)) {
        name.push(bare(next));
        // What follows a comma is what they are.
        if next.ends_with([',', ';']) {
            break;
        }
    }
    ((name.len() > 1).then(|| name.join(" ")), handle)
}

/// The names we know that an author's looks like, the nearest first; their own do not count.
fn resembles(conn: &Connection, about: &Author, handles: &[Handle]) -> Result<Vec<Resemblance>> {
    let names = names(conn)?;
    let own = |name: &Name| {
        handles.iter().any(|who| {
            let handle = name.network.is_some_and(|network| network == who.network) && name.text.eq_ignore_ascii_case(&who.handle);
            // The name of somebody to look after is theirs when one of their handles is.
            let contact = name.beside.as_ref().is_some_and(|known| is_handle(known, &who.handle));
            handle || contact || (name.whose == Whose::Vip && name.text == who.name && is_vip(&names, who))
        })
    };
    // An account of ours that writes to another of ours borrows no name.
    let ours = names.iter().any(|name| name.whose == Whose::Account && own(name));
    if ours {
        return Ok(Vec::new());
    }
    let mut found: Vec<Resemblance> = Vec::new();
    for name in names.iter().filter(|name| !own(name)) {
        let handle = name.text.starts_with('@');
        for theirs in [&about.handle, &about.name] {
            // Handles are compared with handles, and names with names.
            if theirs.is_empty() || theirs.starts_with('@') != handle {
                continue;
            }
            if let Some(likeness) = lookalike::compare(theirs, &name.text) {
                found.push(Resemblance { theirs: theirs.clone(), known: name.text.clone(), whose: name.whose, likeness });
            }
        }
    }
    found.sort_by_key(|one| (one.likeness.letters, one.likeness.around.len()));
    let mut told: Vec<Resemblance> = Vec::new();
    for one in found {
        if told.len() < RESEMBLES && !told.iter().any(|other| other.known == one.known) {
            told.push(one);
        }
    }
    Ok(told)
}

/// Whether a handle is the one that was written down, which may lack its server.
fn is_handle(known: &str, handle: &str) -> bool {
    let local = handle.trim_start_matches('@').split('@').next().unwrap_or_default();
    known.eq_ignore_ascii_case(handle) || known.trim_start_matches('@').eq_ignore_ascii_case(local)
}

fn is_vip(names: &[Name], who: &Handle) -> bool {
    let same = |name: &Name| name.network == Some(who.network) && name.text.eq_ignore_ascii_case(&who.handle);
    names.iter().any(|name| name.whose == Whose::Vip && same(name))
}

/// What a person wrote to any account of ours, newest first.
pub(super) fn written(conn: &Connection, id: AuthorId, span: Span) -> Result<Window<Written>> {
    let same = people::same(conn, id)?;
    let top = Place { at: Timestamp::MAX, id: i64::MAX };
    let around = span.around.unwrap_or(top);
    // One more on each side tells whether there is more.
    let after = side(conn, &same, around, span.after + 1, false)?;
    let mut before = if span.around.is_some() { side(conn, &same, around, span.before + 1, true)? } else { Vec::new() };
    let (more_before, more_after) = (before.len() > span.before as usize, after.len() > span.after as usize);
    before.truncate(span.before as usize);
    before.reverse();
    before.extend(after.into_iter().take(span.after as usize));
    Ok(Window { rows: before, more_before, more_after, newer: 0, unfinished: None })
}

/// At most `limit` messages on one side of a place, the nearest first; the place itself is after.
fn side(conn: &Connection, same: &[AuthorId], around: Place, limit: u32, before: bool) -> Result<Vec<Written>> {
    let (beyond, order) = if before { (">", "i.happened_at, i.id") } else { ("<=", "i.happened_at DESC, i.id DESC") };
    let sql = format!(
        "SELECT i.id, i.conversation_id, c.state, cl.name, cl.colour, a.network, a.handle, i.kind, \
         iif(i.deleted_at IS NULL, iif(i.warning = '', i.text, i.warning), ''), i.happened_at FROM interactions AS i \
         CROSS JOIN conversations AS c ON c.id = i.conversation_id CROSS JOIN accounts AS a ON a.id = i.account_id \
         CROSS JOIN clients AS cl ON cl.id = a.client_id \
         WHERE i.author_id = ?1 AND (i.happened_at, i.id) {beyond} (?2, ?3) AND i.kind NOT IN ('like', 'boost', 'follow') \
         ORDER BY {order} LIMIT ?4"
    );
    let mut found: Vec<Written> = Vec::new();
    for author in same {
        let mut statement = conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![author.0, around.at.millis(), around.id, limit], |row| {
            Ok(Written {
                id: InteractionId(row.get(0)?),
                conversation: ConversationId(row.get(1)?),
                state: word(row, 2, State::from_code)?,
                client_name: row.get(3)?,
                colour: word(row, 4, Colour::from_code)?,
                network: word(row, 5, Network::from_code)?,
                account_handle: row.get(6)?,
                kind: word(row, 7, Kind::from_code)?,
                excerpt: excerpt(row.get_ref(8)?.as_str()?, EXCERPT),
                happened_at: time(row, 9)?,
            })
        })?;
        found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    found.sort_by_key(|one| (one.happened_at, one.id));
    if !before {
        found.reverse();
    }
    found.truncate(limit as usize);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_read_as_people_write_it() {
        let table = [
            ("Léon Blanc 06 12 34", Some("Léon Blanc"), None),
            ("Léon Blanc, chef, @leon@a.test", Some("Léon Blanc"), Some("@leon@a.test")),
            ("Anaïs de la Tour (@anais)", Some("Anaïs de la Tour"), Some("@anais")),
            ("Léon 06 12", None, None),
            ("06 12 34", None, None),
            ("leon@a.test", None, None),
            ("", None, None),
        ];
        for (contact, name, handle) in table {
            assert_eq!(contact_names(contact), (name.map(str::to_owned), handle.map(str::to_owned)), "{contact}");
        }
    }
}
