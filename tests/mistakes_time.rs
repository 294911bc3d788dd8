//! Time that goes wrong: a server that never answers, a clock that is set back by a day.
//!
//! In process, since the real patience is thirty seconds and a real clock is nobody's to set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::time::Duration;

use common::wrong::{Server, Wrong};
use common::{NOON, World};
use jiff::tz::TimeZone;
use vigie::base::time::Clock;
use vigie::config::say::Whose;
use vigie::config::{Lang, Language};
use vigie::demo::faults::Fault;
use vigie::engine::login;
use vigie::model::conversation::View;
use vigie::model::credential::Credential;
use vigie::model::delivery::{Held, State};
use vigie::model::fault::ReasonCode;
use vigie::model::network::Network;
use vigie::net::Http;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_never_answers() {
    let mut world = World::new().await;
    let silent = Server::start();
    let client = world.store.clients().await.unwrap()[0].id;
    let token = Credential::token("t0ken");
    let account = login::add(&world.parts, client, Network::Mastodon, &silent.url, token).await.unwrap().account;
    world.server.network.mention("ana", "brand", "Is there a table?").unwrap();
    silent.goes(Wrong::Silent);
    world.parts.http = Http::with_patience(Duration::from_millis(300));

    let synced = world.sync().await;
    let trouble = |id| synced.iter().find(|synced| synced.account.id == id).unwrap();
    assert_eq!((trouble(world.account).trouble.as_ref(), trouble(world.account).fresh), (None, 1), "the others go on");
    let lost = trouble(account);
    let reason = lost.trouble.as_ref().unwrap();
    assert_eq!(reason.code, ReasonCode::TimedOut);
    let whose = Whose { client: &lost.client, account: &lost.account.handle, network: Network::Mastodon, server: &silent.url };
    let said = |lang| Language::new(lang).trouble(&whose, reason, &TimeZone::UTC, NOON).replace(&silent.host(), "HOST");
    assert_eq!(said(Lang::En), "Bistro, @brand@HOST (Mastodon): no answer in time. Nothing is lost: run vigie sync again later.");
    assert_eq!(
        said(Lang::Fr).replace('\u{202f}', "~"),
        "Bistro, @brand@HOST (Mastodon)~: pas de réponse à temps. Rien n'est perdu~: relancez vigie sync plus tard."
    );
    silent.goes(Wrong::Not);
    assert!(world.sync().await.iter().all(|synced| synced.trouble.is_none()), "and it is asked again");
}

#[tokio::test]
async fn a_clock_that_is_set_back_by_a_day_stops_nothing() {
    let world = World::new().await;
    world.server.network.mention("ana", "brand", "Is there a table?").unwrap();
    world.polled().await;
    let row = world.only().await;
    let delivery = world.reply(&row, "Yes.", 10).await;

    world.clock.set_back(DAY);
    // The ten seconds begin again by the new clock, and no more than that.
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Leaving(at) if at <= world.clock.machine() + Duration::from_secs(10)));
    world.pass(11);
    world.polled().await;
    assert!(matches!(world.state(delivery).await, State::Sent(_)));
    assert_eq!(world.posted(), ["@ana Yes."]);

    // What is newer than now is no negative age, and what comes is read and sorted as ever.
    let language = Language::new(Lang::En);
    let rows = world.rows(View::All).await;
    assert_eq!(rows.iter().map(|row| language.age(world.clock.now(), row.last_at)).collect::<Vec<_>>(), ["<1m"]);
    world.server.network.mention("bob", "brand", "And for two?").unwrap();
    assert_eq!(world.polled().await, 1);
    assert_eq!(world.only().await.excerpt, "@brand And for two?");
}

#[tokio::test]
async fn an_unanswered_attempt_of_tomorrow_is_shown_and_not_sent_again() {
    let world = World::new().await;
    world.parts.set_rules(vigie::engine::Rules { looks: [Duration::from_secs(3_600); 3], ..world.parts.rules() });
    world.server.network.mention("ana", "brand", "Is there a table?").unwrap();
    world.polled().await;
    let delivery = world.reply(&world.only().await, "Yes.", 0).await;
    world.server.faults.on("POST", "/api/v1/statuses", 1, Fault::AcceptThenHangUp);
    world.sync().await;
    assert!(matches!(world.state(delivery).await, State::Unsure(_)));

    world.clock.set_back(DAY);
    world.polled().await;
    assert_eq!(world.state(delivery).await, State::Held(Held::Ask), "nobody knows since when to look");
    assert_eq!(world.outbox().await.len(), 1, "it is shown at once, not a day later");
    world.pass(3_700);
    world.polled().await;
    assert_eq!(world.posted(), ["@ana Yes."], "and never sent twice");
}
