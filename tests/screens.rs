//! Every pane in every state it can be in, as a person sees it, at the sizes they have.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod stage;

use std::time::Duration;

use stage::{Stage, Store, sample, settings};
use vigie::app::Message;
use vigie::base::id::{AccountId, NoteId};
use vigie::config::{Config, Lang, Misfit, Theme, Warning};
use vigie::model::account::{Feed, Health};
use vigie::model::delivery::State as Delivery;
use vigie::model::fault::{Reason, ReasonCode};
use vigie::model::news::{LaneId, News};
use vigie::model::note::Note;
use vigie::model::query::Bystander;

fn usual(lang: Lang, width: u16, height: u16) -> Stage {
    Stage::new(sample::store(lang), settings(lang, width, height))
}

/// A picture under a name that says what, where and in which language.
macro_rules! picture {
    ($name:literal, $lang:expr, $stage:expr, $width:expr, $height:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{}_{}x{}_{}", $name, $width, $height, $lang), $stage.screen($width, $height));
        })
    };
}

#[test]
fn the_inbox_on_a_usual_evening() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let stage = usual(*lang, width, height);
            picture!("inbox", lang, stage, width, height);
        }
    }
}

#[test]
fn the_first_screen_of_all() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24)] {
            let stage = Stage::new(Store::default(), settings(*lang, width, height));
            picture!("welcome", lang, stage, width, height);
        }
    }
}

#[test]
fn an_inbox_with_nothing_to_answer() {
    for lang in Lang::ALL {
        let store = Store { accounts: sample::accounts(), ..Store::default() };
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        picture!("inbox_empty", lang, stage, 80, 24);
        stage.keys("/");
        stage.types("is:starred zzz");
        stage.keys("enter");
        picture!("inbox_filter_empty", lang, stage, 80, 24);
    }
}

#[test]
fn a_long_inbox_scrolled_and_selected() {
    for lang in Lang::ALL {
        let mut store = sample::store(*lang);
        let first = store.rows[0].clone();
        for at in 0..60 {
            let mut row = sample::row(
                100 + at,
                (at % 3) as usize,
                first.kind,
                ("Zoé Lefèvre-Vandenbroucke", "@zoe.lefevre.vandenbroucke@example.social"),
                3_000 + at as u64 * 90,
                &first.excerpt,
            );
            row.count = 12;
            store.rows.push(row);
        }
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("j j space space v j j G ctrl-u");
        picture!("inbox_long", lang, stage, 80, 24);
    }
}

#[test]
fn an_inbox_where_things_go_wrong() {
    for lang in Lang::ALL {
        let mut store = sample::store(*lang);
        store.outbox = sample::outbox(&store.rows)[..1].to_vec();
        store.rows[0].outgoing = vigie::model::conversation::Outgoing::NotSent;
        store.accounts[0].account.health = Health::NeedsLogin;
        let mut chosen = settings(*lang, 80, 24);
        chosen.warnings = vec![Warning { line: 3, about: Misfit::UnknownKey { key: "langage".into(), nearest: Some("language".into()) } }];
        let mut stage = Stage::new(store, chosen);
        let reason = Reason { code: ReasonCode::ServerError, detail: "503".into() };
        let lane = LaneId::Poll(AccountId(2), Feed::Notifications);
        stage.news(News::Failed(lane, reason, Some(sample::NOW + Duration::from_secs(60))));
        picture!("inbox_trouble", lang, stage, 80, 24);
        stage.keys("/");
        stage.types("client:léon is:bruyant");
        picture!("inbox_filter_wrong", lang, stage, 80, 24);
    }
}

#[test]
fn quiet_things_in_one_row_each() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.keys("> >");
        picture!("inbox_quiet", lang, stage, 80, 24);
    }
}

#[test]
fn rows_that_came_and_rows_that_went() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.wait(60_000);
        let mut fresh = sample::row(50, 1, vigie::model::interaction::Kind::Mention, ("Nino", "@nino@pouet.example"), 0, "Hello ?");
        fresh.triage.opened_at = stage.now.day;
        stage.store.rows.push(fresh);
        stage.store.rows[2].triage.state = vigie::model::triage::State::Done;
        stage.keys("space");
        stage.changed();
        picture!("inbox_changed", lang, stage, 80, 24);
    }
}

#[test]
fn a_conversation_whole() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let mut stage = usual(*lang, width, height);
            stage.keys("j enter");
            picture!("thread", lang, stage, width, height);
        }
        let mut stage = usual(*lang, 80, 24);
        stage.keys("j enter enter");
        stage.news(News::Reading(vigie::base::id::ConversationId(3)));
        picture!("thread_unfolded", lang, stage, 80, 24);
    }
}

