//! Everything that can happen to the screen; closed.

use std::sync::Arc;

use crate::base::key::Key;
use crate::base::time::Timestamp;
use crate::config::say::Problem;
use crate::config::theme::Ground;
use crate::config::{Config, KeyLayout, Language, Theme, Warning};
use crate::model::change::ChangeSet;
use crate::model::intent::Effected;
use crate::model::media::{File, Unattachable};
use crate::model::news::News;
use crate::model::picture::{Picture, Unseen};
use crate::model::query::Answer;
use crate::model::spelling::Checked;

use super::effect::Ticket;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted; it never runs a command.
    Paste(String),
    /// The terminal has this size now.
    Resized(Size),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal came into focus, or lost it.
    FocusChanged(bool),
    /// The time; given before every batch of messages, and when [`State::next_tick`](super::State::next_tick) has come.
    Clock(Now),
    /// The store changed.
    Changed(ChangeSet),
    /// The engine says something about itself.
    News(News),
    /// The person's settings were changed and have been read again.
    Settings(Box<Reread>),
    /// The terminal has this background.
    Ground(Ground),
    /// What became of an effect.
    Answer(Ticket, Answered),
    /// The program is asked to end: a signal, a closed terminal.
    Stop,
}

/// Settings that were read again while the screen is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Reread {
    /// The settings; what is broken in their file is as it was.
    pub config: Config,
    /// What is wrong in the files they came from.
    pub warnings: Vec<Warning>,
    /// The colours.
    pub theme: Theme,
    /// The language, chosen.
    pub language: Arc<Language>,
    /// How digits are typed, chosen.
    pub layout: KeyLayout,
}

/// What became of an effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// To [`Effect::Load`](super::Effect::Load).
    Loaded(Answer),
    /// To [`Effect::Save`](super::Effect::Save).
    Effected(Effected),
    /// To [`Effect::Edit`](super::Effect::Edit): the text as the editor left it.
    Edited(String),
    /// What was done while the screen was left, to [`Effect::Login`](super::Effect::Login) and its kin.
    Told(String),
    /// To [`Effect::Picture`](super::Effect::Picture), with its address.
    Picture(String, Result<Picture, Unseen>),
    /// To [`Effect::Attach`](super::Effect::Attach).
    File(Result<File, Unattachable>),
    /// To [`Effect::Paths`](super::Effect::Paths), with what had been typed.
    Paths(String, Vec<String>),
    /// What is marked in this text, to [`Effect::Proof`](super::Effect::Proof).
    Proofread(String, Checked),
    /// What this word could be, to [`Effect::Proof`](super::Effect::Proof).
    Suggested(String, Vec<String>),
    /// To [`Effect::Ask`](super::Effect::Ask) and others that went well and have nothing to tell.
    Done,
    /// It did not work.
    Failed(Problem),
}

/// The two times of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Now {
    /// The time of day that people live in.
    pub day: Timestamp,
    /// The time the machine waits by.
    pub machine: Timestamp,
}

/// The size of the terminal in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Click,
    /// The left button was let go.
    Release,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// The mouse, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub gesture: Gesture,
    /// In this column, counted from 0.
    pub column: u16,
    /// In this row, counted from 0.
    pub row: u16,
}
