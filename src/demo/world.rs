//! The network's state and everything that can happen to it.
//!
//! Single-threaded and without a clock: every change is told when it happens, so that a
//! day's past is written by the same functions as its present. People are named by
//! their place in the list; handles are looked up by [`super::network`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::time::Timestamp;

use super::nouns::{Notice, NoticeKind, Options, Person, Profile, Report, Status, Tie, Visibility};
use super::text;
use super::uploads::Upload;

/// The first ids given out; large and of one width, as the ids of real servers are.
const FIRST_STATUS: u64 = 114_000_000_000_000_000;
const FIRST_PERSON: u64 = 109_300_000_000_000_000;
const FIRST_NOTICE: u64 = 34_900_000;

/// Why a change was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such status, or not for these eyes.
    NotFound,
    /// A status without a word.
    Empty,
    /// More words than the network takes.
    TooLong,
    /// Somebody else's.
    NotYours,
}

/// The longest status.
pub const LONGEST: usize = 500;

/// The longest comment of a report.
const LONGEST_COMMENT: usize = 1_000;

/// Everything the network knows.
#[derive(Debug, Default)]
pub struct World {
    uploads: Vec<Upload>,
    people: Vec<Person>,
    handles: HashMap<String, usize>,
    statuses: BTreeMap<String, Status>,
    notices: Vec<Notice>,
    follows: BTreeSet<(usize, usize)>,
    ties: BTreeSet<(usize, Tie, usize)>,
    reports: Vec<Report>,
    /// The newest message up to which somebody said they had read.
    read: BTreeSet<(usize, String)>,
    keys: HashMap<(usize, String), String>,
    posted: u64,
    noticed: u64,
    /// Statuses that nobody has looked at yet on behalf of the day.
    pub(super) unheard: Vec<String>,
}

impl World {
    /// The person with this handle, who joins when unknown.
    pub fn join(&mut self, handle: &str, at: Timestamp) -> usize {
        let handle = handle.trim_start_matches('@');
        if let Some(known) = self.find(handle) {
            return known;
        }
        let place = self.people.len();
        let id = (FIRST_PERSON + (place as u64) * 1_048_576).to_string();
        self.people.push(Person { id, handle: handle.to_owned(), profile: Profile::default(), created_at: at });
        self.handles.insert(handle.to_lowercase(), place);
        place
    }

    /// Sets how a person presents themselves.
    pub fn present(&mut self, who: usize, profile: Profile) {
        if let Some(person) = self.people.get_mut(who) {
            person.created_at = profile.created_at.unwrap_or(person.created_at);
            person.profile = profile;
        }
    }

    /// The person with this handle.
    pub fn find(&self, handle: &str) -> Option<usize> {
        self.handles.get(&handle.trim_start_matches('@').to_lowercase()).copied()
    }

    /// The person with this id of the network.
    pub fn find_id(&self, id: &str) -> Option<usize> {
        self.people.iter().position(|person| person.id == id)
    }

    /// A person by place.
    pub fn person(&self, who: usize) -> Option<&Person> {
        self.people.get(who)
    }

    /// Followers, followed and posts of a person, with those from before.
    pub fn figures(&self, who: usize) -> (u64, u64, u64) {
        let profile = self.people.get(who).map(|person| person.profile.clone()).unwrap_or_default();
        let followers = self.follows.iter().filter(|(_, whom)| *whom == who).count() as u64;
        let following = self.follows.iter().filter(|(fan, _)| *fan == who).count() as u64;
        let posts = self.statuses.values().filter(|status| status.by == who).count() as u64;
        (profile.followers + followers, profile.following + following, profile.posts + posts)
    }

    /// Whether `fan` follows `whom`.
    pub fn follows(&self, fan: usize, whom: usize) -> bool {
        self.follows.contains(&(fan, whom))
    }

    /// Every status, oldest first.
    pub fn statuses(&self) -> impl DoubleEndedIterator<Item = &Status> {
        self.statuses.values()
    }

    /// A status, if `viewer` may read it.
    pub fn status(&self, id: &str, viewer: usize) -> Option<&Status> {
        self.statuses.get(id).filter(|status| self.may_read(status, viewer))
    }

    /// A status, whoever asks.
    pub fn any_status(&self, id: &str) -> Option<&Status> {
        self.statuses.get(id)
    }

    /// Whether `viewer` may read a status.
    pub fn may_read(&self, status: &Status, viewer: usize) -> bool {
        let named = status.by == viewer || status.mentions.contains(&viewer);
        match status.options.visibility {
            Visibility::Public | Visibility::Unlisted => true,
            Visibility::Private => named || self.follows(viewer, status.by),
            Visibility::Direct => named,
        }
    }

    /// The notifications of a person, oldest first, without those whom they shut out.
    pub fn notices(&self, to: usize) -> impl DoubleEndedIterator<Item = &Notice> {
        self.notices.iter().filter(move |notice| notice.to == to && !self.shut_out(to, notice.from))
    }

