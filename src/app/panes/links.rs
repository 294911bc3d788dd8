//! The numbers of a thread's links and files, and what their keys do.
//!
//! A number stays with its address for as long as the thread is shown, whatever comes or is
//! unfolded meanwhile; the newest message has the lowest ones. Keys reach the first nine, the
//! palette all of them.

use crate::app::commands::{self, Command, CommandId, NotReady, Ready, Runs};
use crate::app::keymap::AZERTY;
use crate::app::overlays::picker::{Item, Picking};
use crate::app::status::Mood;
use crate::app::{Effect, State};
use crate::base::key::{Chord, Code};
use crate::base::links::links;
use crate::base::text::{excerpt, fold};
use crate::config::KeyLayout;
use crate::model::interaction::Message;

/// An address, and what a file behind it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered {
    address: String,
    /// The kind of a file in the network's word, and what it shows in its author's words.
    file: Option<(String, String)>,
}

/// Addresses by number; the first one is 1.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Numbers(Vec<Numbered>);

impl Numbers {
    /// Gives the addresses of a message their numbers, unless they have some.
    pub fn note(&mut self, message: &Message) {
        self.note_text(&message.text);
        for media in message.media.iter().filter(|media| !media.url.is_empty()) {
            self.add(media.url.clone(), Some((media.kind.clone(), media.alt.clone())));
        }
    }

    /// Gives the addresses of a text their numbers, unless they have some.
    pub fn note_text(&mut self, text: &str) {
        links(text).into_iter().for_each(|link| self.add(link.target, None));
    }

    fn add(&mut self, address: String, file: Option<(String, String)>) {
        if self.of(&address).is_none() {
            self.0.push(Numbered { address, file });
        }
    }

    /// The number of an address.
    pub fn of(&self, address: &str) -> Option<usize> {
        self.0.iter().position(|known| known.address == address).map(|at| at + 1)
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Numbered] {
        &self.0
    }
}

impl State {
    /// The addresses that are numbered on the screen; none while no thread is shown.
    fn numbered(&self) -> &[Numbered] {
        let shown = self.thread.id.is_some() && self.thread.id == self.row().map(|row| row.id);
        let visible = self.layout().is_some_and(|layout| layout.thread.is_some());
        if shown && visible { self.thread.numbers.all() } else { &[] }
    }

    /// The number that the last key of a chord types.
    pub(crate) fn number_of(&self, chord: &Chord) -> Option<usize> {
        let Code::Char(c) = chord.0.last()?.code else {
            return None;
        };
        let typed = AZERTY.iter().position(|known| *known == c).filter(|_| self.settings.layout == KeyLayout::Azerty);
        c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).or(typed.map(|at| at + 1))
    }

    /// Whether anything on the screen is numbered.
    pub(crate) fn has_numbers(&self) -> Ready {
        Ready::unless(self.numbered().is_empty().then_some(NotReady::NoLinks))
    }

    /// What a chord offers at this moment, in words; none when it leads nowhere.
    pub(crate) fn offered(&self, runs: Runs, rest: &Chord) -> Option<String> {
        let Runs::Command(id) = runs else {
            return Some(self.says(runs));
        };
        match id {
            CommandId::OpenLink | CommandId::CopyAddress => {
                let number = self.number_of(rest)?;
                Some(self.name_of(number, self.numbered().get(number.checked_sub(1)?)?))
            }
            CommandId::Pictures if self.is_ready(runs) != Ready::Yes => None,
            _ => Some(self.says(runs)),
        }
    }

    /// The one thing that a first key can mean at this moment: what the key twice would do, when
    /// nothing else that begins with it can be done.
    pub(crate) fn only_meaning(&self, following: &[(Chord, Runs)], keys: &[crate::base::key::Key]) -> Option<&'static Command> {
        let (doubled, others): (Vec<_>, Vec<_>) = following.iter().partition(|(rest, _)| rest.0 == keys);
        let possible = |(rest, runs): &&(Chord, Runs)| self.offered(*runs, rest).is_some() && self.is_ready(*runs) == Ready::Yes;
        let only = others.iter().all(|other| !possible(other));
        match doubled.first().filter(|_| only && keys.len() == 1) {
            Some((_, Runs::Command(id))) => Some(commands::get(*id)),
            Some((_, Runs::Macro(_))) | None => None,
        }
    }

    /// The address that the last key chose; from the palette, the only one there is.
    fn chosen_address(&self) -> Option<String> {
        let number = self.number_of(&Chord(self.pressed.clone())).or((self.numbered().len() == 1).then_some(1))?;
        self.numbered().get(number.checked_sub(1)?).map(|numbered| numbered.address.clone())
    }

    /// What stands for an address in a list: of a file what it shows, or what it is; else the address.
    fn name_of(&self, number: usize, numbered: &Numbered) -> String {
        let language = &self.settings.language;
        match &numbered.file {
            Some((_, alt)) if !alt.trim().is_empty() => excerpt(alt, 48),
            Some((kind, _)) => {
                let id = format!("media-{kind}");
                let what = if language.knows(&id) { language.word(&id) } else { kind.clone() };
                format!("{what} {number}")
            }
            None => shortened(&numbered.address).to_owned(),
        }
    }

    /// All that has a number, to choose from.
    pub(crate) fn link_items(&self, text: &str) -> Vec<Item> {
        let item = |(at, numbered): (usize, &Numbered)| Item {
            text: format!("[{}] {}", at + 1, self.name_of(at + 1, numbered)),
            value: numbered.address.clone(),
            ..Item::default()
        };
        let typed = fold(text);
        self.numbered()
            .iter()
            .enumerate()
            .map(item)
            .filter(|item| fold(&item.text).contains(&typed) || fold(&item.value).contains(&typed))
            .collect()
    }

    pub(crate) fn open_link(&mut self) -> Vec<Effect> {
        if self.pressed.is_empty() && self.numbered().len() > 1 {
            return self.open_picker(Picking::Link);
        }
        match self.chosen_address() {
            Some(address) => vec![Effect::Open(address)],
            None => self.no_such_number(),
        }
    }

    pub(crate) fn copy_address(&mut self) -> Vec<Effect> {
        let Some(address) = self.chosen_address() else {
            return self.no_such_number();
        };
        let shown = excerpt(&address, 40);
        let told = self.settings.language.say("copied", &[("what", (&shown).into())]);
        self.status.say(told, Mood::Good, self.now.machine);
        vec![Effect::Copy(address)]
    }

    fn no_such_number(&mut self) -> Vec<Effect> {
        self.refuse(NotReady::NoLinks);
        Vec::new()
    }
}

/// An address as it is shown where there is little room: without what every address begins with.
fn shortened(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/')
}
