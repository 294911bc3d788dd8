//! Stories of filters: typed, completed, slow, and verbs on everything that they find.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::{Stage, sample, settings};
use vigie::app::{Answered, Effect, Message, Slot};
use vigie::config::Lang;
use vigie::config::say::{Problem, ProblemCode};
use vigie::model::intent::{Effected, Intent};
use vigie::model::interaction::Kind;
use vigie::model::journal::{Deed, Undone};
use vigie::model::macros::Given;
use vigie::model::query::Query;
use vigie::model::triage::{Verb, VerbKind};

/// A stage with many rows more than a screen holds.
fn many(rows: u64) -> Stage {
    let mut store = sample::store(Lang::En);
    for at in 0..rows {
        store.rows.push(sample::row(100 + i64::try_from(at).unwrap(), 0, Kind::Mention, ("Nino", "@nino@a.example"), 9_000 + at, "hello"));
    }
    Stage::new(store, settings(Lang::En, 80, 24))
}

#[test]
fn groups_and_times_narrow_as_they_are_typed() {
    let mut stage = Stage::usual();
    stage.keys("/");
    stage.types("(kind:dm OR");
    assert!(stage.shows("@joris.dev"), "what is not written to its end narrows nothing: {}", stage.screen(80, 24));
    stage.types(" zzz)");
    assert!(!stage.shows("@joris.dev") && !stage.shows("✗"), "{}", stage.screen(80, 24));
    stage.types(" older:3x");
    assert!(stage.shows("older: wants a day"), "{}", stage.screen(80, 24));
    assert!(!stage.shows("@joris.dev"), "the last good result stays");
}

#[test]
fn what_is_not_written_to_its_end_is_wrong_when_it_is_given() {
    let mut stage = Stage::usual();
    stage.keys("/");
    stage.types("(kind:dm");
    assert!(!stage.shows("parenthesis"));
    stage.keys("enter");
    assert!(stage.shows("This parenthesis is not closed."), "{}", stage.screen(80, 24));
    // No verb runs on rows that nobody asked for: it is mended first.
    stage.keys(") enter e");
    assert!(!stage.shows("parenthesis") && stage.saved().len() == 1, "{}", stage.screen(80, 24));
}

#[test]
fn tab_completes_names_and_values_and_goes_round() {
    let mut store = sample::store(Lang::En);
    store.rows[0].triage.labels = vigie::model::label::read("vip");
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("/");
    stage.types("is:open la");
    stage.keys("tab");
    assert!(stage.shows("[label:]  lang:"), "{}", stage.screen(80, 24));
    stage.keys("tab shift-tab");
    stage.types("v");
    stage.keys("tab");
    assert!(stage.shows("/ is:open label:vip"), "{}", stage.screen(80, 24));
    stage.types(" qqq");
    stage.keys("tab");
    assert!(stage.shows("/ is:open label:vip qqq"));
}

#[test]
fn a_slow_search_shows_what_it_has_and_can_be_stopped() {
    let mut stage = many(300);
    stage.store.slow = Some(5);
    stage.keys("/");
    stage.types("hello");
    let asked = stage.log.iter().filter(|effect| matches!(effect, Effect::Load(_, Query::Inbox(..)))).count();
    assert!(asked > 5, "it goes on by itself: {asked}");
    assert!(stage.shows("@nino") && !stage.shows("searching"), "{}", stage.screen(80, 24));
    stage.keys("enter esc /");
    stage.deaf = true;
    stage.types("hello");
    let Some(Effect::Load(ticket, _)) = stage.log.iter().rfind(|effect| matches!(effect, Effect::Load(_, Query::Inbox(..)))).cloned()
    else {
        panic!("nothing was asked")
    };
    let place = Some(vigie::model::query::Place { at: vigie::base::time::Timestamp::from_millis(0), id: 1 });
    let window = vigie::model::query::Window { more_after: true, unfinished: place, ..Default::default() };
    stage.send(Message::Answer(ticket, Answered::Loaded(vigie::model::query::Answer::Inbox(window))));
    assert!(stage.shows("Still searching…"), "{}", stage.screen(80, 24));
    stage.keys("enter esc");
    assert!(stage.shows("The search was stopped: 0 found so far."), "{}", stage.screen(80, 24));
    assert!(stage.shows("/ hello"), "the filter stays until the next Esc");
}

/// The answer to what a bulk verb asked last.
fn part(stage: &mut Stage, answered: Answered) {
    let ticket = stage.log.iter().rev().find_map(|effect| match effect {
        Effect::Load(ticket, _) | Effect::Save(ticket, _) if ticket.slot == Slot::Bulk => Some(*ticket),
        _ => None,
    });
    stage.send(Message::Answer(ticket.unwrap(), answered));
}

