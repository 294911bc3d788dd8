//! The pictures of a thread: which are fetched, which are here, how large they show.
//!
//! A picture is fetched by itself only in a thread that was opened, and only from the server of
//! the account, which has fetched it already; from elsewhere, and for the entries of sources, only
//! when a person asks with a key: whoever sent it would learn who looks, and when.

use std::collections::{BTreeMap, VecDeque};

use super::lines;
use crate::app::commands::{NotReady, Ready};
use crate::app::{Effect, Slot, State};
use crate::config::pictures::Protocol;
use crate::config::theme::{Depth, Ground, Paint, Rgb};
use crate::model::account::Account;
use crate::model::interaction::{Kind, Media};
use crate::model::picture::{Picture, Unseen};

/// So many pictures are kept in memory.
const KEPT: usize = 16;
/// So many of a thread are fetched, the newest first.
const FETCHED: usize = 12;

/// What is known of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is being fetched.
    Asked,
    /// It is here.
    Here(Picture),
    /// It cannot be shown.
    Failed(Unseen),
}

/// The pictures that were asked for, by address.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    known: BTreeMap<String, Known>,
    order: VecDeque<String>,
}

impl Pictures {
    pub fn of(&self, url: &str) -> Option<&Known> {
        self.known.get(url)
    }

    fn ask(&mut self, url: &str) {
        if self.known.insert(url.to_owned(), Known::Asked).is_none() {
            self.order.push_back(url.to_owned());
        }
        while self.order.len() > KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.known.remove(&oldest);
            }
        }
    }
}

/// Which pictures of a thread are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Showing {
    /// Those that may be fetched without a question.
    #[default]
    Own,
    /// All: a person has asked for them.
    All,
    /// None.
    Nothing,
}

/// How pictures are drawn, and in how many colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Drawing {
    pub protocol: Protocol,
    pub depth: Depth,
}

/// A picture in a thread as it is drawn: over so many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawn {
    pub url: String,
    pub picture: Picture,
    pub columns: u16,
    pub rows: u16,
    /// For half blocks: the colours of the upper and the lower half of each cell, row by row.
    pub blocks: Vec<[Paint; 2]>,
}

impl Drawn {
    /// A picture in a room of so many cells.
    pub fn new(url: &str, picture: &Picture, columns: u16, rows: u16, drawing: Drawing) -> Drawn {
        let (columns, rows) = picture.cells(columns, rows);
        let mut drawn = Drawn { url: url.to_owned(), picture: picture.clone(), columns, rows, blocks: Vec::new() };
        if drawing.protocol == Protocol::Blocks {
            let paint = |[red, green, blue]: [u8; 3]| Paint::Rgb(Rgb(red, green, blue)).fit(drawing.depth, Ground::Dark);
            let (wide, high) = (u32::from(columns), u32::from(rows) * 2);
            let pixels = picture.scaled(wide, high, 0..high);
            let at = |x: usize, y: usize| paint(pixels.get(y * usize::from(columns) + x).copied().unwrap_or_default());
            for row in 0..usize::from(rows) {
                drawn.blocks.extend((0..usize::from(columns)).map(|x| [at(x, row * 2), at(x, row * 2 + 1)]));
            }
        }
        drawn
    }
}

/// Whether something that came with a message is a picture that can be fetched.
pub(crate) fn is_picture(media: &Media) -> bool {
    media.kind == "image" && (media.url.starts_with("https://") || media.url.starts_with("http://"))
}

/// Whether a picture lies with the server of the account.
fn is_own(account: &Account, url: &str) -> bool {
    let host = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // Before an at stands a name that may look like a host.
        host.rsplit('@').next().unwrap_or_default().to_lowercase()
    };
    let (server, picture) = (host(&account.server), host(url));
    !account.network.is_source() && !server.is_empty() && (picture == server || picture.ends_with(&format!(".{server}")))
}

impl State {
    /// How pictures are drawn here; none when they are not.
    pub(crate) fn drawing(&self) -> Option<Drawing> {
        let depth = self.settings.theme.terminal().depth;
        self.settings.pictures.protocol(self.settings.config.pictures, depth).map(|protocol| Drawing { protocol, depth })
    }

    /// Asks for the pictures of the thread that are to be shown and are not here.
    pub(crate) fn fetch_pictures(&mut self) -> Vec<Effect> {
        let all = self.thread.showing == Showing::All;
        let own = self.thread.showing == Showing::Own && self.thread_is_open();
        if !(all || own) || self.drawing().is_none() {
            return Vec::new();
        }
        let Some(view) = &self.thread.view else {
            return Vec::new();
        };
        let media = lines::readable(view, &self.thread.opened).flat_map(|message| &message.media);
        let wanted =
            media.filter(|media| is_picture(media) && (all || (view.row.kind != Kind::Entry && is_own(&view.account, &media.url))));
        let missing: Vec<String> =
            wanted.take(FETCHED).map(|media| media.url.clone()).filter(|url| self.thread.pictures.of(url).is_none()).collect();
        let mut effects = Vec::new();
        if !missing.is_empty() {
            self.thread.rewrap();
        }
        for url in missing {
            self.thread.pictures.ask(&url);
            effects.push(Effect::Picture(self.loads.ticket(Slot::Picture), url));
        }
        effects
    }

    /// Takes a picture, or why there is none.
    pub(crate) fn picture_came(&mut self, url: &str, picture: Result<Picture, Unseen>) {
        if let Some(known) = self.thread.pictures.known.get_mut(url) {
            *known = picture.map_or_else(Known::Failed, Known::Here);
            self.thread.grow();
        }
    }

    pub(crate) fn can_show_pictures(&self) -> Ready {
        let view = self.thread.view.as_ref().filter(|view| self.row().is_some_and(|row| row.id == view.row.id));
        let any = view.is_some_and(|view| lines::readable(view, &self.thread.opened).flat_map(|message| &message.media).any(is_picture));
        match () {
            () if !any => Ready::No(NotReady::NoPictures),
            () => Ready::unless(self.drawing().is_none().then_some(NotReady::PicturesOff)),
        }
    }

    /// Shows the pictures of the thread, all of them, or none.
    pub(crate) fn turn_pictures(&mut self) -> Vec<Effect> {
        let showing = if self.thread.drawn.is_empty() { Showing::All } else { Showing::Nothing };
        if showing == Showing::All {
            self.thread.pictures.known.retain(|_, known| !matches!(known, Known::Failed(_)));
            let known = &self.thread.pictures.known;
            self.thread.pictures.order.retain(|url| known.contains_key(url));
        }
        self.thread.showing = showing;
        self.thread.rewrap();
        Vec::new()
    }
}