#[test]
fn a_conversation_with_something_on_its_way_and_a_draft() {
    for lang in Lang::ALL {
        let mut store = sample::store(*lang);
        let row = store.rows[0].clone();
        let mut view = sample::thread_of(&row, &store.accounts);
        let states = [Delivery::Leaving(sample::NOW + Duration::from_secs(8)), sample::outbox(&store.rows)[0].state.clone()];
        view.deliveries = states.into_iter().enumerate().map(|(at, state)| sample::outbox_row(at as i64, &row, state)).collect();
        view.deliveries[0].load = sample::outbox(&store.rows)[4].load.clone();
        store.outbox = view.deliveries.clone();
        store.views.insert(1, view);
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("j j enter");
        picture!("thread_leaving", lang, stage, 80, 24);
    }
}

#[test]
fn the_composer_answering() {
    for lang in Lang::ALL {
        let words = match lang {
            Lang::Fr => {
                "Bonsoir Fatou, toutes nos excuses ! Gardez le tapis, un livreur passe le reprendre jeudi et vous en apporte un neuf."
            }
            Lang::En => {
                "Good evening Fatou, we are so sorry! Keep the rug, a driver comes on Thursday to take it back and brings a new one."
            }
        };
        for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let mut stage = usual(*lang, width, height);
            stage.keys("j r");
            stage.types(words);
            picture!("composer", lang, stage, width, height);
        }
        let mut stage = usual(*lang, 80, 24);
        stage.keys("j R alt-w");
        stage.types("livraison");
        stage.keys("enter");
        for _ in 0..5 {
            stage.types(words);
        }
        stage.keys("ctrl-s");
        picture!("composer_too_long", lang, stage, 80, 24);
    }
}

#[test]
fn saved_replies_are_chosen_filled_and_marked() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let mut stage = usual(*lang, width, height);
            stage.keys("j ;");
            stage.types(if *lang == Lang::Fr { "tapis" } else { "rug" });
            picture!("snippets", lang, stage, width, height);
            stage.keys("enter alt-r");
            stage.types(if *lang == Lang::Fr { "rembours" } else { "refund" });
            stage.keys("enter");
            picture!("snippets_blank", lang, stage, width, height);
            stage.types("A-1217");
            stage.keys("enter esc ctrl-s esc");
            picture!("snippets_left", lang, stage, width, height);
        }
    }
}

#[test]
fn the_composer_posting_from_two_accounts() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.keys("c");
        stage.types("Fermés lundi !");
        stage.keys("alt-a j space");
        picture!("composer_accounts", lang, stage, 80, 24);
        stage.keys("enter");
        picture!("composer_new", lang, stage, 80, 24);
        stage.keys("alt-o alt-o");
        stage.types(&"x".repeat(500));
        picture!("composer_own_text", lang, stage, 80, 24);
    }
}

#[test]
fn the_composer_with_files() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.keys("c");
        stage.types("La carte d'hiver est là.");
        stage.keys("alt-m");
        stage.types("~/carte.png");
        picture!("composer_file", lang, stage, 80, 24);
        stage.keys("enter");
        stage.types("La carte, en bleu");
        stage.keys("enter a");
        stage.types("~/salle.png");
        stage.keys("enter esc");
        picture!("composer_files", lang, stage, 80, 24);
        stage.keys("esc");
        picture!("composer_media", lang, stage, 80, 24);
    }
}

#[test]
fn after_sending() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.keys("j r");
        stage.types("Oui !");
        stage.keys("ctrl-s").wait(1_500);
        picture!("sent", lang, stage, 80, 24);
    }
}

#[test]
fn the_outbox_in_every_state() {
    for lang in Lang::ALL {
        let mut empty = usual(*lang, 80, 24);
        empty.keys("4");
        picture!("outbox_empty", lang, empty, 80, 24);
        let mut store = sample::store(*lang);
        store.calendar = sample::upcoming(&store.rows);
        store.outbox = sample::outbox(&store.rows)[..1].to_vec();
        let mut upcoming = Stage::new(store, settings(*lang, 80, 24));
        upcoming.keys("4");
        picture!("outbox_upcoming", lang, upcoming, 80, 24);
        for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let mut store = sample::store(*lang);
            store.outbox = sample::outbox(&store.rows);
            let mut stage = Stage::new(store, settings(*lang, width, height));
            stage.keys("4 j j");
            picture!("outbox", lang, stage, width, height);
        }
    }
}

#[test]
fn sources_and_accounts() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let mut store = sample::store(*lang);
            store.accounts[0].account.health = Health::NeedsLogin;
            store.accounts[1].feeds[0].trouble = Some(Reason { code: ReasonCode::RateLimited, detail: "2026-09-14T19:29:00Z".into() });
            let mut stage = Stage::new(store, settings(*lang, width, height));
            stage.keys("5");
            picture!("accounts", lang, stage, width, height);
        }
        let mut empty = Stage::new(Store::default(), settings(*lang, 80, 24));
        empty.keys("4");
        picture!("outbox_first", lang, empty, 80, 24);
    }
}

