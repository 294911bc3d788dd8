//! The card of an author: facts above, below them everything they wrote, in windows.
//!
//! It has keys of its own (`commands/author.rs`) and those of lists. A key of another place
//! closes it first. Facts are wrapped here, once, when they come or when the width changes.

use super::Overlay;
use super::picker::Item;
use crate::app::commands::{Command, CommandId, NotReady};
use crate::app::focus::Focus;
use crate::app::layout;
use crate::app::list::{Need, WindowedList};
use crate::app::{Effect, Slot, State};
use crate::base::id::AuthorId;
use crate::base::text::{fold, wrap};
use crate::base::time::Timestamp;
use crate::config::Language;
use crate::model::intent::Intent;
use crate::model::label::{self, Label};
use crate::model::person::{AuthorCard, AuthorRow, CardVerb, Written};
use crate::model::query::{Query, Span, Window};

/// So many people are offered at once.
const OFFERED: u32 = 30;

/// The lines of a note that a card shows.
const NOTE: usize = 4;

/// What a line of facts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FactKind {
    /// A name, and what marks it.
    Name,
    /// A name like another.
    Likeness,
    /// Something we noted.
    Note,
    /// What the network or the store tells.
    Plain,
    /// What matters less.
    Quiet,
}

/// A line of facts, wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub kind: FactKind,
    pub text: String,
}

/// The card.
#[derive(Debug)]
pub(crate) struct Card {
    pub author: AuthorId,
    /// Their name, as the row that was left tells it.
    pub name: String,
    pub card: Option<Box<AuthorCard>>,
    pub facts: Vec<Fact>,
    pub list: WindowedList<Written>,
    width: u16,
    asked: Option<Need>,
    answered: Option<Need>,
}

/// What the card of the author beside the composer tells.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub author: Option<AuthorId>,
    pub card: Option<Box<AuthorCard>>,
}

impl Card {
    fn span(&self, need: Need) -> Span {
        let screen = u32::try_from(self.list.height()).unwrap_or(u32::MAX).clamp(10, 500);
        match need {
            Need::Top => Span::top(screen * 3),
            Need::Bottom => Span::bottom(screen * 3),
            Need::Around(key) => match self.list.get(key) {
                Some(row) => Span { around: Some(row.place()), before: screen * 3 / 2, after: screen * 3 / 2 },
                None => Span::top(screen * 3),
            },
        }
    }

    /// The lines above the list, wrapped to `width` cells.
    fn wrap(&mut self, width: u16, language: &Language, now: Timestamp) {
        self.width = width;
        self.facts.clear();
        let Some(card) = self.card.take() else {
            return;
        };
        let room = usize::from(width).saturating_sub(2).max(8);
        for (kind, text, most) in facts(&card, language, now) {
            let lines = wrap(&text, room).into_iter().take(most);
            self.facts.extend(lines.map(|text| Fact { kind, text }));
        }
        self.card = Some(card);
    }
}

/// What a card tells, what matters most first, each with the lines it may take.
pub(crate) fn facts(card: &AuthorCard, language: &Language, now: Timestamp) -> Vec<(FactKind, String, usize)> {
    let mut facts = Vec::new();
    let mut tell = |kind: FactKind, text: String, most: usize| {
        if !text.is_empty() {
            facts.push((kind, text, most));
        }
    };
    let handles: Vec<String> = card.handles.iter().map(|who| format!("{} {}", who.network.letter(), who.handle)).collect();
    let person = card.person.as_ref();
    let vip = person.filter(|person| person.vip).map(|_| format!("♛ {}", language.word("person-vip")));
    let labels = person.into_iter().flat_map(|person| &person.labels).map(|label| format!("#{label}"));
    tell(FactKind::Name, vip.into_iter().chain(labels).collect::<Vec<_>>().join("  "), 1);
    for line in person.iter().flat_map(|person| person.note.lines()).take(NOTE) {
        tell(FactKind::Note, format!("✎ {line}"), 2);
    }
    tell(FactKind::Plain, handles.join(" · "), 2);
    for likeness in language.likenesses(&card.evidence) {
        tell(FactKind::Likeness, format!("≈ {likeness}"), 2);
    }
    tell(FactKind::Plain, language.past_counts(&card.past), 1);
    tell(FactKind::Plain, language.past_times(&card.past, now), 2);
    tell(FactKind::Plain, language.evidence(&card.evidence, now).join(" · "), 2);
    for link in &card.evidence.verified {
        tell(FactKind::Plain, language.say("person-verified", &[("link", link.into())]), 1);
    }
    let met: Vec<String> = card.met.iter().map(|met| format!("{} ({})", met.client_name, met.account_handle)).collect();
    tell(FactKind::Quiet, language.say("person-met", &[("accounts", (&met.join(", ")).into())]), 2);
    tell(FactKind::Quiet, card.about.bio.clone(), 2);
    facts
}