    /// The status that came with this key before.
    pub fn known_key(&self, who: usize, key: &str) -> Option<&Status> {
        self.keys.get(&(who, key.to_owned())).and_then(|id| self.statuses.get(id))
    }

    /// Publishes a status and notifies whoever it names, answers or quotes.
    pub fn post(&mut self, by: usize, text: &str, options: Options, at: Timestamp) -> Result<String, Refused> {
        if text.trim().is_empty() && options.images.is_empty() {
            return Err(Refused::Empty);
        }
        if text::length(text) + text::length(&options.spoiler) > LONGEST {
            return Err(Refused::TooLong);
        }
        let unknown = |parent: &String| self.status(parent, by).is_none();
        if options.in_reply_to.as_ref().is_some_and(unknown) {
            return Err(Refused::NotFound);
        }
        let mentions: Vec<usize> = text::mentions(text).iter().filter_map(|handle| self.find(handle)).collect();
        let id = self.next_status();
        if let Some(key) = &options.idempotency_key {
            self.keys.insert((by, key.clone()), id.clone());
        }
        for whom in mentions.iter().filter(|whom| **whom != by) {
            self.notify(*whom, by, NoticeKind::Mention, Some(id.clone()), at);
        }
        if let Some(quoted) = options.quotes.as_ref().and_then(|quoted| self.statuses.get(quoted)).map(|quoted| quoted.by) {
            self.notify(quoted, by, NoticeKind::Quote, Some(id.clone()), at);
        }
        let status = Status {
            id: id.clone(),
            by,
            at,
            text: text.to_owned(),
            tags: text::tags(text),
            options,
            edited_at: None,
            boost_of: None,
            favourited_by: Vec::new(),
            mentions,
        };
        self.statuses.insert(id.clone(), status);
        self.unheard.push(id.clone());
        Ok(id)
    }

    /// Keeps what is known of an uploaded file.
    pub(super) fn take_upload(&mut self, by: usize, alt: Option<String>, busy: u32) -> Upload {
        let upload = Upload { id: (900_001 + self.uploads.len()).to_string(), by, alt, busy };
        self.uploads.push(upload.clone());
        upload
    }

    /// An uploaded file, which each look brings nearer to its end.
    pub(super) fn look_at_upload(&mut self, by: usize, id: &str) -> Option<Upload> {
        let upload = self.uploads.iter_mut().find(|upload| upload.by == by && upload.id == id)?;
        let seen = upload.clone();
        upload.busy = upload.busy.saturating_sub(1);
        Some(Upload { busy: upload.busy, ..seen })
    }