#[test]
fn help_palette_which_key_and_questions() {
    for lang in Lang::ALL {
        let mut stage = usual(*lang, 80, 24);
        stage.keys("?");
        picture!("help", lang, stage, 80, 24);
        stage.keys("esc :");
        stage.types(if *lang == Lang::Fr { "répon" } else { "account" });
        picture!("palette", lang, stage, 80, 24);
        stage.keys("esc y");
        stage.wait(350);
        picture!("which_key", lang, stage, 80, 24);
        stage.keys("esc B");
        picture!("confirm", lang, stage, 80, 24);
        stage.keys("esc j r");
        stage.types("Oui.");
        stage.keys("ctrl-s Q");
        picture!("quit", lang, stage, 80, 24);
        let mut narrow = usual(*lang, 60, 16);
        narrow.keys("?");
        picture!("help", lang, narrow, 60, 16);
    }
}

#[test]
fn macros_stand_among_the_commands() {
    let macros = "[macros]\nrefund = { keys = \"ctrl-y\", run = \"label refund, snippet refund, done\" }\nlater = { keys = \"ctrl-o l\", run = \"star, snooze demain 9h\" }\n";
    for lang in Lang::ALL {
        let mut settings = settings(*lang, 80, 24);
        let macros = if *lang == Lang::Fr { macros.replace("refund", "remboursement") } else { macros.to_owned() };
        settings.config.macros = Config::read(&macros).0.macros;
        let mut stage = Stage::new(sample::store(*lang), settings);
        picture!("macro_hints", lang, stage, 120, 40);
        stage.keys(":").types("macro");
        picture!("macro_palette", lang, stage, 80, 24);
        stage.keys("esc ctrl-o").wait(350);
        picture!("macro_which_key", lang, stage, 80, 24);
        stage.keys("esc ctrl-y esc");
        picture!("macro_composer", lang, stage, 80, 24);
    }
}

#[test]
fn too_little_room_is_said_in_one_sentence() {
    for lang in Lang::ALL {
        let stage = usual(*lang, 50, 12);
        picture!("too_small", lang, stage, 50, 12);
    }
}

#[test]
fn without_colours_every_state_can_still_be_told() {
    let mut store = sample::store(Lang::En);
    store.outbox = sample::outbox(&store.rows);
    let mut chosen = settings(Lang::En, 80, 24);
    chosen.theme = Theme::monochrome();
    let mut stage = Stage::new(store, chosen);
    stage.keys("space j");
    assert!(!stage.has_colour(80, 24));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("monochrome_inbox", stage.styled(80, 24));
        stage.keys("4");
        insta::assert_snapshot!("monochrome_outbox", stage.styled(80, 24));
        stage.keys("1 /");
        stage.types("is:loud");
        insta::assert_snapshot!("monochrome_filter", stage.styled(80, 24));
        stage.keys("esc r");
        stage.types(&"x".repeat(60).repeat(9));
        insta::assert_snapshot!("monochrome_too_long", stage.styled(80, 24));
        stage.keys("alt-w");
        stage.types(&"!".repeat(501));
        assert!(stage.shows("the warning alone is too long"));
    });
    assert!(!stage.has_colour(80, 24));
}

#[test]
fn no_size_breaks_the_screen() {
    for (width, height) in [(1, 1), (10, 3), (59, 16), (60, 15), (61, 17), (79, 16), (80, 16), (119, 20), (121, 16), (160, 16), (300, 100)]
    {
        for keys in ["", "enter", "r", "c", "4", "5", "?", ":", "B", "g", "+", "tab tab", "alt-a"] {
            let mut stage = usual(Lang::Fr, 80, 24);
            if !keys.is_empty() {
                stage.keys(keys);
            }
            stage.send(Message::Resized(vigie::app::Size { width, height }));
            stage.wait(400);
            let _ = stage.screen(width, height);
        }
    }
}

#[test]
fn every_action_on_a_row_and_the_questions_of_moderation() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24)] {
            let mut stage = usual(*lang, width, height);
            stage.keys("x");
            picture!("actions", lang, stage, width, height);
            stage.keys("X");
            picture!("block", lang, stage, width, height);
            stage.keys("esc x !");
            picture!("report", lang, stage, width, height);
            stage.keys("enter");
            stage.types("Every day.");
            picture!("report_words", lang, stage, width, height);
        }
    }
}

