//! The thread that is shown, in keystrokes: links by number, what is folded, what is fetched.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod stage;

use stage::{Stage, sample, settings};
use vigie::app::{Answered, Ask, Effect, Message, Slot, Ticket};
use vigie::base::id::{ConversationId, InteractionId, NoteId};
use vigie::config::pictures::Shows;
use vigie::config::theme::{Depth, Terminal};
use vigie::config::{KeyLayout, Lang, Theme};
use vigie::model::exchange::RemoteId;
use vigie::model::fault::{Reason, ReasonCode};
use vigie::model::intent::Intent;
use vigie::model::interaction::{Media, Message as Said, Version};
use vigie::model::news::News;
use vigie::model::note::{Note, NoteVerb};
use vigie::model::picture::{Picture, Unseen};
use vigie::model::query::{Bystander, ConversationView};

/// A thread of the usual evening as `change` leaves it, opened.
fn thread(change: impl Fn(&mut ConversationView)) -> Stage {
    let mut store = sample::store(Lang::En);
    let row = store.rows.iter().find(|row| row.id.0 == 2).unwrap().clone();
    let mut view = sample::thread_of(&row, &store.accounts);
    change(&mut view);
    store.views.insert(2, view);
    let mut stage = Stage::new(store, settings(Lang::En, 80, 24));
    stage.keys("enter");
    stage
}

fn saying(text: &'static str) -> impl Fn(&mut ConversationView) {
    move |view| view.messages[0].text = text.to_owned()
}

fn opened(stage: &Stage) -> Vec<String> {
    let open = |effect: &Effect| if let Effect::Open(url) = effect { Some(url.clone()) } else { None };
    stage.log.iter().filter_map(open).collect()
}

fn copied(stage: &Stage) -> Option<String> {
    stage.log.iter().rev().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None })
}

/// A post of somebody else in the thread of `view`.
fn other(view: &ConversationView, id: i64, text: &str) -> Said {
    let mut message = sample::message(&view.row, id, false, 20, text);
    (message.id, message.name) = (None, "Nino".to_owned());
    message
}

#[test]
fn links_have_numbers_that_open_and_copy_them() {
    let mut stage = thread(saying("the menu https://a.test/menu or https://b.test/x"));
    assert!(stage.shows("https://a.test/menu[1]") && stage.shows("https://b.test/x[2]"), "{}", stage.screen(80, 24));
    stage.keys("o 2 o 1 o o");
    assert_eq!(opened(&stage), ["https://b.test/x", "https://a.test/menu", "https://pouet.example/2"]);
    stage.keys("y 2");
    assert_eq!(copied(&stage).as_deref(), Some("https://b.test/x"));
    stage.keys("o 3");
    assert!(stage.shows("No link or file here has that number"), "{}", stage.screen(80, 24));
    assert_eq!(opened(&stage).len(), 3);
}

#[test]
fn which_key_says_where_each_number_leads() {
    let mut stage = thread(saying("https://a.test/menu and https://b.test/x"));
    stage.keys("o");
    stage.wait(400);
    let screen = stage.screen(80, 24);
    assert!(screen.contains("1      a.test/menu") && screen.contains("2      b.test/x"), "{screen}");
    assert!(!screen.contains(" 3      "), "only what is there: {screen}");
}

#[test]
fn without_links_one_key_opens_the_page_and_a_second_one_does_not_open_it_again() {
    let mut stage = thread(saying("nothing to click"));
    stage.keys("o o");
    assert_eq!(opened(&stage), ["https://pouet.example/2"]);
    stage.wait(700);
    stage.keys("o");
    assert_eq!(opened(&stage).len(), 2, "a later one is meant");
}

#[test]
fn numbers_need_no_shift_on_a_french_keyboard() {
    let mut store = sample::store(Lang::Fr);
    store.rows[1].excerpt = "https://a.test/menu et https://b.test/x".to_owned();
    let mut stage = Stage::new(store, vigie::app::Settings { layout: KeyLayout::Azerty, ..settings(Lang::Fr, 80, 24) });
    stage.keys("enter o é");
    assert_eq!(opened(&stage), ["https://b.test/x"]);
}

#[test]
fn a_link_that_shows_another_place_says_where_it_leads() {
    let stage = thread(saying("log in at https://bank.example (https://evil.test/in)"));
    assert!(stage.shows("https://evil.test/in[1→evil.test]"), "{}", stage.screen(80, 24));
}

#[test]
fn what_a_text_writes_like_a_number_is_no_number() {
    let stage = thread(saying("see [1] and https://a.test/"));
    assert!(stage.shows("see [1] and https://a.test/[1]"), "{}", stage.screen(80, 24));
    let styled = stage.styled(80, 24);
    assert!(!styled.contains('\u{2060}'));
}

