//! Facts into sentences: every enum that a person may see, in both languages.
//!
//! The rooms below keep codes and arguments; this is where they are given words, for the
//! screen and for the command line alike.

mod calendar;
mod cards;
mod deliveries;
mod digest;
mod hooks;
mod lengths;
mod media;
mod mistakes;
mod people;
mod pictures;
mod sheets;
mod spelling;
mod times;
mod troubles;

use crate::base::code::codes;

pub use troubles::Whose;

codes! {
    /// What went wrong outside of the networks.
    pub enum ProblemCode {
        /// The disk is full.
        DiskFull = "disk-full",
        /// The store cannot be written.
        ReadOnly = "read-only",
        /// The store is damaged.
        Damaged = "damaged",
        /// The store was written by a newer vigie.
        Newer = "newer",
        /// The store lies on a disk of the network.
        NetworkDisk = "network-disk",
        /// Another program keeps the store busy.
        Busy = "busy",
        /// The store failed in another way; the detail says how.
        Store = "store",
        /// The editor could not be run; the detail says why.
        Editor = "editor",
        /// The browser could not be opened; the detail is the address.
        Browser = "browser",
        /// The theme could not be written into the settings; the detail says why.
        Theme = "theme",
        /// There is no clipboard.
        Clipboard = "clipboard",
        /// A network did not answer; the detail says why.
        Network = "network",
        /// It was given up on request.
        Cancelled = "cancelled",
    }
}

