//! `vigie reply`: an answer from a script. There are no ten seconds here.

use std::time::Duration;

use super::args::Reply;
use super::exit::{Exit, Failure, Outcome};
use super::{delivering, list, macros};
use crate::base::id::SnippetId;
use crate::base::text::fold;
use crate::model::author::mention_from;
use crate::model::draft::{Audience, Draft, Target, addressed, reply_visibility};
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Origin;
use crate::model::limits;
use crate::model::query::ConversationView;
use crate::model::snippet::{AndThen, Filling, Template, blanks, called, fill_blank, insertion};
use crate::model::triage::After;
use crate::shell::house::House;
use crate::store::Store;

pub(super) fn run(house: &House, wanted: Reply, json: bool) -> Outcome {
    let store = house.store(true)?;
    let view = list::conversation(&store, wanted.id)?;
    let mut written = written(house, &store, &view, &wanted)?;
    if let Some(words) = &wanted.and {
        written.after = macros::after(house, words)?;
    }
    let draft = draft(house, &view, &wanted, &written.text)?;
    let drawn_upto = view.messages.iter().filter_map(|message| message.id).max();
    let send = Intent::Send { draft, after: written.after, hold: Duration::ZERO, drawn_upto };
    let delivery = match store.intend_now(house.hand(Origin::Command), send)? {
        Effected::Leaving(deliveries, _) => deliveries.first().copied(),
        _ => None,
    };
    let delivery = delivery.ok_or_else(|| Failure::new(Exit::Error, "cli-reply-blank"))?;
    for snippet in written.used {
        store.intend_now(house.hand(Origin::Command), Intent::UseSnippet(snippet))?;
    }
    delivering::one(house, store, delivery, wanted.queue, json)
}

/// What is to be sent, and what follows.
struct Written {
    text: String,
    after: After,
    used: Vec<SnippetId>,
}

/// The text with its saved replies, all blanks filled.
fn written(house: &House, store: &Store, view: &ConversationView, wanted: &Reply) -> Result<Written, Failure> {
    let row = &view.row;
    let known = if wanted.snippet.is_empty() { Vec::new() } else { super::snippet::all(store, Some(row.client))? };
    let filling = Filling { author: called(&row.name, &row.handle), client: row.client_name.clone(), blanks: Vec::new() };
    let mut written = Written { text: wanted.text.trim().to_owned(), after: After::WaitThem, used: Vec::new() };
    for name in &wanted.snippet {
        let named = known.iter().filter(|one| fold(&one.saying.name) == fold(name.trim()));
        // The client's own goes before the one for all.
        let snippet = named.max_by_key(|one| one.saying.client.is_some());
        let snippet = snippet.ok_or_else(|| Failure::new(Exit::Nothing, "cli-snippet-unknown").with("name", name))?;
        let template = Template::parse(&snippet.saying.body);
        let template = template.map_err(|error| Failure::text(Exit::Error, house.language.snippet_problem(&error.problem)))?;
        written.text += &insertion(&written.text, written.text.len(), &template.fill(&filling));
        written.after = snippet.saying.then.map_or(written.after, AndThen::after);
        written.used.push(snippet.id);
    }
    for (label, value) in &wanted.set {
        let filled = fill_blank(&written.text, label, value);
        if filled == written.text {
            return Err(Failure::new(Exit::Usage, "cli-reply-no-blank").with("label", label));
        }
        written.text = filled;
    }
    match blanks(&written.text).into_iter().next() {
        Some(blank) => Err(Failure::new(Exit::Usage, "cli-reply-unfilled").with("label", blank.label)),
        None => Ok(written),
    }
}

fn draft(house: &House, view: &ConversationView, wanted: &Reply, text: &str) -> Result<Draft, Failure> {
    let row = &view.row;
    let (Some(to), Some(remote), true) = (row.newest, row.newest_remote.clone(), row.asks()) else {
        return Err(Failure::new(Exit::Error, "cli-reply-no-question"));
    };
    let audience = if wanted.private { Audience::Private } else { Audience::Public };
    let text = addressed(text, &[mention_from(&row.handle, view.account.host())]);
    let count = limits::count(row.network, view.account.limits, &text, "");
    if count.over() {
        let failure =
            Failure::new(Exit::Error, "cli-reply-too-long").with("handle", &row.account_handle).with("network", row.network.name());
        return Err(failure.with("count", count.count.to_string()).with("limit", count.limit.to_string()));
    }
    Ok(Draft {
        id: None,
        target: Target::Reply { conversation: row.id, to, remote, audience },
        accounts: vec![row.account],
        text,
        warning: String::new(),
        visibility: reply_visibility(row.visibility, view.account.visibility, audience),
        language: view.account.language.clone(),
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: house.clock.now(),
    })
}
