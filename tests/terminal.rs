//! A few stories on a real terminal: the program as a person has it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use common::pty::Pty;
use common::site::{Answer, Site};
use vigie::base::time::{Clock, SystemClock};
use vigie::demo::Server;

const ENTER: &str = "\r";
const ESC: &str = "\u{1b}";
const CTRL_S: &str = "\u{13}";
const CTRL_C: &str = "\u{3}";
const CTRL_Q: &str = "\u{11}";

/// A network with one question, and a home whose account has read it.
async fn asked(home: &Path) -> Server {
    let server = Server::start(Arc::new(SystemClock) as Arc<dyn Clock>).await.unwrap();
    for handle in ["brand", "ana"] {
        server.network.person(handle, Default::default());
    }
    server.network.mention("ana", "brand", "Is there a table for two?").unwrap();
    let url = server.url();
    let token = server.network.token("brand");
    let home = home.to_owned();
    tokio::task::spawn_blocking(move || {
        vigie(&home, &["client", "add", "Bistro"], "");
        vigie(&home, &["account", "add", "mastodon", &url, "--client", "Bistro", "--token-stdin"], &token);
        vigie(&home, &["sync"], "");
    })
    .await
    .unwrap();
    server
}

fn vigie(home: &Path, args: &[&str], input: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(args)
        .env("VIGIE_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{input}\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{args:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_survives_kill_9() {
    let home = tempfile::tempdir().unwrap();
    let server = asked(home.path()).await;
    tokio::task::block_in_place(|| {
        let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
        screen.until("Is there a table").keys("r").until("Ctrl-s").keys("Yes, near the window");
        screen.until("near the window");
        // What is on the screen is in the store 50 ms later; the store says when it is.
        let store = vigie::store::Store::open(
            &home.path().join("vigie.db"),
            vigie::store::Options { clock: Arc::new(SystemClock), writable: false },
        )
        .unwrap();
        let began = std::time::Instant::now();
        loop {
            let id = vigie::base::id::ConversationId(1);
            let answer = store.ask_now(&vigie::model::query::Query::Conversation(id)).unwrap();
            let vigie::model::query::Answer::Conversation(Some(view)) = answer else { panic!() };
            if view.drafts.iter().any(|draft| draft.text.ends_with("near the window")) {
                break;
            }
            assert!(began.elapsed().as_secs() < 20, "the draft is not in the store");
        }
        store.close();
        screen.kill();

        let mut again = Pty::start(home.path(), &[], (80, 24), "en");
        again.until("Is there a table").keys("r").until("Yes, near the window");
        again.keys(CTRL_S).until_gone("near the window");
        // It is leaving: quitting asks first.
        again.keys(CTRL_Q).until("ana").kill();
    });
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_terminal_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    let server = asked(home.path()).await;
    tokio::task::block_in_place(|| {
        let mut screen = Pty::start(home.path(), &[], (120, 40), "fr");
        screen.until("Is there a table").keys("?").until("Les touches").keys(ESC).until_gone("Les touches");
        screen.resize((40, 10)).until("60").resize((80, 24)).until("Is there a table");
        screen.keys(ENTER).until("Is there a table").keys("q").keys(CTRL_Q);
        assert_eq!(screen.end(), 0);
        assert!(screen.gave_back());
    });
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_leaves_the_real_store_alone_and_leads_back_to_what_was_being_written() {
    let home = tempfile::tempdir().unwrap();
    let server = asked(home.path()).await;
    tokio::task::block_in_place(|| {
        let rows = || {
            let store = vigie::store::Store::open(
                &home.path().join("vigie.db"),
                vigie::store::Options { clock: Arc::new(SystemClock), writable: false },
            )
            .unwrap();
            let (accounts, outbox) =
                (store.ask_now(&vigie::model::query::Query::Accounts), store.ask_now(&vigie::model::query::Query::Outbox(9)));
            let journal = store.ask_now(&vigie::model::query::Query::Journal(9));
            let rows = format!("{outbox:?} {journal:?}");
            store.close();
            let Ok(vigie::model::query::Answer::Accounts(accounts)) = accounts else { panic!() };
            (accounts.len(), rows)
        };
        let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
        screen.until("Is there a table").keys("r").until("Ctrl-s").keys("Yes, near the window").until("near the window");
        let before = rows();
        screen.keys("\u{10}").until("Commands").keys("tour in a made-up").keys(ENTER).until("1/15").until_gone("Is there a table");
        // What is done there is done there: an answer, and a row that is done.
        screen.keys("j").until("2/15").keys(ENTER).until("3/15").keys("r").until("4/15").keys("Hello").until("Hello");
        screen.keys("\u{13}").until("5/15").keys("4").until("6/15").keys("1").until("7/15").keys("e").until("8/15");
        // It is leaving, so quitting asks; it is sent on the network of the tour.
        screen.keys("Q").until("Esc").keys("s").until("near the window").until_gone("The tour");
        assert_eq!(rows(), before);
        // The screen is the person's again, and goes on.
        screen.keys("!").until("near the window!").keys(ESC).until("Draft kept").keys(CTRL_Q);
        assert_eq!(screen.end(), 0);
        assert!(screen.gave_back());
    });
    drop(server);
}

#[test]
fn the_doctor_ends_also_where_the_terminal_is_silent() {
    let home = tempfile::tempdir().unwrap();
    // This terminal never says where its cursor is.
    let mut screen = Pty::start(home.path(), &["doctor"], (100, 60), "fr");
    screen.until("Le terminal n'a pas dit").until("Tout va bien.");
    assert_eq!(screen.end(), 0);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "and leaves no trace");
}

const FEED: &str = "<rss version='2.0'><channel><title>Town news</title><item><guid>1</guid><title>Fair</title></item></channel></rss>";

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_the_plain_terminal_can_be_given_up_and_leads_back() {
    let home = tempfile::tempdir().unwrap();
    let site = Site::open().await;
    site.says("/feed", Answer::ok(FEED));
    site.says("/other", Answer::ok(FEED.replace("Town", "Sea")));
    let (feed, other) = (site.url("/feed"), site.url("/other"));
    tokio::task::block_in_place(|| {
        for client in ["Bistro", "Hotel"] {
            vigie(home.path(), &["client", "add", client], "");
        }
        vigie(home.path(), &["account", "add", "rss", &feed, "--client", "Hotel"], "");
        let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
        screen.until("Inbox").keys("5").until("Town news");
        let mut times = 0;
        // What was asked before stands on the plain terminal still.
        let mut asked = |screen: &mut Pty| {
            times += 1;
            screen.keys("s").until_that("the address is asked", |text| text.matches("The address of the site").count() == times);
        };
        for giving_up in [ESC, CTRL_C] {
            asked(&mut screen);
            screen.keys("half an addr").until_that("it is typed", |text| text.trim_end().ends_with("half an addr"));
            screen.keys(giving_up).until("Accounts and sources");
        }
        // Known to the client of the focused row already: Enter takes that one.
        asked(&mut screen);
        screen.keys(&feed).keys(ENTER).until("Enter takes Hotel").keys(ENTER).until("Town news is a source of Hotel already.");
        // An address in the place of a name makes no client.
        asked(&mut screen);
        screen.keys("x\u{7f}").keys(&other).keys(ENTER);
        screen.until_that("the client is asked", |text| text.matches("Enter takes Hotel").count() == 2);
        screen.keys(&other).keys(ENTER).until("There is no client").keys(ENTER);
        screen.until_that("the client is asked again", |text| text.matches("Enter takes Hotel").count() == 3);
        screen.keys("bistro").keys(ENTER).until("Sea news is a source of Bistro now.");
        screen.keys(CTRL_Q);
        assert_eq!(screen.end(), 0);
    });
    let mut clients = Command::new(env!("CARGO_BIN_EXE_vigie"));
    let printed = clients.args(["client", "list"]).env("VIGIE_HOME", home.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&printed.stdout).lines().count(), 2, "no client came of it");
}