    /// The descriptions of uploaded files; none when one of them is not there or not ready.
    pub(super) fn attach<'a>(&self, by: usize, ids: impl Iterator<Item = &'a str>) -> Option<Vec<Option<String>>> {
        ids.map(|id| {
            self.uploads.iter().find(|upload| upload.by == by && upload.id == id && upload.busy == 0).map(|upload| upload.alt.clone())
        })
        .collect()
    }

    /// How many files were uploaded.
    pub fn uploads(&self) -> usize {
        self.uploads.len()
    }

    /// Passes a status on; twice is once.
    pub fn boost(&mut self, by: usize, id: &str, at: Timestamp) -> Result<String, Refused> {
        let status = self.status(id, by).ok_or(Refused::NotFound)?;
        if let Some(wrapper) = self.boost_by(by, id) {
            return Ok(wrapper.id.clone());
        }
        let author = status.by;
        let wrapper = self.next_status();
        self.statuses.insert(
            wrapper.clone(),
            Status {
                id: wrapper.clone(),
                by,
                at,
                text: String::new(),
                options: Options::default(),
                edited_at: None,
                boost_of: Some(id.to_owned()),
                favourited_by: Vec::new(),
                mentions: Vec::new(),
                tags: Vec::new(),
            },
        );
        self.notify(author, by, NoticeKind::Reblog, Some(id.to_owned()), at);
        Ok(wrapper)
    }

    /// The boost of a status by a person.
    pub fn boost_by(&self, by: usize, id: &str) -> Option<&Status> {
        self.statuses.values().find(|status| status.by == by && status.boost_of.as_deref() == Some(id))
    }

    /// Takes a boost back.
    pub fn unboost(&mut self, by: usize, id: &str) -> Result<(), Refused> {
        let wrapper = self.boost_by(by, id).map(|wrapper| wrapper.id.clone());
        self.status(id, by).ok_or(Refused::NotFound)?;
        if let Some(wrapper) = wrapper {
            self.statuses.remove(&wrapper);
            self.forget_notice(by, NoticeKind::Reblog, id);
        }
        Ok(())
    }

    /// Likes a status; twice is once.
    pub fn favourite(&mut self, by: usize, id: &str, at: Timestamp) -> Result<(), Refused> {
        self.status(id, by).ok_or(Refused::NotFound)?;
        let Some(status) = self.statuses.get_mut(id) else {
            return Err(Refused::NotFound);
        };
        if !status.favourited_by.contains(&by) {
            status.favourited_by.push(by);
            let author = status.by;
            self.notify(author, by, NoticeKind::Favourite, Some(id.to_owned()), at);
        }
        Ok(())
    }

    /// Takes a like back, and its notification with it.
    pub fn unfavourite(&mut self, by: usize, id: &str) -> Result<(), Refused> {
        self.status(id, by).ok_or(Refused::NotFound)?;
        if let Some(status) = self.statuses.get_mut(id) {
            status.favourited_by.retain(|who| *who != by);
        }
        self.forget_notice(by, NoticeKind::Favourite, id);
        Ok(())
    }

    /// Makes `fan` follow `whom`.
    pub fn follow(&mut self, fan: usize, whom: usize, at: Timestamp) {
        if self.follows.insert((fan, whom)) {
            self.notify(whom, fan, NoticeKind::Follow, None, at);
        }
    }

    /// Ends a following.
    pub fn unfollow(&mut self, fan: usize, whom: usize) {
        self.follows.remove(&(fan, whom));
        self.notices.retain(|notice| !(notice.from == fan && notice.to == whom && notice.kind == NoticeKind::Follow));
    }

    /// Blocks or mutes somebody, or stops doing so.
    pub fn tie(&mut self, by: usize, tie: Tie, whom: usize, holds: bool) {
        if holds {
            self.ties.insert((by, tie, whom));
        } else {
            self.ties.remove(&(by, tie, whom));
        }
        if holds && tie == Tie::Block {
            self.follows.remove(&(by, whom));
            self.follows.remove(&(whom, by));
        }
    }

    /// Whether `by` blocks or mutes `whom`.
    pub fn tied(&self, by: usize, tie: Tie, whom: usize) -> bool {
        self.ties.contains(&(by, tie, whom))
    }

    /// Whether `by` does not want to hear from `whom`.
    pub fn shut_out(&self, by: usize, whom: usize) -> bool {
        self.tied(by, Tie::Block, whom) || self.tied(by, Tie::Mute, whom)
    }

    /// Tells the moderators about somebody, with statuses of theirs; gives the number of the report.
    pub fn report(&mut self, report: Report) -> Result<usize, Refused> {
        if text::length(&report.comment) > LONGEST_COMMENT {
            return Err(Refused::TooLong);
        }
        let theirs = |id: &String| self.statuses.get(id).is_some_and(|status| status.by == report.whom);
        if report.by == report.whom || !report.statuses.iter().all(theirs) {
            return Err(Refused::NotFound);
        }
        self.reports.push(report);
        Ok(self.reports.len())
    }

    /// Every report, in order.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Marks a message, and so its conversation, as read by somebody.
    pub fn read(&mut self, by: usize, message: &str) {
        self.read.insert((by, message.to_owned()));
    }

    /// Whether somebody said that they have read a message.
    pub fn has_read(&self, by: usize, message: &str) -> bool {
        self.read.contains(&(by, message.to_owned()))
    }

    /// Changes the words of a status and tells those who passed it on.
    pub fn edit(&mut self, by: usize, id: &str, words: &str, at: Timestamp) -> Result<(), Refused> {
        let mentions = text::mentions(words).iter().filter_map(|handle| self.find(handle)).collect();
        let Some(status) = self.statuses.get_mut(id) else {
            return Err(Refused::NotFound);
        };
        if status.by != by {
            return Err(Refused::NotYours);
        }
        status.text = words.to_owned();
        status.tags = text::tags(words);
        status.mentions = mentions;
        status.edited_at = Some(at);
        let boosters: Vec<usize> =
            self.statuses.values().filter(|other| other.boost_of.as_deref() == Some(id)).map(|other| other.by).collect();
        for booster in boosters {
            self.notify(booster, by, NoticeKind::Update, Some(id.to_owned()), at);
        }
        Ok(())
    }

    /// Deletes a status with its boosts and notifications; answers to it stay.
    pub fn delete(&mut self, by: usize, id: &str) -> Result<Status, Refused> {
        if self.statuses.get(id).ok_or(Refused::NotFound)?.by != by {
            return Err(Refused::NotYours);
        }
        self.statuses.retain(|_, status| status.boost_of.as_deref() != Some(id));
        self.notices.retain(|notice| notice.status.as_deref() != Some(id));
        self.statuses.remove(id).ok_or(Refused::NotFound)
    }

    fn notify(&mut self, to: usize, from: usize, kind: NoticeKind, status: Option<String>, at: Timestamp) {
        if to == from {
            return;
        }
        self.noticed += 1;
        let id = (FIRST_NOTICE + self.noticed * 3).to_string();
        self.notices.push(Notice { id, to, from, kind, status, at });
    }

    fn forget_notice(&mut self, from: usize, kind: NoticeKind, id: &str) {
        self.notices.retain(|notice| !(notice.from == from && notice.kind == kind && notice.status.as_deref() == Some(id)));
    }

    fn next_status(&mut self) -> String {
        self.posted += 1;
        (FIRST_STATUS + self.posted * 4_194_341).to_string()
    }
}