/// Something that went wrong outside of the networks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub code: ProblemCode,
    /// What belongs to the code; harmless, and not in a language.
    pub detail: String,
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Problem {
        Problem { code, detail: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::DeliveryId;
    use crate::base::key::KeyError;
    use crate::base::time::Timestamp;
    use crate::config::{Lang, Language, Misfit, Warning};
    use crate::model::account::{Feed, Health};
    use crate::model::card::{CardError, CardProblem, Field};
    use crate::model::conversation::View;
    use crate::model::deadline::{Amount, Left, Why};
    use crate::model::delivery::{Held, State};
    use crate::model::digest::{Digest, Noise, Section};
    use crate::model::exchange::{ActKind, Category, Receipt, RemoteId};
    use crate::model::fault::{Reason, ReasonCode};
    use crate::model::filter::{FilterProblem, Wanted};
    use crate::model::hook::{HookEnd, HookFault};
    use crate::model::hours::{HoursError, HoursProblem};
    use crate::model::intent::Refused;
    use crate::model::interaction::{Kind, Visibility};
    use crate::model::journal::{Deed, Thing, Undone};
    use crate::model::macros::{StepError, StepProblem};
    use crate::model::network::Network;
    use crate::model::planner::PlanView;
    use crate::model::slot::Standing;
    use crate::model::snippet::SnippetProblem;
    use crate::model::triage::{After, Asked, Until, VerbKind};
    use crate::model::when::{Preset, TimeOfDay, Told, WhenError, WhenProblem};
    use jiff::tz::TimeZone;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

    /// Everything that can be said, in one language.
    fn everything(language: &Language) -> Vec<String> {
        let mut said = Vec::new();
        let reason = |code| Reason { code, detail: "2025-11-24T17:00:00Z".into() };
        said.extend(ReasonCode::ALL.iter().map(|code| language.reason(&reason(*code), &TimeZone::UTC, NOW)));
        said.extend(ReasonCode::ALL.iter().map(|code| language.reason_of(Network::Rss, &reason(*code), &TimeZone::UTC, NOW)));
        said.extend(ProblemCode::ALL.iter().map(|code| language.problem(&Problem::from(*code))));
        said.extend(Held::ALL.iter().flat_map(|held| [language.held(*held), language.code("held-short", held.code())]));
        said.extend(refused().map(|refused| language.refused(refused)));
        said.extend(card_errors().iter().map(|error| language.card_error(error)));
        said.extend(Field::ALL.iter().flat_map(|field| [language.code("card", field.code()), language.code("card-hint", field.code())]));
        said.extend(states().iter().map(|state| language.delivery(state)));
        said.extend(deeds().map(|deed| language.deed(deed)));
        said.extend(undone().iter().flat_map(|undone| [language.undone(undone, "D"), language.redone(undone, "D")]));
        said.extend(filter_problems().iter().map(|problem| language.filter_problem(problem)));
        said.extend(misfits().map(|about| language.warning(&Warning { line: 3, about })));
        said.extend(View::ALL.iter().flat_map(|view| [language.code("view", view.code()), language.code("empty", view.code())]));
        said.extend(Kind::ALL.iter().map(|kind| language.code("kind", kind.code())));
        said.extend(Visibility::ALL.iter().map(|visibility| language.code("visibility", visibility.code())));
        said.extend(Feed::ALL.iter().map(|feed| language.code("feed", feed.code())));
        said.extend(Health::ALL.iter().map(|health| language.code("health", health.code())));
        said.extend(ActKind::ALL.iter().map(|act| language.code("act", act.code())));
        said.extend(Category::ALL.iter().map(|category| language.code("report", category.code())));
        said.extend((1..=12).map(|month| language.word(&format!("month-{month}"))));
        said.extend((1..=7).map(|day| language.word(&format!("weekday-{day}"))));
        said.extend((1..=7).map(|day| language.word(&format!("weekday-short-{day}"))));
        said.extend(Standing::ALL.iter().map(|standing| language.code("standing", standing.code())));
        said.extend(PlanView::ALL.iter().map(|view| language.code("calendar-view", view.code())));
        said.extend([0, 5_000, 200_000_000].map(|millis| language.slot_away(NOW, Timestamp::from_millis(NOW.millis() + millis))));
        said.extend(WhenProblem::ALL.iter().map(|problem| language.when_error("zzzz", &WhenError { at: 0..4, problem: *problem })));
        said.push(language.when_error("tomorow", &WhenError { at: 0..7, problem: WhenProblem::Unknown }));
        said.extend(told().map(|told| language.told(told)));
        let hours = |problem: &HoursProblem| HoursError { at: 0..1, problem: *problem };
        said.extend(HoursProblem::ALL.iter().map(|problem| language.hours_error("z", &hours(problem))));
        let amounts = [Amount::Minutes(5), Amount::Hours(1), Amount::Days(3)];
        said.extend(amounts.iter().flat_map(|time| [language.left(Left::Still(*time)), language.left(Left::Late(*time))]));
        said.extend(Why::ALL.iter().map(|why| language.due_why(*why)));
        said.extend(Section::ALL.iter().flat_map(|section| [language.digest_section(*section, 1), language.digest_section(*section, 5)]));
        said.push(language.noise(Noise { likes: 1, boosts: 2, follows: 3, entries: 4 }));
        said.push(language.digest_since(&Digest::default(), &TimeZone::UTC, NOW));
        said.extend(Preset::ALL.iter().map(|preset| language.preset(*preset)));
        said.extend(step_problems().map(|problem| language.step_error(&StepError { step: "x".into(), problem })));
        said.extend(HookEnd::ALL.iter().map(|end| language.hook_fault(&HookFault { end: *end, detail: "3".into() })));
        said.extend(afters().iter().map(|after| language.after(after, NOW, &TimeZone::UTC)));
        said
    }

    fn step_problems() -> [StepProblem; 10] {
        use StepProblem::{Missing, NotAfter, NotBefore, Nothing, OnlyAfter, Twice, Unknown, Unwanted, When};
        let error = WhenError { at: 0..1, problem: WhenProblem::Unknown };
        let unknown = [Unknown { nearest: None }, Unknown { nearest: Some("y".into()) }];
        let [bare, near] = unknown;
        [Nothing, bare, near, Missing, Unwanted("y".into()), When("x".into(), error), Twice, NotAfter, NotBefore, OnlyAfter]
    }

    fn afters() -> [After; 6] {
        let later = NOW + Duration::from_secs(7_200);
        let asked = Asked { due: Some(later), what: String::new() };
        let [asked, slept] = [After::WaitClient(asked), After::Snooze(Until::At(later))];
        [After::WaitThem, After::StayOpen, After::Done, After::Snooze(Until::Answer), asked, slept]
    }

    fn refused() -> [Refused; 8] {
        use Refused::{Blank, Gone, HasAccounts, Malformed, NameTaken, NoHandle, TooLate, Unfilled};
        [Gone, TooLate, HasAccounts, Blank, NoHandle, Unfilled, NameTaken, Malformed]
    }

    fn states() -> [State; 8] {
        let receipt = Receipt { remote_id: RemoteId::new("1"), url: String::new(), posted_at: NOW };
        [
            State::Leaving(NOW),
            State::Queued(NOW),
            State::Sending,
            State::Sent(receipt),
            State::Unsure(NOW),
            State::Held(Held::Ask),
            State::Failed(Reason { code: ReasonCode::Gone, detail: String::new() }),
            State::Cancelled,
        ]
    }

    fn deeds() -> impl Iterator<Item = Deed> {
        let verbs = VerbKind::ALL.iter().map(|verb| Deed::Triage(*verb));
        let verbs = verbs.chain(Thing::ALL.iter().map(|thing| Deed::Change(*thing)));
        verbs.chain(ActKind::ALL.iter().map(|kind| Deed::Act(*kind))).chain([Deed::Macro, Deed::Send, Deed::Discard])
    }

    fn undone() -> [Undone; 8] {
        let restored = |conversations: u32, changed| {
            let (deed, detail, deeds) = (Deed::Send, "x".to_owned(), conversations.min(7));
            Undone::Restored { deed, detail, read: false, deeds, conversations, changed, first: None, draft: None }
        };
        let id = DeliveryId(1);
        [
            restored(1, 0),
            restored(12, 2),
            Undone::Reversed(id),
            Undone::AlreadySent(id, None),
            Undone::Final(Deed::Send, None),
            Undone::Sending(id),
            Undone::Changed(Deed::Send),
            Undone::Nothing,
        ]
    }

    fn told() -> [Told; 6] {
        let time = TimeOfDay { hour: 9, minute: 5 };
        let (day, month, year) = (3, 12, 2027);
        let named = [Told::Today(time), Told::Tomorrow(time), Told::Yesterday(time), Told::Weekday { weekday: 1, time }];
        let [today, tomorrow, yesterday, weekday] = named;
        [today, tomorrow, yesterday, weekday, Told::Date { day, month, time }, Told::Dated { day, month, year, time }]
    }

    fn filter_problems() -> [FilterProblem; 14] {
        let unknown = FilterProblem::UnknownValue { key: "is", value: "x".into(), known: vec!["open"] };
        let time = |wanted| FilterProblem::NotATime { key: "due", value: "x".into(), wanted };
        [
            FilterProblem::UnknownKey("x".into()),
            unknown,
            time(Wanted::Moment),
            time(Wanted::Length),
            time(Wanted::Due),
            FilterProblem::NoValue("is"),
            FilterProblem::OpenQuote,
            FilterProblem::OpenGroup,
            FilterProblem::StrayClose,
            FilterProblem::EmptyGroup,
            FilterProblem::LoneOr,
            FilterProblem::TooDeep(16),
            FilterProblem::TooLong(2_000),
            FilterProblem::TooMany(64),
        ]
    }

    fn card_errors() -> Vec<CardError> {
        let error = HoursError { at: 0..1, problem: HoursProblem::Unknown };
        let unknown = |nearest: Option<&str>| CardProblem::UnknownKey { key: "x".into(), nearest: nearest.map(str::to_owned) };
        let problems = [
            CardProblem::Syntax("x".into()),
            unknown(None),
            unknown(Some("y")),
            CardProblem::NotText(Field::Who),
            CardProblem::NotText(Field::Contacts),
            CardProblem::Hours { field: Field::Hours, text: "x".into(), error },
            CardProblem::Zone("x".into()),
            CardProblem::Sla("x".into()),
            CardProblem::Late("x".into()),
            CardProblem::TooLong,
        ];
        problems.into_iter().map(|what| CardError { line: 3, what }).collect()
    }

    fn misfits() -> impl Iterator<Item = Misfit> {
        let text = || "x".to_owned();
        let errors = [KeyError::Unknown(text()), KeyError::Twin(text(), "tab"), KeyError::Empty];
        let keys = errors.into_iter().map(move |error| Misfit::Key { command: text(), error });
        keys.chain([
            Misfit::Syntax(text()),
            Misfit::UnknownKey { key: text(), nearest: None },
            Misfit::UnknownKey { key: text(), nearest: Some(text()) },
            Misfit::WrongValue { key: text(), value: text(), known: text() },
            Misfit::UnknownCommand { name: text(), nearest: None },
            Misfit::UnknownCommand { name: text(), nearest: Some(text()) },
            Misfit::Clash { command: text(), other: text(), key: text() },
            Misfit::Step { name: text(), error: StepError { step: text(), problem: StepProblem::Missing } },
            Misfit::InTheme { name: text(), about: Box::new(Misfit::Syntax(text())) },
            Misfit::UnknownTheme { name: text(), nearest: None },
            Misfit::UnknownTheme { name: text(), nearest: Some(text()) },
        ])
    }

    #[test]
    fn every_fact_has_a_sentence_in_both_languages() {
        let id = |said: &str| said.contains('-') && said.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let (english, french) = (Language::new(Lang::En), Language::new(Lang::Fr));
        for (one, other) in everything(&english).iter().zip(everything(&french)) {
            for said in [one, &other] {
                assert!(!said.is_empty() && !id(said) && !said.contains(['{', '}', '$']), "{said:?}");
            }
        }
    }

    #[test]
    fn french_marks_never_stand_after_a_plain_space() {
        for said in everything(&Language::new(Lang::Fr)) {
            assert!(![" ?", " !", " ;", " :"].iter().any(|pair| said.contains(pair)), "{said}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_saved_reply_is_said_in_both_languages() {
        use SnippetProblem::{Empty, LongName, LongText, NoLabel, NoName, NoText, Open, Unknown};
        let problems = [NoName, LongName, NoText, LongText, Open, Empty, NoLabel, Unknown("autor".into())];
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for problem in &problems {
                let said = language.snippet_problem(problem);
                // Braces are what these are about: nothing else may stand between two.
                let shown = ["{author}", "{client}", "{?order number}", "{?numéro de commande}"]
                    .iter()
                    .fold(said.clone(), |said, place| said.replace(place, ""));
                assert!(said.ends_with(['.', '}']) || shown.ends_with('.'), "{said}");
                assert!(said.contains(' ') && !shown.contains(['{', '}', '$']), "{said}");
            }
        }
    }
}