/// A thread with a note, numbered links, a link that pretends, posts above and a branch of others.
fn crowded(lang: Lang, width: u16, height: u16) -> Stage {
    let mut store = sample::store(lang);
    let row = store.rows.iter().find(|row| row.id.0 == 2).unwrap().clone();
    let mut view = sample::thread_of(&row, &store.accounts);
    let other = |id: i64, name: &str, text: &str| {
        let mut message = sample::message(&view.row, id, false, 20, text);
        (message.id, message.name) = (None, name.to_owned());
        message
    };
    let (above, first, second) = (other(400, "Nino", "?"), other(500, "Ana Ruiz", "+1"), other(501, "Paul", "+2"));
    let under = view.messages[0].remote_id.clone();
    view.above = vec![above];
    view.others = vec![Bystander { under: under.clone(), depth: 0, message: first }, Bystander { under, depth: 1, message: second }];
    let mut said = sample::message(&view.row, 21, false, 1, "https://resto.example/menu https://bank.example (https://evil.test/in)");
    said.media =
        vec![vigie::model::interaction::Media { kind: "image".into(), url: "https://files.pouet.example/1.png".into(), alt: "42".into() }];
    view.messages.push(said);
    let (conversation, person) = (row.id, "ana".to_owned());
    let text = "VIP: https://wiki.example/joris".to_owned();
    view.notes = vec![Note { id: NoteId(1), conversation, person, text, at: sample::ago(2), edited_at: Some(sample::ago(1)) }];
    store.views.insert(2, view);
    let mut stage = Stage::new(store, settings(lang, width, height));
    stage.keys("enter enter enter");
    stage
}

#[test]
fn a_thread_with_all_that_can_stand_in_it() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let stage = crowded(*lang, width, height);
            picture!("thread_crowded", lang, stage, width, height);
        }
    }
    let mut stage = crowded(Lang::En, 80, 24);
    assert!(stage.styled(80, 24).contains("evil.test"));
    stage.keys("o").wait(400);
    picture!("thread_which_link", Lang::En, stage, 80, 24);
    stage.keys("esc M");
    stage.types("call her at 5");
    picture!("thread_note", Lang::En, stage, 80, 24);
}

/// Two clients: one with everything that a page can hold, one with little.
fn digest(store: &Store, floods: bool) -> vigie::model::digest::Digest {
    use vigie::model::client::Client;
    use vigie::model::digest::{ClientPage, Digest, Noise, Part};
    let mut asks: Vec<_> = store.rows.iter().filter(|row| row.asks()).cloned().collect();
    asks.sort_by_key(|row| row.last_at);
    asks.iter_mut().for_each(|row| row.triage.waiting_since = Some(row.last_at));
    asks[1].triage.due_at = Some(sample::ago(0) + Duration::from_secs(2_400));
    asks[0].triage.due_at = Some(sample::ago(95));
    let not_sent: Vec<_> = sample::outbox(&store.rows).into_iter().filter(|row| row.state.is_trouble()).collect();
    let mut unread = sample::accounts();
    unread.truncate(1);
    unread[0].account.health = Health::NeedsLogin;
    let row = &asks[0];
    let client = Client { id: row.client, name: row.client_name.clone(), colour: row.colour };
    let (late, came) = asks.split_at(1);
    let many = if floods { 30 } else { 1 };
    let came: Vec<_> = std::iter::repeat_n(came, many).flatten().take(50).cloned().collect();
    let whole = ClientPage {
        client: client.clone(),
        to_answer: Part { all: if floods { 61 } else { came.len() as u32 }, rows: came },
        late: Part { rows: late.to_vec(), all: 1 },
        not_sent: Part { all: not_sent.len() as u32, rows: not_sent },
        unread,
        noise: Noise { likes: 222, boosts: 1, follows: 3, entries: 12 },
    };
    let other = asks.iter().find(|other| other.client != row.client).unwrap();
    let little = ClientPage {
        client: Client { id: other.client, name: other.client_name.clone(), colour: other.colour },
        to_answer: Part::default(),
        late: Part::default(),
        not_sent: Part::default(),
        unread: Vec::new(),
        noise: Noise { likes: 1, ..Noise::default() },
    };
    Digest { since: sample::ago(700), pages: vec![whole, little] }
}

#[test]
fn the_digest_of_what_came() {
    for lang in Lang::ALL {
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let mut store = sample::store(*lang);
            store.digest = digest(&store, false);
            let mut stage = Stage::new(store, settings(*lang, width, height));
            stage.keys("g d");
            picture!("digest", lang, stage, width, height);
        }
        let mut store = sample::store(*lang);
        store.digest = digest(&store, true);
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("g d G");
        picture!("digest_long", lang, stage, 80, 24);
        stage.keys("n");
        picture!("digest_little", lang, stage, 80, 24);
        let mut store = sample::store(*lang);
        store.digest.since = sample::ago(700);
        let mut stage = Stage::new(store, settings(*lang, 80, 24));
        stage.keys("g d");
        picture!("digest_empty", lang, stage, 80, 24);
    }
}
