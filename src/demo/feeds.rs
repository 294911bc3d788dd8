//! The sources of the day: what magazines, blogs and podcasts bring out, and when.
//!
//! A document holds what is out at the hour it is asked for, in the form its publisher
//! keeps, with validators that hold until the next change. How it is written is in
//! `documents`. There is no page of entries beyond the document, as on most sites.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::base::time::Timestamp;

use super::answer::House;
use super::documents;
use super::faults::http_date;
use super::scenario::hour;

/// How a source writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// A source as it is written down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name of the client that follows it.
    pub(super) client: String,
    /// Its part of an address.
    pub(super) place: String,
    pub(super) form: Form,
    pub(super) name: String,
    pub(super) about: String,
    /// The rest it asks for between two readings, in minutes of the day.
    #[serde(default)]
    pub(super) ttl: Option<u32>,
    pub(super) entry: Vec<Entry>,
}

/// An entry as it is written down; `says` and `was` are HTML.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub(super) at: String,
    pub(super) title: String,
    pub(super) by: String,
    pub(super) says: String,
    /// When it was edited; it said `was` before.
    #[serde(default)]
    pub(super) edited: Option<String>,
    #[serde(default)]
    pub(super) was: String,
    /// The file of its picture, which shows `alt`.
    #[serde(default)]
    pub(super) picture: Option<String>,
    #[serde(default)]
    pub(super) alt: String,
    /// The file of its recording.
    #[serde(default)]
    pub(super) audio: Option<String>,
}

/// An entry that is out, as it reads now.
#[derive(Debug)]
pub(super) struct Out<'a> {
    pub(super) entry: &'a Entry,
    /// Its number in the source, from 1.
    pub(super) number: usize,
    pub(super) at: Timestamp,
    pub(super) updated: Timestamp,
    pub(super) body: &'a str,
}

/// The sources of a day, and what time it is for them.
#[derive(Debug, Default)]
pub struct Shelf {
    sources: Vec<Source>,
    midnight: Timestamp,
    speed: u32,
    pub(super) language: &'static str,
}

impl Shelf {
    /// The sources of the day that begins at `midnight` and runs so many times faster than
    /// the machine.
    pub(super) fn new(sources: Vec<Source>, midnight: Timestamp, speed: u32, language: &'static str) -> Shelf {
        Shelf { sources, midnight, speed, language }
    }

    /// The client that follows each source, and its path on the server.
    pub(super) fn followed(&self) -> impl Iterator<Item = (&str, String)> {
        self.sources.iter().map(|source| (source.client.as_str(), format!("/feeds/{}", source.place)))
    }

    fn source(&self, place: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.place == place)
    }

    /// What a source has brought out by `now`, newest first.
    pub(super) fn out<'a>(&self, source: &'a Source, now: Timestamp) -> Vec<Out<'a>> {
        let mut out: Vec<Out<'a>> = source
            .entry
            .iter()
            .enumerate()
            .filter_map(|(place, entry)| {
                let at = hour(&entry.at, self.midnight).filter(|at| *at <= now)?;
                let edited = entry.edited.as_deref().map(|edited| hour(edited, self.midnight));
                let (updated, body) = match edited {
                    Some(Some(edited)) if edited <= now => (edited, &entry.says),
                    Some(_) => (at, &entry.was),
                    None => (at, &entry.says),
                };
                Some(Out { entry, number: place + 1, at, updated, body })
            })
            .collect();
        out.sort_by_key(|out| std::cmp::Reverse(out.at));
        out
    }

    /// The rest that a source asks for, in minutes of the machine.
    pub(super) fn rest(&self, source: &Source) -> Option<u32> {
        source.ttl.map(|minutes| minutes.div_ceil(self.speed.max(1)))
    }
}

