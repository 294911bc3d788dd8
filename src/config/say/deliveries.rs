//! What is on its way, why it is not there yet, and what a deed was.

use jiff::tz::TimeZone;

use super::ProblemCode;
use crate::base::text::one_line;
use crate::base::time::Timestamp;
use crate::config::language::{Arg, Language};
use crate::model::delivery::{Held, State};
use crate::model::fault::{Reason, ReasonCode};
use crate::model::journal::{Deed, Undone};
use crate::model::macros::{Given, Macro, Run};
use crate::model::network::Network;
use crate::model::triage::VerbKind;

impl Language {
    /// Why a network did not do what we asked.
    pub fn reason(&self, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        self.reason_said("reason", reason, zone, now)
    }

    /// The same of an account on `network`; a source has no login, and other words for most.
    pub fn reason_of(&self, network: Network, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        let apart = network.is_source() && self.knows(&format!("source-reason-{}", reason.code));
        self.reason_said(if apart { "source-reason" } else { "reason" }, reason, zone, now)
    }

    fn reason_said(&self, family: &str, reason: &Reason, zone: &TimeZone, now: Timestamp) -> String {
        // Our own store has sentences of its own, which end as these do not.
        if let Some(problem) = ProblemCode::from_code(&reason.detail).filter(|_| reason.code == ReasonCode::Store) {
            return self.problem(&problem.into()).trim_end_matches('.').to_owned();
        }
        let plain = format!("{family}-{}", reason.code);
        // What is known of an answer that cannot be read is said in words.
        let known = format!("reason-{}-{}", reason.code, reason.detail.to_ascii_lowercase());
        let id = if reason.code == ReasonCode::Protocol && self.knows(&known) { known } else { plain };
        let detail = match reason.code {
            ReasonCode::RateLimited => Timestamp::parse(&reason.detail).map(|until| self.clock(zone, now, until)).unwrap_or_default(),
            _ => reason.detail.clone(),
        };
        self.say(&id, &[("detail", Arg::from(&detail))])
    }

    /// Why a delivery waits for a person.
    pub fn held(&self, held: Held) -> String {
        self.code("held", held.code())
    }

    /// Where a delivery is, in a few words; what is counted down is told by whoever shows it.
    pub fn delivery(&self, state: &State) -> String {
        self.code("delivery", state.code())
    }

    /// A deed, as in "undone: …".
    pub fn deed(&self, deed: Deed) -> String {
        self.code("deed", &deed.code())
    }

    /// What was done, to one conversation or to many.
    pub fn given(&self, given: &Given) -> String {
        match given {
            Given::Verb(verb) => self.deed(Deed::Triage(verb.kind())),
            Given::Run(run) => self.run(run),
        }
    }

    /// What a macro does: its name, and its steps as they were written.
    pub fn run(&self, run: &Run) -> String {
        self.say("macro-run", &[("name", (&run.name).into()), ("steps", (&run.said).into())])
    }

    /// A macro in a list of commands.
    pub fn macro_line(&self, found: &Macro) -> String {
        self.say("macro-line", &[("name", (&found.name).into()), ("steps", (&found.line()).into())])
    }

    /// A deed with what belongs to it; entries of sources are read rather than done.
    pub fn deed_on(&self, deed: Deed, detail: &str, read: bool) -> String {
        let word = if read && deed == Deed::Triage(VerbKind::Done) { self.word("deed-read") } else { self.deed(deed) };
        if detail.is_empty() { word } else { format!("{word} · {}", one_line(detail)) }
    }

    /// What was turned: `one` of a single deed in so many conversations, `several` of more deeds.
    fn turned(&self, [one, several]: [&str; 2], deed: &str, deeds: u32, conversations: u32) -> String {
        let (id, n) = if deeds > 1 { (several, deeds) } else { (one, conversations) };
        self.say(id, &[("deed", deed.into()), ("n", n.into())])
    }

    /// What became of an undo; `delete` is the key that deletes what was sent.
    pub fn undone(&self, undone: &Undone, delete: &str) -> String {
        let key = [("key", delete.into())];
        match undone {
            Undone::Restored { deed, detail, read, deeds, conversations, changed, .. } => {
                let deed = self.deed_on(*deed, detail, *read);
                let told = self.turned(["undone-restored", "undone-several"], &deed, *deeds, *conversations);
                if *changed == 0 { told } else { format!("{told} {}", self.say("undone-left", &[("n", (*changed).into())])) }
            }
            Undone::Reversed(_) => self.word("undone-reversed"),
            Undone::AlreadySent(..) => self.say("undone-already-sent", &key),
            Undone::Final(deed, _) => self.say("undone-final", &[("deed", (&self.deed(*deed)).into())]),
            Undone::Sending(_) => self.say("undone-sending", &key),
            Undone::Changed(deed) => self.say("undone-changed", &[("deed", (&self.deed(*deed)).into())]),
            Undone::Nothing => self.word("undone-nothing"),
        }
    }

    /// What became of a redo.
    pub fn redone(&self, undone: &Undone, delete: &str) -> String {
        match undone {
            Undone::Restored { deed, detail, read, deeds, conversations, .. } => {
                let deed = self.deed_on(*deed, detail, *read);
                self.turned(["redone-restored", "redone-several"], &deed, *deeds, *conversations)
            }
            Undone::Nothing => self.word("redone-nothing"),
            Undone::Reversed(_) | Undone::AlreadySent(..) | Undone::Final(..) | Undone::Sending(_) | Undone::Changed(_) => {
                self.undone(undone, delete)
            }
        }
    }
}
