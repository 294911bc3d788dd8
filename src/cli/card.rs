//! `vigie client edit`: the card of a client, by lines or in an editor.
//!
//! A text that cannot be taken is kept beside the log, and the next edit goes on with it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::client;
use super::exit::{Exit, Failure, Outcome};
use crate::base::id::ClientId;
use crate::base::nearest::nearest;
use crate::base::private;
use crate::base::text;
use crate::model::card::{Card, Field};
use crate::model::intent::{Effected, Intent};
use crate::model::journal::Origin;
use crate::model::query::{Answer, Query};
use crate::shell::editor;
use crate::shell::house::House;
use crate::shell::runtime;
use crate::store::Store;

/// The card of a client; one that has none says nothing.
pub(super) fn of(store: &Store, client: ClientId) -> Result<Card, Failure> {
    match store.ask_now(&Query::Cards)? {
        Answer::Cards(mut cards) => Ok(cards.remove(&client).unwrap_or_default()),
        _ => Ok(Card::default()),
    }
}

/// The clients that rest at this hour.
pub(super) fn resting(house: &House) -> Result<BTreeSet<ClientId>, Failure> {
    let Some(store) = house.reading()? else {
        return Ok(BTreeSet::new());
    };
    let (now, zone) = (house.clock.now(), house.zone());
    match store.ask_now(&Query::Cards)? {
        Answer::Cards(cards) => Ok(cards.into_iter().filter(|(_, card)| card.rests(now, &zone)).map(|(client, _)| client).collect()),
        _ => Ok(BTreeSet::new()),
    }
}

/// The card as JSON: every line by its name, lists as lists.
pub(super) fn json(card: &Card) -> Value {
    let value = |field: Field| match field.is_list() {
        true => Value::from(card.parts(field)),
        false => Value::from(card.text(field)),
    };
    Value::Object(Field::ALL.iter().map(|field| (field.code().to_owned(), value(*field))).collect::<Map<_, _>>())
}

/// Prints what a card says.
pub(super) fn print(house: &House, card: &Card) -> Outcome {
    let said: Vec<Field> = Field::ALL.iter().copied().filter(|field| !card.parts(*field).is_empty()).collect();
    let label = |field: &Field| house.language.code("card", field.code());
    let wide = said.iter().map(|field| text::width(&label(field))).max().unwrap_or_default();
    let mut out = io::stdout().lock();
    for field in &said {
        for (at, line) in card.text(*field).lines().enumerate() {
            let label = if at == 0 { label(field) } else { String::new() };
            writeln!(out, "{}  {line}", text::fit(&label, wide))?;
        }
    }
    if !said.is_empty() {
        writeln!(out)?;
    }
    Ok(Exit::Ok)
}

pub(super) fn edit(house: &House, name: &str, set: &[String], as_json: bool) -> Outcome {
    let store = house.store(true)?;
    let (client, _) = client::named(&store, name)?;
    let before = of(&store, client.id)?;
    let card = if set.is_empty() { by_hand(house, client.id, &before)? } else { by_lines(house, before, set)? };
    let zone = house.zone().iana_name().unwrap_or_default().to_owned();
    let effected =
        store.intend_now(house.hand(Origin::Command), Intent::SaveCard { client: client.id, card: Box::new(card.clone()), zone })?;
    // The due times of many conversations take several turns.
    while runtime::block_on(store.redate())?? {}
    store.close();
    if !matches!(effected, Effected::Stored(_)) {
        return Err(Failure::new(Exit::Nothing, "cli-client-unknown").with("name", name));
    }
    if as_json {
        return super::json::print(&json(&card));
    }
    writeln!(io::stdout(), "{}", house.language.say("cli-card-kept", &[("client", (&client.name).into())]))?;
    Ok(Exit::Ok)
}

/// Sets lines one after the other; a wrong one stops before anything is stored.
fn by_lines(house: &House, mut card: Card, set: &[String]) -> Result<Card, Failure> {
    for pair in set {
        let (key, value) = pair
            .split_once('=')
            .ok_or_else(|| Failure::new(Exit::Usage, "cli-card-pair").with("pair", pair.clone()).with("known", known()))?;
        let field = Field::from_code(key.trim()).ok_or_else(|| no_field(key.trim()))?;
        card = card.with(field, value).map_err(|error| {
            let why = house.language.card_problem(&error.what);
            Failure::new(Exit::Usage, "cli-card-set").with("pair", pair.clone()).with("why", why)
        })?;
    }
    Ok(card)
}

/// Every line that a card can have.
fn known() -> String {
    Field::ALL.iter().map(|field| field.code()).collect::<Vec<_>>().join(" ")
}

/// Why there is no such line, with the one that was probably meant.
fn no_field(key: &str) -> Failure {
    match nearest(key, Field::ALL.iter().map(|field| field.code())) {
        Some(near) => Failure::new(Exit::Usage, "cli-card-key-near").with("key", key).with("near", near),
        None => Failure::new(Exit::Usage, "cli-card-key").with("key", key).with("known", known()),
    }
}

/// Opens the card in the person's editor; what was wrong the last time is gone on with.
fn by_hand(house: &House, client: ClientId, before: &Card) -> Result<Card, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::new(Exit::Usage, "cli-card-no-terminal"));
    }
    let kept: PathBuf = house.paths.state.join(format!("card-{client}.toml"));
    let text = fs::read_to_string(&kept).unwrap_or_else(|_| house.language.card_text(before));
    let edited = editor::edit(&house.paths.state, &text)
        .map_err(|error| Failure::new(Exit::Error, "cli-card-editor").with("why", error.to_string()))?;
    match Card::read(&edited) {
        Ok(card) => {
            fs::remove_file(&kept).ok();
            Ok(card)
        }
        Err(error) => {
            fs::remove_file(&kept).ok();
            private::new_file(&kept)?.write_all(edited.as_bytes())?;
            let why = house.language.card_error(&error);
            Err(Failure::new(Exit::Usage, "cli-card-wrong").with("why", why).with("path", kept.display().to_string()))
        }
    }
}
