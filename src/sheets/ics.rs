//! Posts as a calendar that others subscribe to (RFC 5545).
//!
//! An event a post, in UTC, with a UID that stays while its place does. What calendars have no
//! word for stands in `X-VIGIE-` lines, by which [`read`] knows our own posts again; events of
//! other programs come as plans, those that repeat for 90 days. Ideas have no place here.

use std::fmt::Write as _;

use crate::base::id::SlotId;
use crate::base::text::{one_line, truncate};
use crate::base::time::Timestamp;
use crate::model::interaction::Visibility;
use crate::model::sheet::{Entry, Moment};
use crate::model::slot::Standing;

pub use super::ics_read::{Events, read};

/// The most bytes of a line, its end left out (RFC 5545, 3.1).
const OCTETS: usize = 75;

/// The most columns of a title.
const TITLE: usize = 60;

/// A post and what a calendar needs to follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The post.
    pub entry: Entry,
    /// Its slot; none for what was posted elsewhere.
    pub slot: Option<SlotId>,
    /// When it was placed on the calendar.
    pub placed_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// The address of the post, once it has one.
    pub url: String,
}

/// Writes the calendar of a client, or of all.
pub fn write(events: &[Event], name: &str) -> String {
    let mut page = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//vigie//calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        put(&mut page, line);
    }
    text(&mut page, "X-WR-CALNAME", name);
    for event in events {
        if let Some(Moment::Instant(at)) = event.entry.at {
            one(&mut page, event, at);
        }
    }
    put(&mut page, "END:VCALENDAR");
    page
}

fn one(page: &mut String, event: &Event, at: Timestamp) {
    let entry = &event.entry;
    put(page, "BEGIN:VEVENT");
    put(page, &format!("UID:{}", uid(event, at)));
    put(page, &format!("DTSTAMP:{}", utc(event.changed_at)));
    put(page, &format!("CREATED:{}", utc(event.placed_at)));
    put(page, &format!("LAST-MODIFIED:{}", utc(event.changed_at)));
    // It grows with every change, and no faster than the seconds.
    put(page, &format!("SEQUENCE:{}", event.changed_at.since(event.placed_at).as_secs().min(i32::MAX as u64)));
    put(page, &format!("DTSTART:{}", utc(at)));
    put(page, "DURATION:PT15M");
    put(page, "TRANSP:TRANSPARENT");
    put(page, &format!("STATUS:{}", status(entry.state)));
    let shown = if entry.text.trim().is_empty() { entry.own.values().next().unwrap_or(&entry.text) } else { &entry.text };
    text(page, "SUMMARY", &truncate(&one_line(shown), TITLE));
    text(page, "DESCRIPTION", &entry.text);
    if !entry.accounts.is_empty() {
        text(page, "LOCATION", &entry.accounts.join(", "));
    }
    if !event.url.is_empty() {
        put(page, &format!("URL:{}", one_line(&event.url)));
    }
    ours(page, entry, at);
    put(page, "END:VEVENT");
}

/// What calendars have no word for.
fn ours(page: &mut String, entry: &Entry, at: Timestamp) {
    let words = [
        ("AT", at.rfc3339()),
        ("ID", entry.id.map(|id| id.to_string()).unwrap_or_default()),
        ("ZONE", entry.zone.clone()),
        ("CLIENT", entry.client.clone()),
        ("ACCOUNTS", entry.accounts.join(" ")),
        ("STATE", entry.state.map(Standing::code).unwrap_or_default().to_owned()),
        ("WARNING", entry.warning.clone()),
        ("VISIBILITY", entry.visibility.map(Visibility::code).unwrap_or_default().to_owned()),
        ("LANGUAGE", entry.language.clone()),
    ];
    for (name, value) in words.iter().filter(|(_, value)| !value.is_empty()) {
        text(page, &format!("X-VIGIE-{name}"), value);
    }
    for (handle, own) in &entry.own {
        text(page, "X-VIGIE-OWN", &format!("{handle} {own}"));
    }
}

/// A name for a post that no other calendar has: of its slot and the moment it was made.
fn uid(event: &Event, at: Timestamp) -> String {
    match event.slot {
        Some(slot) => format!("slot-{slot}-{}@vigie", event.placed_at.millis()),
        None => format!("post-{}-{}@vigie", at.millis(), event.entry.accounts.join("-").replace(['@', ' '], "")),
    }
}

const fn status(state: Option<Standing>) -> &'static str {
    match state {
        Some(Standing::Scheduled | Standing::Leaving | Standing::Sent) => "CONFIRMED",
        Some(Standing::Skipped) => "CANCELLED",
        Some(Standing::Idea | Standing::Planned | Standing::Editing | Standing::Late | Standing::NotSent) | None => "TENTATIVE",
    }
}

fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Writes a text with its signs escaped (RFC 5545, 3.3.11).
fn text(page: &mut String, name: &str, value: &str) {
    let mut line = format!("{name}:");
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => {
                line.push('\\');
                line.push(c);
            }
            '\n' => line.push_str("\\n"),
            // No other control has a place in a calendar.
            c if c.is_control() && c != '\t' => {}
            c => line.push(c),
        }
    }
    put(page, &line);
}

/// Writes a line, folded without cutting a character.
fn put(page: &mut String, line: &str) {
    let mut rest = line;
    let mut room = OCTETS;
    while rest.len() > room {
        let cut = (1..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let _ = write!(page, "{}\r\n ", &rest[..cut]);
        rest = &rest[cut..];
        // The space that folds counts.
        room = OCTETS - 1;
    }
    let _ = write!(page, "{rest}\r\n");
}