#[test]
fn a_verb_on_very_many_can_be_stopped_and_what_was_done_stays() {
    let mut stage = many(700);
    stage.keys("% s");
    stage.deaf = true;
    stage.keys("y");
    let ids = (100..700).map(vigie::base::id::ConversationId).collect();
    part(&mut stage, Answered::Loaded(vigie::model::query::Answer::Matching(ids, None)));
    part(&mut stage, Answered::Effected(Effected::Part(Some(vigie::base::id::EntryId(3)), 200)));
    assert!(stage.shows("200 of 707 (Ctrl-c stops)"), "{}", stage.screen(80, 24));
    stage.keys("z");
    assert!(!stage.saved().contains(&Intent::Undo), "nothing is taken back while it goes on");
    stage.keys("ctrl-c");
    part(&mut stage, Answered::Effected(Effected::Part(Some(vigie::base::id::EntryId(3)), 200)));
    assert!(stage.shows("Stopped.") && stage.shows("400 of 707"), "{}", stage.screen(80, 24));
    let parts = stage.saved().iter().filter(|intent| matches!(intent, Intent::TriagePart(_, Given::Verb(Verb::Star), _))).count();
    assert_eq!(parts, 2);
    stage.keys("z");
    assert!(stage.saved().contains(&Intent::Undo));
}

#[test]
fn a_part_that_is_not_stored_ends_the_verb() {
    let mut stage = many(700);
    stage.keys("% s");
    stage.deaf = true;
    stage.keys("y");
    part(&mut stage, Answered::Failed(Problem::from(ProblemCode::DiskFull)));
    assert!(!stage.shows("of 707 (Ctrl-c"), "{}", stage.screen(80, 24));
    stage.deaf = false;
    stage.keys("esc z");
    assert!(stage.saved().contains(&Intent::Undo), "other verbs run again");
}

#[test]
fn a_large_undo_goes_on_until_it_is_whole() {
    let mut stage = Stage::usual();
    stage.keys("e");
    stage.store.turning = vec![(250, 700), (500, 700)];
    let deed = Deed::Triage(VerbKind::Done);
    stage.store.undone = Some(Undone::Restored {
        deed,
        detail: String::new(),
        read: false,
        deeds: 1,
        conversations: 700,
        changed: 0,
        first: None,
        draft: None,
    });
    stage.keys("z");
    let undos = stage.saved().iter().filter(|intent| **intent == Intent::Undo).count();
    assert_eq!(undos, 3);
    assert!(!stage.shows("of 700"), "{}", stage.screen(80, 24));
}

#[test]
fn a_list_is_kept_under_a_name_counted_and_taken_away() {
    let mut stage = Stage::new(sample::store(Lang::En), settings(Lang::En, 120, 40));
    stage.keys("/");
    stage.types("kind:dm");
    stage.keys("enter S");
    assert!(stage.shows("Save this list as a view"), "{}", stage.screen(120, 40));
    stage.types("Private");
    stage.keys("enter");
    let saved = stage.saved();
    let Some(Intent::SaveView(None, view)) = saved.last() else { panic!("{saved:?}") };
    assert_eq!((view.name.as_str(), view.filter.as_str(), view.client), ("Private", "kind:dm", None));
    let dms = stage.store.rows.iter().filter(|row| row.kind == Kind::Dm && row.view() == view.view).count();
    let line = |stage: &Stage| stage.screen(120, 40).lines().find(|line| line.contains("Private")).map(str::to_owned);
    stage.wait(1_000);
    assert!(dms > 0 && line(&stage).unwrap().contains(&dms.to_string()), "{}", stage.screen(120, 40));
    stage.keys("esc < < < > > >");
    while !stage.shows("▸ Private") {
        stage.keys(">");
    }
    assert!(stage.shows("/ kind:dm"), "{}", stage.screen(120, 40));
    stage.keys(": r e n a m e enter");
    stage.keys("ctrl-u");
    stage.types("DMs");
    stage.keys("enter");
    stage.wait(1_000);
    assert!(stage.shows("▸ DMs"), "{}", stage.screen(120, 40));
    stage.keys(":");
    stage.types("remove the saved view");
    stage.keys("enter");
    stage.wait(1_000);
    assert!(matches!(stage.saved().last(), Some(Intent::RemoveView(_))) && !stage.shows("▸ DMs"), "{}", stage.screen(120, 40));
}

#[test]
fn a_client_that_is_chosen_shows_its_own_views() {
    let mut store = sample::store(Lang::En);
    let client = store.rows[0].client;
    let is = vigie::model::view::NewView {
        client: Some(client),
        name: "Angry ones".into(),
        view: vigie::model::conversation::View::All,
        filter: "is:open".into(),
        sort: vigie::model::query::Sort::Waiting,
    };
    store.saved_views = vec![vigie::model::view::SavedView { id: vigie::base::id::SavedViewId(1), is }];
    let name = store.rows[0].client_name.clone();
    let mut stage = Stage::new(store, settings(Lang::En, 120, 40));
    assert!(!stage.shows("Angry ones"));
    let row = stage.screen(120, 40).lines().position(|line| line.chars().take(24).collect::<String>().contains(&name)).unwrap();
    stage.click(3, u16::try_from(row).unwrap());
    assert!(stage.shows("Angry ones"), "{}", stage.screen(120, 40));
    stage.click(3, u16::try_from(row).unwrap() + 1);
    assert!(stage.shows("▸   Angry ones") && stage.shows("/ is:open"), "{}", stage.screen(120, 40));
}