/// The document of a source, or word that it has not changed.
pub(super) async fn feed(State(house): State<House>, Path(place): Path<String>, headers: HeaderMap) -> Response {
    let now = house.network.clock().now();
    let Some(source) = house.shelf.source(&place) else {
        return (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><p>Not found</p>")).into_response();
    };
    let out = house.shelf.out(source, now);
    let changed = out.iter().map(|out| out.updated).max().unwrap_or(house.shelf.midnight);
    let etag = format!("W/\"{}-{}\"", out.len(), changed.millis() / 1_000);
    let modified = http_date(Timestamp::from_millis(changed.millis() / 1_000 * 1_000));
    let validators: [(HeaderName, String); 2] = [(header::ETAG, etag.clone()), (header::LAST_MODIFIED, modified.clone())];
    let said = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // The date counts only where there is no tag (RFC 9110, 13.1.3).
    let known = match said(header::IF_NONE_MATCH) {
        Some(tags) => tags.split(", ").any(|tag| tag == etag),
        None => said(header::IF_MODIFIED_SINCE) == Some(modified.as_str()),
    };
    if known {
        return (StatusCode::NOT_MODIFIED, validators).into_response();
    }
    let address = format!("{}/feeds/{}", house.base, source.place);
    let (kind, document) = documents::write(&house.shelf, source, &out, &address);
    (validators, [(header::CONTENT_TYPE, kind)], document).into_response()
}

/// An entry as a page, for whoever follows its link.
pub(super) async fn page(State(house): State<House>, Path((place, number)): Path<(String, usize)>) -> Response {
    let now = house.network.clock().now();
    let source = house.shelf.source(&place);
    let out = source.and_then(|source| house.shelf.out(source, now).into_iter().find(|out| out.number == number));
    match source.zip(out) {
        Some((source, out)) => Html(documents::page(source, &out)).into_response(),
        None => (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><p>Not found</p>")).into_response(),
    }
}

/// How long a recording is said to be: a minute for each letter of its title.
pub(super) fn length(entry: &Entry) -> Duration {
    Duration::from_secs(entry.title.chars().count() as u64 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::scenario::{self, Lang};

    fn midnight() -> Timestamp {
        Timestamp::parse("2026-11-23T23:00:00Z").unwrap()
    }

    #[test]
    fn each_client_follows_sources_that_have_come_out_in_the_night_and_go_on() {
        let at = |text: &str| hour(text, midnight()).unwrap();
        for lang in [Lang::Fr, Lang::En] {
            let day = scenario::read(lang).unwrap();
            let shelf = Shelf::new(day.source.clone(), midnight(), 60, "fr");
            for client in &day.client {
                let followed: Vec<&Source> = day.source.iter().filter(|source| source.client == client.name).collect();
                assert!((2..=3).contains(&followed.len()), "{lang:?}: {}", client.name);
                let news = |from: &str, to: &str| {
                    let times = followed.iter().flat_map(|source| shelf.out(source, at("23:00"))).map(|out| out.at);
                    times.filter(|time| *time > at(from) && *time <= at(to)).count()
                };
                assert!(news("-1 17:00", "08:02") >= 2, "{lang:?}: {} reads nothing in the morning", client.name);
                assert!(news("08:02", "23:00") >= 1, "{lang:?}: nothing comes for {}", client.name);
            }
            for source in &day.source {
                assert!(day.client.iter().any(|client| client.name == source.client), "{lang:?}: {}", source.client);
                let times = source.entry.iter().flat_map(|entry| entry.edited.iter().chain([&entry.at]));
                assert!(times.clone().all(|time| hour(time, midnight()).is_some()), "{lang:?}: {}", source.place);
                assert!(source.entry.iter().all(|entry| entry.picture.is_some() != entry.alt.is_empty()), "{lang:?}: {}", source.place);
            }
            for form in [Form::Rss, Form::Atom, Form::Json] {
                assert!(day.source.iter().any(|source| source.form == form), "{lang:?}: no {form:?}");
            }
        }
    }

    #[test]
    fn an_edit_is_read_only_after_it_was_made() {
        let at = |text: &str| hour(text, midnight()).unwrap();
        let day = scenario::read(Lang::En).unwrap();
        let shelf = Shelf::new(day.source, midnight(), 60, "en");
        let blog = shelf.source("susans-notebooks").unwrap();
        let edited = |now: &str| shelf.out(blog, at(now))[0].updated;
        assert_eq!((edited("10:14"), edited("10:15")), (at("-1 21:10"), at("10:15")));
        assert!(shelf.out(blog, at("10:14"))[0].body.contains("bouillabaise "));
        assert_eq!(shelf.rest(shelf.source("the-pass").unwrap()), Some(1), "half an hour of the day is half a minute, and a ttl has none");
    }
}