impl State {
    /// The card that is open, also under a question of its own.
    pub(crate) fn author_card(&self) -> Option<&Card> {
        self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Author(card) => Some(card.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn author_card_mut(&mut self) -> Option<&mut Card> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Author(card) => Some(card.as_mut()),
            _ => None,
        })
    }

    /// Whether the card takes the keys.
    pub(crate) fn card_on_top(&self) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Author(_)))
    }

    pub(crate) fn close_card(&mut self) {
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Author(_)));
    }

    /// Opens the card of the author of the row that verbs are about.
    pub(crate) fn open_author_card(&mut self) -> Vec<Effect> {
        let Some((author, name)) = self.row().and_then(|row| Some((row.author?, row.name.clone()))) else {
            return Vec::new();
        };
        self.pending.keys.clear();
        let card = Card {
            author,
            name,
            card: None,
            facts: Vec::new(),
            list: WindowedList::new(),
            width: 0,
            asked: Some(Need::Top),
            answered: None,
        };
        self.overlays.push(Overlay::Author(Box::new(card)));
        let first = Query::Written(author, Span::top(u32::from(self.size.height).max(10) * 3));
        vec![self.load(Slot::Author, Query::Author(author)), self.load(Slot::Written, first)]
    }

    pub(crate) fn card_loaded(&mut self, slot: Slot, card: Option<Box<AuthorCard>>) {
        if slot == Slot::Past {
            self.beside.card = card;
            return;
        }
        let Some(open) = self.author_card_mut() else {
            return;
        };
        match card {
            Some(card) => {
                open.name = card.about.name.clone();
                open.card = Some(card);
                open.width = 0;
            }
            None => {
                self.close_card();
                self.tell("author-gone", crate::app::status::Mood::Bad);
            }
        }
    }

    pub(crate) fn written_loaded(&mut self, window: Window<Written>) {
        if let Some(card) = self.author_card_mut() {
            card.answered = card.asked.take();
            card.list.answer(window);
        }
    }

    /// Asks for rows when the window comes near its edge.
    pub(crate) fn card_need(&mut self) -> Option<Effect> {
        let card = self.author_card_mut()?;
        let need = card.list.need()?;
        if card.asked.is_some() || (matches!(need, Need::Around(_)) && card.answered == Some(need)) {
            return None;
        }
        self.card_ask(need)
    }

    /// Asks for the rows in hand again.
    pub(crate) fn written_again(&mut self) -> Option<Effect> {
        let need = self.author_card()?.list.again();
        self.card_ask(need)
    }

    fn card_ask(&mut self, need: Need) -> Option<Effect> {
        let card = self.author_card_mut()?;
        card.asked = Some(need);
        let query = Query::Written(card.author, card.span(need));
        Some(self.load(Slot::Written, query))
    }

    /// Tells the card how much room it has.
    pub(crate) fn measure_card(&mut self) {
        let (size, now, language) = (self.size, self.now.day, self.settings.language.clone());
        let trouble = self.shown().trouble;
        let Some(card) = self.author_card_mut() else {
            return;
        };
        let areas = layout::card(size, trouble, card.facts.len());
        if areas.facts.width != card.width {
            card.wrap(areas.facts.width, &language, now);
        }
        let areas = layout::card(size, trouble, card.facts.len());
        card.list.resize(usize::from(areas.list.height));
    }

    /// Knows whom the composer answers, where their past is shown beside it.
    pub(crate) fn follow_author(&mut self) {
        let answers = self.composer.as_ref().is_some_and(|composer| composer.is_reply());
        let author = if answers && self.size.width >= 120 && !self.zoomed { self.row().and_then(|row| row.author) } else { None };
        if author != self.beside.author {
            self.beside = Beside { author, card: None };
            if author.is_some() {
                self.loads.want_now(Slot::Past);
            }
        }
    }

    /// Runs a command while the card takes the keys; what belongs elsewhere closes it first.
    pub(crate) fn run_on_card(&mut self, command: &Command) -> Vec<Effect> {
        use crate::app::commands::Scope;
        let stays = match command.id {
            CommandId::Undo
            | CommandId::Redo
            | CommandId::Help
            | CommandId::Palette
            | CommandId::Redraw
            | CommandId::Cancel
            | CommandId::Mouse
            | CommandId::Suspend
            | CommandId::Sync
            | CommandId::Theme
            | CommandId::Quit => true,
            CommandId::Back | CommandId::Close => {
                self.status.forget(crate::app::status::Mood::Plain);
                self.close_card();
                return Vec::new();
            }
            _ => matches!(command.scope, Scope::Author | Scope::List),
        };
        if !stays {
            self.close_card();
        }
        self.run(command)
    }

    /// A verb on the card that is open.
    pub(crate) fn card_verb(&mut self, verb: CardVerb, said: &str) -> Vec<Effect> {
        let Some(author) = self.author_card().map(|card| card.author) else {
            return Vec::new();
        };
        self.card_verb_on(author, verb, said)
    }

    fn card_verb_on(&mut self, author: AuthorId, verb: CardVerb, said: &str) -> Vec<Effect> {
        let name = self.author_card().map(|card| card.name.clone()).unwrap_or_default();
        let language = &self.settings.language;
        let text = language.say("verb-one", &[("deed", (&language.word(said)).into()), ("name", (&name).into())]);
        self.status.say_undoable(text, self.now.machine);
        self.verbs.note(false);
        vec![self.save(Slot::Verb, Intent::Card(author, verb))]
    }

    /// Opens the conversation of the message with the cursor.
    pub(crate) fn open_written(&mut self) -> Vec<Effect> {
        let Some(conversation) = self.author_card().and_then(|card| card.list.selected()).map(|row| row.conversation) else {
            return Vec::new();
        };
        self.close_card();
        self.focus = Focus::List;
        self.inbox.list.select(conversation.0);
        self.open(conversation)
    }

    /// The labels there are, theirs marked, and the new ones that `text` names.
    pub(crate) fn author_label_items(&self, text: &str) -> Vec<Item> {
        let theirs =
            self.author_card().and_then(|card| card.card.as_ref()?.person.as_ref()).map(|person| person.labels.clone()).unwrap_or_default();
        let typed = fold(text);
        let there = self.names.labels.iter().map(|(label, _)| label).filter(|label| !theirs.contains(label));
        let known: Vec<&Label> = theirs.iter().chain(there).collect();
        let fits = known.iter().filter(|label| fold(label.as_str()).contains(&typed));
        let item =
            |label: &&Label| Item { text: label.to_string(), value: label.to_string(), marked: theirs.contains(label), ..Item::default() };
        let mut items: Vec<Item> = fits.map(item).collect();
        if label::read(text).iter().any(|label| !known.contains(&label)) {
            let value = label::line(&label::read(text));
            items.push(Item {
                text: self.settings.language.say("picker-label-new", &[("label", (&value).into())]),
                value,
                ..Item::default()
            });
        }
        items
    }

    pub(crate) fn author_labelled(&mut self, item: &Item) -> Vec<Effect> {
        let labels = label::read(&item.value);
        match item.marked {
            true => self.card_verb(CardVerb::Unlabel(labels), "author-did-unlabel"),
            false => self.card_verb(CardVerb::Label(labels), "author-did-label"),
        }
    }

    /// Asks who there is whose name begins like what is typed.
    pub(crate) fn ask_people(&mut self, text: &str) -> Effect {
        self.load(Slot::People, Query::Authors(text.to_owned(), OFFERED))
    }

    pub(crate) fn people_loaded(&mut self, people: Vec<AuthorRow>) {
        self.people = people;
        self.pick_again();
    }

    /// The people to join, those of the card left out.
    pub(crate) fn person_items(&self) -> Vec<Item> {
        let card = self.author_card().and_then(|card| card.card.as_ref());
        let is_theirs = |row: &AuthorRow| {
            card.is_some_and(|card| {
                let handle = |handle: &str, network| network == row.who.network && handle.eq_ignore_ascii_case(&row.who.handle);
                card.handles.iter().any(|who| handle(&who.handle, who.network))
            })
        };
        let offered = self.people.iter().filter(|row| !row.who.handle.is_empty() && !is_theirs(row));
        offered
            .map(|row| Item {
                text: format!("{} {}", if row.person.as_ref().is_some_and(|person| person.vip) { "♛" } else { " " }, row.who.name),
                note: format!("{} {}", row.who.network.letter(), row.who.handle),
                detail: row.person.as_ref().map(|person| person.note.clone()).unwrap_or_default(),
                value: row.who.author.to_string(),
                ..Item::default()
            })
            .collect()
    }

    pub(crate) fn joined(&mut self, item: &Item) -> Vec<Effect> {
        match item.value.parse() {
            Ok(id) => self.card_verb(CardVerb::Join(AuthorId(id)), "author-did-join"),
            Err(_) => Vec::new(),
        }
    }

    /// The handles of the card, of which one can be somebody else's.
    pub(crate) fn handle_items(&self, text: &str) -> Vec<Item> {
        let typed = fold(text);
        let handles = self.author_card().and_then(|card| card.card.as_ref()).map(|card| card.handles.as_slice()).unwrap_or_default();
        let fits = handles.iter().filter(|who| fold(&who.handle).contains(&typed) || fold(&who.name).contains(&typed));
        let item = |who: &crate::model::person::Handle| Item {
            text: format!("{} {}", who.network.letter(), who.handle),
            note: who.name.clone(),
            value: who.author.to_string(),
            ..Item::default()
        };
        fits.map(item).collect()
    }

    pub(crate) fn parted(&mut self, item: &Item) -> Vec<Effect> {
        match item.value.parse() {
            Ok(id) => self.card_verb_on(AuthorId(id), CardVerb::Split, "author-did-split"),
            Err(_) => Vec::new(),
        }
    }

    /// Why nothing can be kept of the person of the card.
    pub(crate) fn against_keeping(&self) -> Option<NotReady> {
        match self.author_card().map(|card| card.card.as_ref()) {
            None => Some(NotReady::NoAuthor),
            Some(None) => Some(NotReady::CardLoading),
            Some(Some(card)) => card.about.handle.is_empty().then_some(NotReady::NoHandle),
        }
    }
}
