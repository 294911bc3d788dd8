//! The calendar of the demo, filled by the intents that a person gives: placed, scheduled, kept
//! as ideas; and one post that the network has refused just before the day opens.

use std::time::Duration;

use super::exit::Failure;
use crate::base::time::Timestamp;
use crate::demo::faults::Fault;
use crate::demo::{Demo, DemoPost, PostState};
use crate::model::draft::Draft;
use crate::model::intent::Intent;
use crate::model::journal::Origin;
use crate::model::planner::{at_hour, local, plus};
use crate::model::query::{AccountRow, Answer, CalendarQuery, Query};
use crate::shell::house::House;
use crate::store::Store;

/// How long before the opening the refused post was sent.
const BEFORE: Duration = Duration::from_secs(20 * 60);

/// What the network says to it.
const REFUSAL: &str = r#"{"error":"Validation failed: You have reached the hourly limit of posts"}"#;

/// Fills the calendar; what is to be refused is sent with the next sync.
pub(super) async fn fill(house: &House, store: &Store, demo: &Demo) -> Result<(), Failure> {
    let Answer::Accounts(accounts) = store.ask(Query::Accounts).await? else {
        return Ok(());
    };
    let now = demo.clock().now();
    let zone = house.zone();
    let name = zone.iana_name().unwrap_or("UTC").to_owned();
    for post in demo.posts() {
        let draft = draft(post, &accounts, now);
        let today = local(now, &zone).date();
        let at = post.at.map(|(days, hour, minute)| at_hour(plus(today, i32::try_from(days).unwrap_or(0)), hour, minute, &zone));
        let hand = house.hand(Origin::Command);
        let intent = match (post.state, at) {
            (PostState::Idea, _) => Intent::SaveDraft(draft),
            (PostState::Refused, _) => Intent::Place { draft, at: now - BEFORE, zone: name.clone(), scheduled: false },
            // A day that opens in the evening has its morning behind it.
            (PostState::Planned | PostState::Scheduled, Some(at)) if at > now => {
                Intent::Place { draft, at, zone: name.clone(), scheduled: post.state == PostState::Scheduled }
            }
            (PostState::Planned | PostState::Scheduled, _) => continue,
        };
        store.intend(hand, intent).await?;
        if post.state == PostState::Refused {
            refuse(house, store, demo, now).await?;
        }
    }
    Ok(())
}

/// Sends what stands before the opening, and has the network refuse it.
async fn refuse(house: &House, store: &Store, demo: &Demo, now: Timestamp) -> Result<(), Failure> {
    demo.server().faults.on("POST", "/api/v1/statuses", 1, Fault::answer(422, &[], REFUSAL));
    let query = CalendarQuery { from: now - BEFORE, until: now, client: None };
    let Answer::Calendar(rows) = store.ask(Query::Calendar(query)).await? else {
        return Ok(());
    };
    for slot in rows.iter().filter_map(|row| row.slot) {
        store.intend(house.hand(Origin::Command), Intent::Publish(slot, Duration::ZERO)).await?;
    }
    Ok(())
}

fn draft(post: &DemoPost, accounts: &[AccountRow], now: Timestamp) -> Draft {
    let called = |row: &&AccountRow| {
        let handle = row.account.handle.trim_start_matches('@');
        post.accounts.iter().any(|name| handle.split('@').next() == Some(name))
    };
    let chosen: Vec<&AccountRow> = accounts.iter().filter(called).collect();
    let first = chosen.first().map(|row| &row.account);
    Draft { accounts: chosen.iter().map(|row| row.account.id).collect(), text: post.text.clone(), ..Draft::post(first, now) }
}