#[test]
fn settings_apply_while_the_screen_is_on() {
    let home = tempfile::tempdir().unwrap();
    let mut screen = Pty::start(home.path(), &[], (100, 24), "en");
    screen.until("Welcome");
    std::fs::write(home.path().join("config.toml"), "language = \"fr\"\n[keys]\nquit = \"f9\"\n").unwrap();
    screen.until("Les réglages ont été relus.").until("Bienvenue");
    std::fs::write(home.path().join("config.toml"), "language = \"de\"\n[keys]\nquit = \"f9\"\n").unwrap();
    // What is broken stays as it was, and is told.
    screen.until("✗ config.toml:1").until("Bienvenue").keys("\u{1b}[20~");
    assert_eq!(screen.end(), 0, "F9 quits");
}

#[test]
fn the_first_screen_leads_to_the_demo() {
    let home = tempfile::tempdir().unwrap();
    let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
    screen.until("Welcome").keys("d").until("resting (W)").keys(CTRL_Q);
    assert_eq!(screen.end(), 0);
}

const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";
const FRAME: &str = "\u{1b}[?2026h";

/// The key of the first hint, on the last line.
const HINT: (u16, u16) = (1, 23);

fn choose(home: &Path, theme: &str) {
    std::fs::write(home.join("config.toml"), format!("# mine\ntheme = \"{theme}\" # for now\n")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_of_the_terminal_is_nobodys_keys() {
    let home = tempfile::tempdir().unwrap();
    let server = asked(home.path()).await;
    tokio::task::block_in_place(|| {
        let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
        screen.until("Is there a table").until_wrote(QUESTION);
        assert!(screen.wrote(FRAME) >= 1, "nothing is asked before the first frame");
        let plain = vt100::Color::Default;
        screen.until_colours(HINT.0, HINT.1, (vt100::Color::Idx(6), plain));
        // In the composer whatever is taken for a key is seen.
        screen.keys("r").until("Ctrl-s").keys("one \u{1b}]11;rgb:ffff/ffxyzff/ff").keys("ff\u{1b}\\ two");
        screen.until("one xyz two").until_colours(HINT.0, HINT.1, (vt100::Color::Idx(4), plain));
        // Another one, later, and one that is cut.
        screen.keys("\u{1b}]11;rgb:0000/0000/0000\u{7} three").until("one xyz two three");
        screen.until_colours(HINT.0, HINT.1, (vt100::Color::Idx(6), plain));
        screen.keys("\u{1b}]11;rgb:ffff/ff").keys(CTRL_Q);
        assert_eq!(screen.end(), 0, "a key after one that is cut is a key");
        assert_eq!(screen.wrote(QUESTION), 1);
    });
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_paints_until_the_terminal_says_that_it_need_not() {
    let home = tempfile::tempdir().unwrap();
    choose(home.path(), "dark");
    let server = asked(home.path()).await;
    tokio::task::block_in_place(|| {
        let truecolour = [("COLORTERM", "truecolor")];
        let mut screen = Pty::start_with(home.path(), &[], (80, 24), "en", &truecolour);
        screen.until("Is there a table").until_wrote(QUESTION);
        let (text, painted) = (vt100::Color::Rgb(0xd7, 0xda, 0xe0), vt100::Color::Rgb(0x1d, 0x20, 0x26));
        screen.until_colours(40, 20, (text, painted));
        screen.keys("\u{1b}]11;rgb:2828/2c2c/3434\u{7}").until_colours(40, 20, (text, vt100::Color::Default));
        screen.keys(CTRL_Q);
        assert_eq!(screen.end(), 0);

        // A terminal that is known not to answer is not asked, and shows what it can.
        let mut console = Pty::start_with(home.path(), &[], (80, 24), "en", &[("TERM", "linux")]);
        console.until("Is there a table").keys("?").until("Keys here").keys(ESC).until_gone("Keys here");
        assert_eq!(console.wrote(QUESTION), 0);
        assert_eq!(console.colours(40, 20).1, vt100::Color::Default);
        console.keys(CTRL_Q);
        assert_eq!(console.end(), 0);
    });
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chosen_theme_is_kept_in_the_settings() {
    let home = tempfile::tempdir().unwrap();
    choose(home.path(), "auto");
    let server = asked(home.path()).await;
    let settings = home.path().join("config.toml");
    tokio::task::block_in_place(|| {
        // It never answers: the sixteen colours of the terminal.
        let mut screen = Pty::start_with(home.path(), &[], (80, 24), "fr", &[("COLORTERM", "truecolor")]);
        screen.until("Is there a table").until_wrote(QUESTION);
        screen.until_colours(HINT.0, HINT.1, (vt100::Color::Idx(6), vt100::Color::Default));
        screen.keys(":").until("Commandes").keys("theme").until("Choisir le thème").keys(ENTER).until("calme, sur fond clair");
        screen.keys("jjj").until_colours(0, 0, (vt100::Color::Rgb(0xfb, 0xfa, 0xf7), vt100::Color::Rgb(0x1b, 0x55, 0x99)));
        screen.keys(ENTER).until("Le thème est light.").keys(CTRL_Q);
        assert_eq!(screen.end(), 0);
        assert_eq!(std::fs::read_to_string(&settings).unwrap(), "# mine\ntheme = \"light\" # for now\n");

        let mut readonly = std::fs::metadata(&settings).unwrap().permissions();
        readonly.set_readonly(true);
        std::fs::set_permissions(&settings, readonly).unwrap();
        let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
        screen.until("Is there a table").keys(":").until("Commands").keys("theme").until("Choose the theme").keys(ENTER);
        screen.until("calm, on light").keys("k").keys(ENTER).until("The theme holds until you quit");
        assert_eq!(std::fs::read_to_string(&settings).unwrap(), "# mine\ntheme = \"light\" # for now\n");
        screen.kill();
    });
    drop(server);
}
