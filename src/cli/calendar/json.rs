//! A post as JSON: the same fields wherever one is printed.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::exit::Failure;
use crate::base::time::Timestamp;
use crate::model::delivery::State;
use crate::model::draft::Draft;
use crate::model::query::{Answer, Query};
use crate::model::sheet::Known;
use crate::model::slot::{CalendarRow, PostAccount, Standing};
use crate::store::Store;

/// A post: where it is on the calendar, where it goes, what it says.
#[derive(Debug, Serialize)]
pub struct Post {
    /// Our number of it; none for what was posted elsewhere.
    pub id: Option<i64>,
    /// When, in RFC 3339 with the offset of its zone; none for an idea.
    pub at: Option<String>,
    /// The IANA name of that zone.
    pub zone: Option<String>,
    /// Where it stands, in a word.
    pub standing: &'static str,
    /// The client.
    pub client: Option<String>,
    /// Where it goes or went.
    pub accounts: Vec<Account>,
    /// The text that its accounts share.
    pub text: String,
    /// The texts of accounts that have their own, by handle.
    pub own: BTreeMap<String, String>,
    /// The words that stand before it.
    pub warning: String,
    /// Who can read it.
    pub visibility: Option<&'static str>,
    /// The language it is in.
    pub language: Option<String>,
    /// The conversation that it answers, for the draft of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<i64>,
}

/// One account of a post.
#[derive(Debug, Serialize)]
pub struct Account {
    /// Its network.
    pub network: &'static str,
    /// Its handle.
    pub handle: String,
    /// Where its delivery is; none before it was handed to the outbox.
    pub state: Option<&'static str>,
    /// The address of the post there.
    pub url: Option<String>,
    /// Why it was not sent, in a word.
    pub reason: Option<&'static str>,
    /// What the network said to that.
    pub detail: Option<String>,
    /// The delivery.
    pub delivery: Option<i64>,
}

impl Account {
    fn of(at: &PostAccount) -> Account {
        let state = at.delivery.as_ref().map(|(_, state)| state);
        let (reason, detail) = match state {
            Some(State::Held(held)) => (Some(held.code()), None),
            Some(State::Failed(reason)) => (Some(reason.code.code()), Some(reason.detail.clone()).filter(|said| !said.is_empty())),
            _ => (None, None),
        };
        let url = match state {
            Some(State::Sent(receipt)) => Some(receipt.url.clone()).filter(|url| !url.is_empty()),
            _ => None,
        };
        Account {
            network: at.network.code(),
            handle: at.handle.clone(),
            state: state.map(State::code),
            url,
            reason,
            detail,
            delivery: at.delivery.as_ref().map(|(id, _)| id.0),
        }
    }
}

/// RFC 3339 in a zone.
pub fn in_zone(at: Timestamp, zone: &TimeZone) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.millis()).ok()?;
    Some(at.display_with_offset(zone.to_offset(at)).to_string())
}

/// A row of the calendar with the texts of its accounts.
pub fn of_row(store: &Store, known: &Known, row: &CalendarRow) -> Result<Post, Failure> {
    let draft = match row.draft {
        Some(id) => match store.ask_now(&Query::Draft(id))? {
            Answer::Draft(draft) => draft,
            _ => None,
        },
        None => None,
    };
    Ok(of(known, row, draft.as_deref()))
}

/// The same of a row and a draft that are in hand.
pub fn of(known: &Known, row: &CalendarRow, draft: Option<&Draft>) -> Post {
    let named = Some(row.zone.as_str()).filter(|zone| !zone.is_empty()).and_then(|zone| TimeZone::get(zone).ok());
    let zone = named.unwrap_or_else(|| known.zone_of(row.client).clone());
    let at = row.at.and_then(|at| in_zone(at, &zone));
    Post {
        id: row.draft.map(|id| id.0),
        zone: at.is_some().then(|| zone.iana_name().unwrap_or("UTC").to_owned()),
        at,
        standing: row.standing.code(),
        client: Some(row.client_name.clone()).filter(|name| !name.is_empty()),
        accounts: row.accounts.iter().map(Account::of).collect(),
        text: row.text.clone(),
        own: own(known, draft),
        warning: draft.map(|draft| draft.warning.clone()).unwrap_or_default(),
        visibility: draft.map(|draft| draft.visibility.code()),
        language: draft.and_then(|draft| draft.language.clone()),
        conversation: None,
    }
}

fn own(known: &Known, draft: Option<&Draft>) -> BTreeMap<String, String> {
    let own = draft.map(|draft| &draft.variants).into_iter().flatten();
    own.filter_map(|(account, text)| Some((known.handle(*account)?, text.clone()))).collect()
}

/// The draft of an answer.
pub fn answer(known: &Known, draft: &Draft) -> Post {
    let accounts: Vec<_> = known.accounts.iter().filter(|account| draft.accounts.contains(&account.id)).collect();
    let client = accounts.first().and_then(|account| known.clients.iter().find(|client| client.id == account.client));
    let account = |account: &&crate::model::account::Account| {
        let (network, handle) = (account.network, account.handle.clone());
        Account::of(&PostAccount { account: account.id, network, handle, delivery: None })
    };
    Post {
        id: draft.id.map(|id| id.0),
        at: None,
        zone: None,
        standing: Standing::Idea.code(),
        client: client.map(|client| client.name.clone()),
        accounts: accounts.iter().map(account).collect(),
        text: draft.text.clone(),
        own: own(known, Some(draft)),
        warning: draft.warning.clone(),
        visibility: Some(draft.visibility.code()),
        language: draft.language.clone(),
        conversation: draft.conversation().map(|id| id.0),
    }
}
