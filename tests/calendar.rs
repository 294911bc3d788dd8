//! The calendar as a person uses it: what they press, what is stored, what is shown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod stage;

use stage::{Stage, Store, at, refused, sample, settings};
use vigie::app::{Effect, Slot};
use vigie::base::id::{AccountId, ClientId, DeliveryId, DraftId, SlotId};
use vigie::base::time::Timestamp;
use vigie::config::{Lang, Theme};
use vigie::model::card::Card;
use vigie::model::intent::Intent;
use vigie::model::query::Query;
use vigie::model::slot::Standing;

fn store() -> Store {
    Store { calendar: sample::calendar(), ..sample::store(Lang::En) }
}

/// The calendar of the usual week.
fn calendar() -> Stage {
    let mut stage = Stage::new(store(), settings(Lang::En, 80, 24));
    stage.keys("2");
    stage
}

/// The cursor on the post of Tuesday, 10:00.
fn on_tuesday() -> Stage {
    let mut stage = calendar();
    stage.keys("l");
    stage.keys(&["k"; 12].join(" "));
    assert!(stage.shows("scheduled · Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
    stage
}

fn moved(stage: &Stage) -> Vec<(i64, String)> {
    let moves = stage.saved().into_iter().filter_map(|intent| match intent {
        Intent::MoveSlots(moves) => moves.first().map(|(slot, at)| (slot.0, at.rfc3339())),
        _ => None,
    });
    moves.collect()
}

#[test]
fn posts_are_moved_by_quarters_of_hours_and_by_days() {
    let mut stage = on_tuesday();
    stage.keys("> > < J K K");
    let times: Vec<String> = moved(&stage).into_iter().map(|(slot, at)| format!("{slot} {at}")).collect();
    assert_eq!(
        times,
        [
            "4 2026-09-15T08:15:00Z",
            "4 2026-09-15T08:30:00Z",
            "4 2026-09-15T08:15:00Z",
            "4 2026-09-16T08:15:00Z",
            "4 2026-09-15T08:15:00Z",
            "4 2026-09-14T08:15:00Z"
        ]
    );
    assert!(stage.shows("Moved to Mon 14 Sep 10:15"), "{}", stage.screen(80, 24));
}

#[test]
fn a_day_later_keeps_its_hour_when_the_clocks_go_back() {
    let mut stage = Stage::new(
        Store {
            calendar: vec![sample::post(1, 0, Some("2026-10-24T07:00:00Z"), Standing::Scheduled, "Brunch")],
            ..sample::store(Lang::En)
        },
        settings(Lang::En, 80, 24),
    );
    // Six weeks on, Saturday, nine o'clock.
    stage.keys("2 pagedown pagedown pagedown pagedown pagedown l l l l l");
    stage.keys(&["k"; 12].join(" "));
    stage.keys("J");
    assert_eq!(moved(&stage), [(1, "2026-10-25T08:00:00Z".to_owned())]);
    assert!(stage.shows("Sun 25 Oct 09:00") && stage.shows("-1h"), "{}", stage.screen(80, 24));
}

#[test]
fn several_posts_of_one_hour_are_stops_of_their_own() {
    let mut stage = on_tuesday();
    stage.keys("j");
    assert!(stage.shows("scheduled · Tue 15 Sep 10:15"), "{}", stage.screen(80, 24));
    stage.keys("j k k k j");
    assert!(stage.shows("scheduled · Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
}

#[test]
fn a_post_is_moved_to_a_time_that_is_typed_or_free() {
    let mut stage = on_tuesday();
    stage.keys("m");
    assert!(stage.shows("When does it leave?") && stage.shows("As it is"), "{}", stage.screen(80, 24));
    stage.types("friday 9:30");
    stage.keys("enter");
    assert_eq!(moved(&stage), [(4, "2026-09-18T07:30:00Z".to_owned())]);
    stage.keys("m");
    stage.types("yesterday 9:00");
    stage.keys("enter esc");
    assert_eq!(moved(&stage).len(), 1, "what is over is not chosen");
}

#[test]
fn a_copy_is_planned_where_the_cursor_stands() {
    let mut stage = on_tuesday();
    stage.keys("y y l l p");
    let at = at("2026-09-17T08:00:00Z");
    assert_eq!(stage.saved().last(), Some(&Intent::CopyPost(DraftId(4), at, "Europe/Paris".into())));
    assert!(stage.shows("planned · Thu 17 Sep 10:00"), "{}", stage.screen(80, 24));
    stage.keys("z");
    assert_eq!(stage.saved().last(), Some(&Intent::Undo));
}

#[test]
fn what_is_taken_off_stays_as_an_idea_and_is_dropped_again() {
    let mut stage = on_tuesday();
    stage.keys("d");
    assert_eq!(stage.saved().last(), Some(&Intent::Unplace(vec![SlotId(4)])));
    stage.keys("tab");
    assert!(stage.shows("Les huîtres"), "{}", stage.screen(80, 24));
    stage.keys("g g p");
    let saved = stage.saved();
    let Some(Intent::Place { draft, at, scheduled, .. }) = saved.last() else { panic!("{saved:?}") };
    assert_eq!((draft.id, at.rfc3339().as_str(), *scheduled), (Some(DraftId(4)), "2026-09-15T08:00:00Z", false));
}

#[test]
fn a_planned_post_is_scheduled_and_planned_again() {
    let mut stage = on_tuesday();
    stage.keys("ctrl-t");
    stage.wait(300);
    stage.keys("ctrl-t");
    let saved = stage.saved();
    assert_eq!(saved, [Intent::Schedule(vec![SlotId(4)], false), Intent::Schedule(vec![SlotId(4)], true)]);
}

#[test]
fn publishing_asks_and_can_be_stopped() {
    let mut stage = on_tuesday();
    stage.keys("X");
    assert!(stage.shows("@chezleon@pouet.example?"), "{}", stage.screen(80, 24));
    assert!(stage.saved().is_empty());
    stage.keys("y");
    assert_eq!(stage.saved(), [Intent::Publish(SlotId(4), std::time::Duration::from_secs(10))]);
}

#[test]
fn a_new_post_begins_at_the_cursor_and_is_planned_when_it_is_left() {
    let mut stage = calendar();
    stage.keys("l l c");
    assert!(stage.shows("○ Wed 16 Sep 21:00 Europe/Paris, in 47h"), "{}", stage.screen(80, 24));
    stage.types("Hello");
    stage.keys("esc");
    let saved = stage.saved();
    let [Intent::Place { draft, at, zone, scheduled }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!((draft.text.as_str(), draft.id), ("Hello", Some(DraftId(1))));
    assert_eq!((at.rfc3339().as_str(), zone.as_str(), *scheduled), ("2026-09-16T19:00:00Z", "Europe/Paris", false));
}

#[test]
fn a_post_that_the_store_did_not_name_yet_is_placed_once() {
    let mut stage = calendar();
    stage.keys("c");
    stage.deaf = true;
    stage.types("H");
    stage.keys("esc");
    assert!(stage.saved().is_empty());
    stage.hear();
    let saved = stage.saved();
    let [Intent::Place { draft, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!(draft.id, Some(DraftId(1)));
}

#[test]
fn a_new_post_is_scheduled_at_a_typed_time() {
    let mut stage = calendar();
    stage.keys("c");
    stage.types("Hello");
    stage.keys("ctrl-t");
    stage.types("mardi 9h");
    stage.keys("enter");
    let saved = stage.saved();
    let [Intent::Place { at, scheduled: true, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!(at.rfc3339(), "2026-09-15T07:00:00Z");
    assert!(stage.shows("Scheduled for Tue 15 Sep 09:00"), "{}", stage.screen(80, 24));
}

#[test]
fn what_is_too_long_is_not_scheduled() {
    let mut stage = calendar();
    stage.keys("c");
    stage.send(vigie::app::Message::Paste("x".repeat(501)));
    stage.keys("ctrl-t");
    assert!(!stage.shows("When does it leave?"), "{}", stage.screen(80, 24));
    assert!(stage.saved().is_empty());
}

#[test]
fn a_scheduled_post_that_was_edited_is_scheduled_again_when_it_is_left() {
    let mut stage = on_tuesday();
    stage.keys("enter");
    assert!(stage.asked(&Effect::Load(vigie::app::Ticket { slot: Slot::Edit, generation: 1 }, Query::Draft(DraftId(4)))));
    stage.types("!");
    stage.keys("esc");
    let saved = stage.saved();
    let [Intent::Place { draft, at, scheduled: true, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    assert!(draft.text.ends_with('!') && draft.id.is_some());
    assert_eq!(at.rfc3339(), "2026-09-15T08:00:00Z");
    assert!(stage.shows("Scheduled again for Tue 15 Sep 10:00."), "{}", stage.screen(80, 24));
}

#[test]
fn a_scheduled_post_that_does_not_pass_stays_and_says_why() {
    let mut stage = on_tuesday();
    stage.keys("enter");
    stage.send(vigie::app::Message::Paste("x".repeat(500)));
    stage.keys("esc");
    assert!(stage.saved().is_empty());
    let screen = stage.screen(120, 24);
    assert!(
        screen.contains("Nothing leaves until ^T schedules it.") || screen.contains("Nothing leaves until Ctrl-t schedules it."),
        "{screen}"
    );
}

#[test]
fn looking_at_a_scheduled_post_changes_nothing() {
    let mut stage = on_tuesday();
    stage.keys("enter esc");
    assert!(stage.saved().is_empty());
    assert!(stage.shows("scheduled · Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
}

#[test]
fn sending_a_post_with_a_place_asks_when() {
    let mut stage = on_tuesday();
    stage.keys("enter ctrl-s");
    assert!(stage.shows("This post is for Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
    stage.keys("p");
    assert_eq!(stage.saved(), [Intent::Publish(SlotId(4), std::time::Duration::from_secs(10))]);
}

#[test]
fn what_failed_is_told_with_its_key_and_sent_again() {
    let mut stage = calendar();
    stage.keys("k k k");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("not sent") && screen.contains("s tries once more"), "{screen}");
    stage.keys("s");
    assert_eq!(stage.saved(), [Intent::SendNow(DeliveryId(40))]);
    stage.keys("x");
    assert_eq!(stage.saved().last(), Some(&Intent::Cancel(DeliveryId(40))));
    stage.keys("m");
    assert!(stage.shows("It has left already"), "{}", stage.screen(80, 24));
}

#[test]
fn one_client_alone_is_shown_by_its_name() {
    let mut stage = calendar();
    stage.keys("f");
    stage.types("karim");
    stage.keys("enter");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("Tapis Karim") && !screen.contains("huîtres"), "{screen}");
}

#[test]
fn the_time_of_the_client_is_shown_and_kept() {
    let mut store = store();
    store.cards.insert(ClientId(1), Card::read("zone = \"Asia/Tokyo\"").unwrap());
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("2 l");
    stage.keys(&["k"; 12].join(" "));
    assert!(stage.shows("(17:00 Asia/Tokyo)"), "{}", stage.screen(80, 24));
    stage.keys("T");
    assert!(stage.shows("Asia/Tokyo (Chez Léon)") && stage.shows("Tue 15 Sep 17:00"), "{}", stage.screen(80, 24));
    stage.keys("T");
    assert!(stage.shows("Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
}

#[test]
fn a_move_that_the_store_refuses_is_taken_back() {
    let mut stage = on_tuesday();
    stage.store.refuses = Some(refused());
    stage.keys(">");
    stage.wait(300);
    assert!(stage.shows("scheduled · Tue 15 Sep 10:00"), "{}", stage.screen(80, 24));
}

#[test]
fn a_post_is_dragged_to_another_day() {
    let mut stage = calendar();
    stage.resize(120, 40);
    let screen = stage.screen(120, 40);
    let row = screen.lines().position(|line| line.contains("●⚠M")).unwrap() as u16;
    let (tuesday, friday) = (45, 85);
    stage.click(tuesday, row);
    stage.release(friday, row);
    let moves = moved(&stage);
    assert_eq!(moves.len(), 1, "{moves:?} {screen}");
    assert!(moves[0].1.starts_with("2026-09-18"), "{moves:?}");
    // A click is no drag, also where the screen has scrolled by it.
    stage.resize(80, 24);
    stage.click(15, 8);
    stage.release(15, 8);
    assert_eq!(moved(&stage).len(), 1);
}

#[test]
fn an_item_becomes_a_draft_with_its_text() {
    let mut stage = Stage::usual();
    stage.keys("d");
    let drafts = stage.log.iter().filter_map(|effect| match effect {
        Effect::Save(ticket, Intent::SaveDraft(draft)) if ticket.slot == Slot::Idea => Some(draft.clone()),
        _ => None,
    });
    let drafts: Vec<_> = drafts.collect();
    let [draft] = drafts.as_slice() else { panic!("{drafts:?}") };
    assert!(!draft.text.is_empty() && draft.accounts == [AccountId(1)], "{draft:?}");
}

/// A picture under a name that says what, where and in which language.
macro_rules! picture {
    ($name:expr, $lang:expr, $stage:expr, $width:expr, $height:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("calendar_{}_{}x{}_{}", $name, $width, $height, $lang), $stage.screen($width, $height));
        })
    };
}

#[test]
fn a_usual_week_at_every_size() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40), (160, 50), (200, 60)] {
            let mut stage = Stage::new(Store { calendar: sample::calendar(), ..sample::store(*lang) }, settings(*lang, width, height));
            stage.keys("2 l");
            stage.keys(&["k"; 12].join(" "));
            picture!("week", lang, stage, width, height);
        }
    }
}

#[test]
fn the_other_ways_to_look() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (160, 50)] {
            let mut stage = Stage::new(Store { calendar: sample::calendar(), ..sample::store(*lang) }, settings(*lang, width, height));
            stage.keys("2 l v");
            picture!("month", lang, stage, width, height);
            stage.keys("v");
            picture!("agenda", lang, stage, width, height);
            stage.keys("v h h j");
            picture!("board", lang, stage, width, height);
        }
    }
}

#[test]
fn an_empty_calendar_and_its_composer() {
    for lang in Lang::ALL {
        let store = Store { accounts: sample::accounts(), ..Store::default() };
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("2");
        picture!("empty", lang, stage, 80, 24);
        stage.keys("c");
        stage.types("Bonjour");
        picture!("composer", lang, stage, 80, 24);
        stage.keys("ctrl-t");
        picture!("picker", lang, stage, 80, 24);
    }
}

#[test]
fn a_long_week_and_a_failed_post() {
    for lang in Lang::ALL {
        let mut store = Store { calendar: sample::calendar(), ..sample::store(*lang) };
        for at in 0..120_i64 {
            let time = Timestamp::from_millis(sample::NOW.millis() - 86_400_000 + at * 4_000_000);
            let mut row = sample::post(
                100 + at,
                (at % 3) as usize,
                Some(&time.rfc3339()),
                Standing::Scheduled,
                "Une phrase qui est un peu plus longue que sa case",
            );
            row.text = format!("{} {at}", row.text);
            store.calendar.push(row);
        }
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("2 l j j j");
        picture!("long", lang, stage, 80, 24);
        let mut stage = Stage::new(Store { calendar: sample::calendar(), ..sample::store(*lang) }, settings(*lang, 80, 24));
        stage.keys("2 k k k");
        picture!("failed", lang, stage, 80, 24);
    }
}

#[test]
fn without_colours_every_standing_can_still_be_told() {
    let mut chosen = settings(Lang::En, 80, 24);
    chosen.theme = Theme::monochrome();
    let mut stage = Stage::new(store(), chosen);
    stage.keys("2 k k k");
    assert!(!stage.has_colour(80, 24));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("monochrome_calendar", stage.styled(80, 24));
    });
}