#[test]
fn a_number_stays_with_its_link_when_more_is_shown() {
    let mut stage = thread(|view| {
        view.messages[0].text = "https://new.test/".to_owned();
        let mut first = sample::message(&view.row, 19, false, 50, "https://old.test/");
        first.warning = "food".to_owned();
        view.messages.insert(0, first);
    });
    assert!(stage.shows("https://new.test/[1]") && !stage.shows("old.test"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("https://new.test/[1]") && stage.shows("https://old.test/[2]"), "{}", stage.screen(80, 24));
}

#[test]
fn what_others_say_is_one_line_until_it_is_opened() {
    let mut stage = thread(|view| {
        let under = view.messages[0].remote_id.clone();
        for (at, text) in ["me too", "and me", "three of us"].iter().enumerate() {
            let message = other(view, 500 + at as i64, text);
            view.others.push(Bystander { under: under.clone(), depth: at as u16, message });
        }
    });
    assert!(stage.shows("⋮ 3 others answer here · Enter shows them") && !stage.shows("me too"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("me too") && stage.shows("three of us"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(!stage.shows("me too"), "{}", stage.screen(80, 24));
    let line = stage.screen(80, 24).lines().position(|line| line.contains("⋮ 3")).unwrap() as u16;
    stage.click(4, line);
    assert!(stage.shows("me too"), "{}", stage.screen(80, 24));
}

#[test]
fn a_warning_opens_apart_from_what_others_say() {
    let mut stage = thread(|view| {
        let under = view.messages[0].remote_id.clone();
        view.others.push(Bystander { under, depth: 0, message: other(view, 500, "me too") });
        view.messages[0].warning = "spoilers".to_owned();
    });
    stage.keys("enter");
    assert!(stage.shows("Do you still have") && !stage.shows("me too"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("Do you still have") && stage.shows("me too"), "{}", stage.screen(80, 24));
}

#[test]
fn what_stands_above_and_is_not_here_is_fetched_where_it_is_missing() {
    let id = ConversationId(2);
    let mut stage = thread(|view| view.unreached = true);
    let asks = |stage: &Stage| stage.log.iter().filter(|effect| matches!(effect, Effect::Ask(_, Ask::Thread(_)))).count();
    let before = asks(&stage);
    assert!(stage.shows("▲ earlier posts are not here yet · Enter fetches them"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert_eq!(asks(&stage), before + 1);
    stage.news(News::Reading(id));
    assert!(!stage.shows("▲ earlier"), "it spins where it happens: {}", stage.screen(80, 24));
    stage.news(News::Read(id, Some(Reason { code: ReasonCode::Unreachable, detail: String::new() })));
    let screen = stage.screen(80, 24);
    assert!(screen.lines().any(|line| line.contains("▲ earlier posts") && line.contains("no connection")), "{screen}");
}

#[test]
fn what_stands_between_is_folded_to_one_line() {
    let mut stage = thread(|view| {
        view.above = vec![other(view, 400, "the one before"), other(view, 401, "and the next")];
    });
    assert!(stage.shows("▲ 2 earlier posts · Enter shows them") && !stage.shows("the one before"), "{}", stage.screen(80, 24));
    stage.keys("enter");
    assert!(stage.shows("▼ 2 earlier posts") && stage.shows("the one before"), "{}", stage.screen(80, 24));
}

#[test]
fn what_a_message_said_before_is_shown_on_demand() {
    let mut stage = thread(|view| {
        view.messages[0].edited_at = Some(sample::ago(1));
        let (of, text) = (InteractionId(20), "for 5 on Sunday".to_owned());
        view.versions = vec![Version { of, text, warning: String::new(), since: None }];
    });
    assert!(!stage.shows("for 5 on Sunday"));
    stage.keys("ctrl-p");
    stage.types("versions");
    stage.keys("enter");
    assert!(stage.shows("for 5 on Sunday"), "{}", stage.screen(80, 24));
}

#[test]
fn files_say_what_they_show_and_have_numbers_too() {
    let mut stage = thread(|view| {
        let image = |alt: &str, n: u8| vigie::model::interaction::Media {
            kind: "image".into(),
            url: format!("https://files.test/{n}.png"),
            alt: alt.to_owned(),
        };
        view.messages[0].media = vec![image("A corner of a rug", 1), image("", 2)];
    });
    let screen = stage.screen(80, 24);
    assert!(screen.contains("▣ image 1/2: A corner of a rug [1]") && screen.contains("▣ image 2/2: no description [2]"), "{screen}");
    stage.keys("o");
    stage.wait(400);
    let screen = stage.screen(80, 24);
    assert!(screen.contains("1      A corner of a rug") && screen.contains("2      image 2") && !screen.contains("files.test"), "{screen}");
    stage.keys("2");
    assert_eq!(opened(&stage), ["https://files.test/2.png"]);
    assert_eq!(RemoteId::new("r20"), stage.store.views[&2].messages[0].remote_id);
}

fn noted(id: i64, minutes: u64, text: &str) -> Note {
    let (conversation, person) = (ConversationId(2), "ana".to_owned());
    Note { id: NoteId(id), conversation, person, text: text.to_owned(), at: sample::ago(minutes), edited_at: None }
}

#[test]
fn a_note_is_written_over_the_thread_and_can_be_taken_back() {
    let mut stage = thread(saying("hello"));
    stage.keys("M");
    assert!(stage.shows("Note, for us alone") && stage.shows("Joris"), "{}", stage.screen(80, 24));
    stage.types("the sister of the mayor");
    stage.keys("enter");
    assert_eq!(stage.saved(), [Intent::Note(NoteVerb::Add(ConversationId(2), "the sister of the mayor".into()))]);
    assert!(stage.shows("z undo"), "{}", stage.screen(80, 24));
    stage.keys("M enter M esc");
    assert_eq!(stage.saved().len(), 1, "nothing is no note");
}

#[test]
fn notes_stand_between_the_messages_and_look_like_nothing_that_leaves() {
    let mut stage = thread(|view| {
        view.messages.insert(0, sample::message(&view.row, 19, false, 50, "first"));
        view.notes = vec![noted(1, 30, "ask in the kitchen: https://wiki.test/x"), noted(2, 1, "last")];
    });
    let screen = stage.screen(80, 24);
    let at = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {screen}"));
    assert!(at("first") < at("┊ ask in the kitchen") && at("ask in the kitchen") < at("Do you still"), "{screen}");
    assert!(at("Do you still") < at("┊ last") && screen.contains("┊ ✎ note of ana, for us alone · 30m"), "{screen}");
    stage.keys("o 1");
    assert_eq!(opened(&stage), ["https://wiki.test/x"]);
}

#[test]
fn a_note_is_changed_or_taken_away_by_the_palette() {
    let mut stage = thread(|view| view.notes = vec![noted(1, 30, "one"), noted(2, 1, "two")]);
    let palette = |stage: &mut Stage, words: &str| {
        stage.keys("ctrl-p");
        stage.types(words);
        stage.keys("enter");
    };
    palette(&mut stage, "change a note");
    stage.types("one");
    stage.keys("enter");
    stage.types(" more");
    stage.keys("enter");
    palette(&mut stage, "take a note away");
    stage.keys("enter");
    let expected = [NoteVerb::Edit(NoteId(1), "one more".into()), NoteVerb::Remove(NoteId(2))];
    assert_eq!(stage.saved(), expected.map(Intent::Note));
}

#[test]
fn links_beyond_the_ninth_are_chosen_from_a_list() {
    let mut stage = thread(|view| {
        view.messages[0].text = (1..=12).map(|n| format!("https://a.test/{n}")).collect::<Vec<_>>().join(" ");
    });
    stage.keys("ctrl-p");
    stage.types("open a link");
    stage.keys("enter");
    assert!(stage.shows("[12] a.test/12"), "{}", stage.screen(80, 24));
    stage.types("/12");
    stage.keys("enter");
    assert_eq!(opened(&stage), ["https://a.test/12"]);
}

/// A picture: red above, blue below.
fn picture() -> Picture {
    let pixels: Vec<u8> = (0..64 * 64).flat_map(|at| if at < 64 * 32 { [255, 0, 0] } else { [0, 0, 255] }).collect();
    Picture { width: 64, height: 64, pixels: pixels.into() }
}

/// A thread with pictures from these addresses, on a terminal that draws half blocks.
fn pictured(urls: &'static [&'static str], variables: &'static [(&'static str, &'static str)]) -> Stage {
    let mut store = sample::store(Lang::En);
    let row = store.rows.iter().find(|row| row.id.0 == 2).unwrap().clone();
    let mut view = sample::thread_of(&row, &store.accounts);
    let media = |url: &&str| Media { kind: "image".into(), url: (*url).to_owned(), alt: "a tart".into() };
    view.messages[0].media = urls.iter().map(media).collect();
    store.views.insert(2, view);
    let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let mut settings = settings(Lang::En, 80, 24);
    settings.pictures = Shows::of(&variable);
    settings.theme = Theme::gather(&[], "default", Terminal { depth: Depth::True, ground: None }).0;
    Stage::new(store, settings)
}

fn fetched(stage: &Stage) -> Vec<String> {
    let url = |effect: &Effect| if let Effect::Picture(_, url) = effect { Some(url.clone()) } else { None };
    stage.log.iter().filter_map(url).collect()
}

fn comes(stage: &mut Stage, url: &str, picture: Result<Picture, Unseen>) {
    let ticket = Ticket { slot: Slot::Picture, generation: 1 };
    stage.send(Message::Answer(ticket, Answered::Picture(url.to_owned(), picture)));
}

const OWN: &str = "https://files.pouet.example/1.png";
const FAR: &str = "https://elsewhere.test/2.png";

#[test]
fn only_pictures_of_the_accounts_server_come_by_themselves_and_only_when_a_thread_is_opened() {
    let mut stage = pictured(&[OWN, FAR, "https://pouet.example.evil.test/3.png", "https://pouet.example@evil.test/4.png"], &[]);
    assert_eq!(fetched(&stage), Vec::<String>::new(), "looking down the list fetches nothing");
    stage.keys("enter");
    assert_eq!(fetched(&stage), [OWN]);
    stage.keys("o p");
    assert_eq!(fetched(&stage).len(), 4, "asked for with a key, all come");
}

#[test]
fn a_picture_stands_below_its_words_and_goes_with_a_key() {
    let mut stage = pictured(&[OWN], &[]);
    stage.keys("enter");
    assert!(stage.shows("▣ image: a tart [1] · coming…"), "{}", stage.screen(80, 24));
    comes(&mut stage, OWN, Ok(picture()));
    let screen = stage.screen(80, 24);
    assert!(screen.contains("▣ image: a tart [1]   ") && screen.matches('▀').count() == 16 * 8, "{screen}");
    stage.keys("o p");
    assert!(!stage.shows("▀"), "{}", stage.screen(80, 24));
    stage.keys("o p");
    assert!(stage.shows("▀") && fetched(&stage).len() == 1, "what is here is not fetched again");
}

#[test]
fn why_a_picture_does_not_come_is_said_where_it_would_stand() {
    let mut stage = pictured(&[OWN], &[]);
    stage.keys("enter");
    comes(&mut stage, OWN, Err(Unseen::TooLarge));
    assert!(stage.shows("a tart [1] · too large to be shown"), "{}", stage.screen(80, 24));
    stage.keys("o p");
    assert_eq!(fetched(&stage), [OWN, OWN], "asked for again, it is tried again");
}

#[test]
fn over_ssh_and_when_a_person_wants_none_nothing_is_fetched() {
    let mut stage = pictured(&[OWN], &[("SSH_TTY", "/dev/pts/1")]);
    stage.keys("enter o p");
    assert!(fetched(&stage).is_empty() && stage.shows("Pictures are off"), "{}", stage.screen(80, 24));
}

#[test]
fn what_stands_behind_a_warning_is_not_fetched_before_it_is_opened() {
    let mut stage = pictured(&[OWN], &[]);
    stage.store.views.get_mut(&2).unwrap().messages[0].warning = "blood".to_owned();
    stage.changed();
    stage.keys("enter");
    assert!(fetched(&stage).is_empty());
    stage.keys("enter");
    assert_eq!(fetched(&stage), [OWN]);
}

#[test]
fn other_terminals_are_told_where_a_picture_stands_unless_something_covers_it() {
    let mut stage = pictured(&[OWN], &[("TERM", "xterm-kitty")]);
    stage.keys("enter");
    comes(&mut stage, OWN, Ok(picture()));
    assert!(!stage.shows("▀"));
    let placed = vigie::ui::pictures::placed(&stage.state);
    let line = stage.screen(80, 24).lines().position(|line| line.contains("a tart")).unwrap() as u16;
    assert_eq!(
        placed.iter().map(|placed| (placed.area.x, placed.area.y, placed.area.width, placed.area.height)).collect::<Vec<_>>(),
        [(3, line + 1, 16, 8)]
    );
    stage.keys("?");
    assert!(vigie::ui::pictures::placed(&stage.state).is_empty());
    stage.keys("esc");
    stage.resize(80, 16);
    stage.keys("ctrl-d");
    let placed = vigie::ui::pictures::placed(&stage.state);
    assert!(placed.iter().all(|placed| placed.area.bottom() <= 14 && placed.top + placed.area.height <= placed.rows), "{placed:?}");
}

#[test]
fn a_picture_that_comes_does_not_push_away_what_is_to_be_answered() {
    let mut stage = pictured(&[OWN], &[]);
    let view = stage.store.views.get_mut(&2).unwrap();
    let media = std::mem::take(&mut view.messages[0].media);
    view.subject = Some(Said { id: None, media, ..sample::message(&view.row, 0, true, 90, "the new menu") });
    stage.changed();
    stage.resize(80, 16);
    stage.keys("enter");
    assert_eq!(fetched(&stage), [OWN]);
    comes(&mut stage, OWN, Ok(picture()));
    let screen = stage.screen(80, 16);
    assert!(screen.contains("▀") && screen.contains("need a high chair"), "{screen}");
}
