//! `vigie demo`: the day, its network, and the same screen as on any day.
//!
//! Everything lies in a folder of its own that is gone afterwards, unless it is kept. The
//! accounts are logged in, polled and answered like any others.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::try_join_all;
use jiff::Zoned;

use super::args::Demo as Wanted;
use super::exit::{Exit, Failure, Outcome};
use crate::base::id::ClientId;
use crate::base::private;
use crate::base::time::Timestamp;
use crate::config::Lang;
use crate::demo::{self, Demo, DemoAccount, DemoSnippet};
use crate::engine::{Parts, Rules, login, once};
use crate::model::card::Card;
use crate::model::client::Colour;
use crate::model::credential::Credential;
use crate::model::intent::Intent;
use crate::model::journal::Origin;
use crate::model::snippet::{Brought, Saying};
use crate::shell::house::House;
use crate::shell::tui::{Day, Ended};
use crate::shell::{runtime, tui};
use crate::store::Store;

/// How often a feed is polled while a minute of the day lasts a second.
const POLL: Duration = Duration::from_secs(2);

/// A folder that is removed with all that is in it.
struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    fn make(keep: Option<&Path>) -> Result<Folder, Failure> {
        let path = match keep {
            Some(path) if path.join("vigie.db").exists() => {
                return Err(Failure::new(Exit::Usage, "cli-demo-kept").with("dir", path.display().to_string()));
            }
            Some(path) => path.to_owned(),
            None => std::env::temp_dir().join(format!("vigie-demo-{}", std::process::id())),
        };
        private::folder(&path)?;
        Ok(Folder { path, keep: keep.is_some() })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            fs::remove_dir_all(&self.path).ok();
        }
    }
}

pub(super) fn run(house: &House, wanted: &Wanted) -> Outcome {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-no-terminal"));
    }
    let settings = settings(house, wanted)?;
    let folder = Folder::make(wanted.keep.as_deref())?;
    let house = house.clone().within(&folder.path);
    let ended = runtime::block_on(play(house, settings, wanted.tour))?;
    match ended? {
        Ended::Quit | Ended::Demo => Ok(Exit::Ok),
    }
}

/// The tour, from a screen that stays as it is: a day in a folder of its own, gone afterwards.
///
/// Nothing of the house is written but what is chosen in its settings, such as a theme.
pub(super) fn tour() -> tui::Aside {
    Box::new(|house| Box::pin(async move { guide(&house).await.map_err(|failure| failure.say(&house.language)) }))
}

async fn guide(house: &House) -> Result<(), Failure> {
    let settings = settings(house, &Wanted::default())?;
    let folder = Folder::make(None)?;
    play(house.clone().within(&folder.path), settings, true).await.map(|_| ())
}

fn settings(house: &House, wanted: &Wanted) -> Result<demo::Settings, Failure> {
    let opens = wanted.at.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60).then_some((hour, minute))
    });
    let opens = opens.ok_or_else(|| Failure::new(Exit::Usage, "cli-demo-at").with("at", &wanted.at))?;
    let today = Zoned::now().with_time_zone(house.zone());
    let midnight = today.start_of_day().map_err(|error| Failure::new(Exit::Error, "cli-io").with("why", error.to_string()))?;
    let lang = match house.language.lang() {
        Lang::Fr => demo::Lang::Fr,
        Lang::En => demo::Lang::En,
    };
    let midnight = Timestamp::from_millis(midnight.timestamp().as_millisecond());
    Ok(demo::Settings { opens, speed: wanted.speed.max(1), ..demo::Settings::of(lang, midnight) })
}

/// Opens the day, logs its accounts in, reads what the night brought, and shows the screen.
async fn play(house: House, settings: demo::Settings, tour: bool) -> Result<Ended, Failure> {
    let day = Day::Demo { speed: settings.speed, tour };
    let demo = Demo::start(settings).await?;
    let house = house.at_clock(demo.clock());
    let store = house.store(true)?;
    let parts = house.parts(store.clone())?;
    parts.set_rules(Rules { poll_every: Some(POLL), ..parts.rules() });
    let mut logins = Vec::new();
    for account in demo.accounts() {
        let client = client(&parts, &account).await?;
        logins.push((client, account));
    }
    bring_snippets(&house, &parts, &demo).await?;
    // Side by side, since the first frame waits for them.
    try_join_all(logins.iter().map(|(client, account)| log_in(&house, &parts, *client, account))).await?;
    keep_cards(&house, &store, &demo).await?;
    super::demo_calendar::fill(&house, &store, &demo).await?;
    let presence = house.presence()?;
    let watch = once::take_duty(&parts, &presence).await?;
    once::sync(&parts, watch.as_ref(), |_| ()).await?;
    once::leave_duty(&parts, watch).await;
    let ended = tui::run(house, store.clone(), Some(parts), day, None).await;
    demo.stop().await;
    store.close();
    Ok(ended?)
}

/// Writes the cards of the clients, as their community manager would have.
async fn keep_cards(house: &House, store: &Store, demo: &Demo) -> Result<(), Failure> {
    let clients = store.clients().await?;
    let zone = house.zone().iana_name().unwrap_or_default().to_owned();
    for (name, text) in demo.cards() {
        if let (Some(client), Ok(card)) = (clients.iter().find(|client| client.name == *name), Card::read(text)) {
            let intent = Intent::SaveCard { client: client.id, card: Box::new(card), zone: zone.clone() };
            store.intend(house.hand(Origin::Command), intent).await?;
        }
    }
    Ok(())
}

async fn client(parts: &Parts, account: &DemoAccount) -> Result<ClientId, Failure> {
    let known = parts.store.clients().await?.into_iter().find(|client| client.name == account.client);
    match known {
        Some(client) => Ok(client.id),
        None => Ok(parts.store.add_client(&account.client, Colour::from_code(&account.colour)).await?),
    }
}

/// Takes in what the agency answers again and again, as `vigie snippet import` does.
async fn bring_snippets(house: &House, parts: &Parts, demo: &Demo) -> Result<(), Failure> {
    let clients = parts.store.clients().await?;
    let owned = |snippet: DemoSnippet| {
        let owner = |name: &String| clients.iter().find(|client| client.name == *name).map(|client| client.id);
        let client = snippet.client.as_ref().and_then(owner);
        let saying = Saying { client, name: snippet.name, body: snippet.body, then: snippet.then };
        Brought { saying, uses: 0, used_at: None }
    };
    let brought = demo.snippets().into_iter().map(owned).collect();
    // By the hand of the command line, so that the first undo on the screen is of the screen.
    parts.store.intend(house.hand(Origin::Command), Intent::BringSnippets(brought)).await?;
    Ok(())
}

async fn log_in(house: &House, parts: &Parts, client: ClientId, account: &DemoAccount) -> Result<(), Failure> {
    let added = login::add(parts, client, account.network, &account.url, Credential::token(&account.token)).await;
    match added {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::text(Exit::Error, crate::shell::login::failed(&house.language, &account.url, &error))),
    }
}
