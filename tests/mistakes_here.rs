//! What is wrong on this machine: the store, the disk, the home, the settings, the
//! terminal. One clear sentence, the right exit code, and the file as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use common::mistaken::{Home, Ran, ran};
use common::pty::Pty;
use common::wrong::{self, Server};

const DAMAGED: [&str; 2] = [
    "The store is damaged and was left as it is. `vigie doctor` says where it lies and what can be saved.",
    "Les données sont abîmées et restent telles quelles. `vigie doctor` dit où elles sont et ce qui peut être sauvé.",
];
const NEWER: [&str; 2] = [
    "The store was written by a newer vigie. Please update this one.",
    "Les données viennent d'une vigie plus récente. Mettez celle-ci à jour.",
];
const READ_ONLY: [&str; 2] = [
    "The store cannot be written: its folder is read-only. Make it writable, or choose another with --home DIR.",
    "Impossible d'écrire les données~: leur dossier est en lecture seule. Rendez-le accessible, ou choisissez-en un autre avec --home DIR.",
];
const FULL: [&str; 2] = [
    "The disk is full: nothing can be stored. Make room, and go on.",
    "Le disque est plein~: rien ne peut être enregistré. Faites de la place, puis continuez.",
];
const NO_HOME: [&str; 2] = [
    "No home folder is known. Set HOME, or name a folder with --home DIR.",
    "Aucun dossier personnel n'est connu. Définissez HOME, ou indiquez un dossier avec --home DIR.",
];
const NO_TERMINAL: [&str; 2] = [
    "The screen needs a terminal. For scripts there are list, show, reply, done and sync: see vigie --help.",
    "L'écran a besoin d'un terminal. Pour les scripts, il y a list, show, reply, done et sync~: voir vigie --help.",
];

fn said(ran: &Ran) -> String {
    ran.sentence().replace('\u{202f}', "~")
}

/// Every way in says it, in both languages, with exit code 1.
fn everywhere(home: &mut Home, sentences: [&str; 2], runs: &[&[&str]]) {
    for (language, sentence) in ["en", "fr"].into_iter().zip(sentences) {
        home.speaks(language);
        for args in runs {
            let ran = home.run(args);
            assert_eq!((ran.code, said(&ran).as_str(), ran.out.as_str()), (1, sentence, ""), "{args:?}");
        }
    }
    home.speaks("en");
}

const ALL: &[&[&str]] = &[&["sync"], &["list"], &["account", "check"], &["reply", "1", "Yes."], &["done", "1"]];

#[test]
fn a_damaged_store_is_left_as_it_is() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let whole = home.bytes();
    let noise: Vec<u8> = (0..whole.len() - 4_096).map(|at| (at * 31 % 251) as u8).collect();
    let table = [
        ("no store at all", b"Dear diary, this is no database, and quite long enough to be looked at as one.".repeat(20)),
        ("all but its first page", [&whole[..4_096], &noise].concat()),
        ("half of it", whole[..20_000].to_vec()),
    ];
    for (what, bytes) in table {
        fs::write(home.store(), &bytes).unwrap();
        everywhere(&mut home, DAMAGED, ALL);
        assert!(home.bytes() == bytes, "{what}: the file was changed");
    }
    fs::write(home.store(), &whole).unwrap();
    assert_eq!(home.run(&["list"]).code, 0, "a copy in its place is all that it needs");
}

#[test]
fn a_store_of_a_newer_vigie_is_left_as_it_is() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let mut bytes = home.bytes();
    // The version that the program keeps in the header of the file (SQLite file format, 1.3).
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    fs::write(home.store(), &bytes).unwrap();
    everywhere(&mut home, NEWER, ALL);
    assert!(home.bytes() == bytes, "the file was changed");
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start();
    let mut home = Home::usual(&server);
    let bytes = home.bytes();
    let allow = |file: u32, folder: u32| {
        for entry in fs::read_dir(home.path()).unwrap() {
            let path = entry.unwrap().path();
            let mode = if path.is_dir() { folder } else { file };
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        fs::set_permissions(home.path(), fs::Permissions::from_mode(folder)).unwrap();
    };
    allow(0o444, 0o555);
    // Permissions mean nothing to root, who becomes nobody.
    let whoever = |mut command: Command| {
        if fs::write(home.path().join("probe"), "").is_ok() {
            fs::remove_file(home.path().join("probe")).unwrap();
            std::os::unix::process::CommandExt::uid(&mut command, 65_534);
        }
        command
    };
    let mut runs = Vec::new();
    for language in ["en", "fr"] {
        let locale = if language == "fr" { "fr_FR.UTF-8" } else { "en_GB.UTF-8" };
        for args in ALL {
            let mut command = whoever(home.command(args));
            command.env("LC_ALL", locale);
            runs.push((language, args, ran(command, "")));
        }
    }
    allow(0o600, 0o700);
    for (language, args, ran) in runs {
        let sentence = READ_ONLY[usize::from(language == "fr")];
        assert_eq!((ran.code, said(&ran).as_str()), (1, sentence), "{args:?}");
    }
    assert!(home.bytes() == bytes, "the file was changed");
    assert_eq!(home.speaks("en").run(&["list"]).code, 0);
}

/// No file may be larger than the store is: whoever writes finds the disk full.
#[cfg(unix)]
fn full(home: &Home, args: &[&str]) -> Command {
    let blocks = fs::metadata(home.store()).unwrap().len() / 512;
    home.after(&format!("trap '' XFSZ; ulimit -f {blocks}"), args)
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let before = home.kept();
    let listed = home.run(&["list", "--json"]).out;
    let long = format!("The kitchen opens at seven. {}", "Welcome. ".repeat(40));
    for (at, language) in ["en", "fr"].into_iter().enumerate() {
        home.speaks(language);
        let mut refused = 0;
        // What is free in the file is used up first.
        for n in 0..2_000 {
            let text = format!("{n} {long}");
            let ran = ran(full(&home, &["reply", "1", &text, "--queue"]), "");
            if ran.code == 1 {
                assert_eq!(said(&ran), FULL[at]);
                refused += 1;
                break;
            }
            assert_eq!(ran.code, 0, "{ran:?}");
        }
        assert_eq!(refused, 1, "the disk was never full");
    }
    home.speaks("en");
    // Nothing that was there is lost, and with room all goes on.
    let after = home.kept();
    assert_eq!(after.0, before.0);
    assert!(before.1.iter().all(|text| after.1.contains(text)));
    assert!(!listed.is_empty());
    assert_eq!(home.run(&["reply", "1", &long, "--queue"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_store_that_was_open_to_others_is_closed_to_them() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start();
    let home = Home::usual(&server);
    fs::set_permissions(home.store(), fs::Permissions::from_mode(0o644)).unwrap();
    let mode = || fs::metadata(home.store()).unwrap().permissions().mode() & 0o777;
    assert_eq!((home.run(&["list"]).code, mode()), (0, 0o644), "who only reads changes nothing");
    assert_eq!((home.run(&["done", "1"]).code, mode()), (0, 0o600));
}

#[cfg(unix)]
#[test]
fn no_home_at_all() {
    for (locale, sentence) in ["en_GB.UTF-8", "fr_FR.UTF-8"].into_iter().zip(NO_HOME) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
        command.arg("list").env_clear().env("LC_ALL", locale);
        // Whoever has a line in the list of users has a home; root may be nobody that is known.
        let root = Command::new("id").arg("-u").output().is_ok_and(|told| told.stdout == b"0\n");
        if root {
            std::os::unix::process::CommandExt::uid(&mut command, 54_321);
        }
        let ran = ran(command, "");
        if root || ran.code == 1 {
            assert_eq!((ran.code, said(&ran).as_str()), (1, sentence));
        }
    }
}

#[test]
fn a_setting_that_does_not_exist() {
    let server = Server::start();
    let home = Home::usual(&server);
    let settings = |bytes: &[u8]| fs::write(home.path().join("config.toml"), bytes).unwrap();
    let table: [(&[u8], &str); 4] = [
        (b"# mine\nlangage = \"fr\"\n", "config.toml:2: there is no setting \u{201c}langage\u{201d}; \u{201c}language\u{201d} was meant?"),
        (b"language = \"fr\"\nlangage = 3\n", "config.toml:2~: «\u{a0}langage\u{a0}» n'existe pas~; peut-être «\u{a0}language\u{a0}»~?"),
        (b"language = \"en\"\n# \xe9t\xe9\n", "config.toml:2: this cannot be read (UTF-8)"),
        (b"language = \"fr\"\n# \xe9t\xe9\n", "config.toml:2~: illisible (UTF-8)"),
    ];
    for (bytes, sentence) in table {
        settings(bytes);
        let ran = home.run(&["list"]);
        assert_eq!((ran.code, said(&ran).as_str()), (0, sentence), "the rest applies");
        assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    }
    settings(b"langage = \"fr\"\n");
    let mut screen = Pty::start(home.path(), &[], (80, 24), "en");
    screen.until("config.toml:1: there is no setting").kill();
}

#[test]
fn no_terminal() {
    for (language, sentence) in ["en", "fr"].into_iter().zip(NO_TERMINAL) {
        let mut home = Home::empty();
        let ran = home.speaks(language).run(&[]);
        assert_eq!((ran.code, said(&ran).as_str(), ran.out.as_str()), (2, sentence, ""));
        assert!(!home.store().exists(), "nothing was made");
    }
}

#[test]
fn a_very_small_terminal() {
    let home = Home::empty();
    for (language, word, usual) in [("en", "room", "Welcome"), ("fr", "place", "Bienvenue")] {
        let mut screen = Pty::start(home.path(), &[], (20, 5), language);
        screen.until(word);
        let text = screen.text();
        assert!(text.contains("60") && text.contains("16"), "all of it is there to read:\n{text}");
        // Typed only after it was drawn anew: a key that meets the resizing waits for the next one.
        screen.resize((80, 24)).until(usual).resize((20, 5)).until(word).keys("\u{11}");
        assert_eq!(screen.end(), 0);
    }
}

#[test]
fn an_address_that_is_none() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let table = [
        (
            "en",
            "https://no address was not added to Chez Léon: this is no address. Check the address: it must be the server of the account, as in mastodon.social.",
        ),
        (
            "fr",
            "https://no address n'a pas été ajouté à Chez Léon~: ce n'est pas une adresse. Vérifiez l'adresse~: ce doit être le serveur du compte, comme mastodon.social.",
        ),
    ];
    for (language, sentence) in table {
        let args = ["account", "add", "mastodon", "no address", "--client", "chez leon", "--token-stdin"];
        let ran = home.speaks(language).run_with(&args, "t0ken\n");
        assert_eq!((ran.code, said(&ran).as_str()), (2, sentence));
    }
}

#[test]
fn a_server_that_is_not_there() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    // A port that was free a moment ago.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{nobody}");
    let table = [
        ("en", "URL was not added to Chez Léon: no connection. Check the address and the line, and try again."),
        ("fr", "URL n'a pas été ajouté à Chez Léon~: pas de connexion au serveur. Vérifiez l'adresse et la ligne, puis réessayez."),
    ];
    for (language, sentence) in table {
        let args = ["account", "add", "mastodon", &url, "--client", "chez leon", "--token-stdin"];
        let ran = home.speaks(language).run_with(&args, "t0ken\n");
        assert_eq!((ran.code, said(&ran).replace(&url, "URL").as_str()), (5, sentence));
    }
}

#[test]
fn entities_that_laugh_at_each_other() {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let url = format!("{}/feed", server.url);
    assert_eq!(home.run(&["account", "add", "rss", &url, "--client", "chez leon"]).code, 0);
    let before = home.run(&["list", "--json"]).out;
    server.goes(wrong::laughs());
    for language in ["en", "fr"] {
        home.speaks(language);
        let synced = home.run(&["sync"]);
        let about = synced.err.lines().filter(|line| line.contains("/feed")).count();
        assert_eq!((synced.code, about), (5, 0), "only the account that got a feed for an answer has trouble: {synced:?}");
        assert!(synced.peak < 100, "{} MB", synced.peak);
        let added = home.run(&["account", "add", "rss", &url, "--client", "chez leon"]);
        assert_eq!(added.code, 0, "{added:?}");
        assert!(added.peak < 100 && added.err.len() < 500, "{} MB", added.peak);
    }
    home.speaks("en");
    let listed = home.run(&["list", "--json"]);
    assert!(listed.out.len() < before.len() + 5_000 && !listed.out.contains("lollol"), "{listed:?}");
}

#[test]
fn two_at_once_and_the_second_says_so() {
    let server = Server::start();
    let home = Home::read(&server);
    let mut first = Pty::start(home.path(), &[], (80, 24), "en");
    first.until("Is there a table");
    until_on_duty(home.path());
    let mut second = Pty::start(home.path(), &[], (80, 24), "fr");
    second.until("Une autre vigie").until("Is there a table");
    // It works on: what one does is seen by the other.
    second.keys("s").until("★");
    first.until("★");
    for (language, sentence) in [
        ("en", "Another vigie works on this store and sends what waits; this one has only read the networks."),
        ("fr", "Une autre vigie travaille sur cette base et envoie ce qui attend~; celle-ci a seulement lu les réseaux."),
    ] {
        let mut home_command = home.command(&["sync"]);
        home_command.env("LC_ALL", if language == "fr" { "fr_FR.UTF-8" } else { "en_GB.UTF-8" });
        let ran = ran(home_command, "");
        assert_eq!((ran.code, said(&ran).as_str()), (0, sentence));
    }
    first.kill();
    second.kill();
}

/// Waits until a screen polls and sends: the store then has a lease.
fn until_on_duty(home: &Path) {
    let clock = std::sync::Arc::new(vigie::base::time::SystemClock);
    let options = vigie::store::Options { clock, writable: false };
    let store = vigie::store::Store::open(&home.join("vigie.db"), options).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let began = std::time::Instant::now();
    while runtime.block_on(store.lease_holder(vigie::engine::duty::ROLE)).unwrap().is_none() {
        assert!(began.elapsed().as_secs() < 40, "nobody is on duty");
        std::thread::yield_now();
    }
    store.close();
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let server = Server::start();
    let home = Home::usual(&server);
    let mut command = home.command(&["list"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

const NEEDS_YES: [&str; 2] = [
    "Nothing was removed: nobody can be asked here. Say --yes if it is to be.",
    "Rien n'a été retiré~: personne ne peut répondre ici. Ajoutez --yes si c'est bien voulu.",
];

#[test]
fn what_cannot_be_taken_back_is_asked_first_and_said_afterwards() {
    let server = Server::start();
    let mut home = Home::read(&server);
    for (language, sentence) in ["en", "fr"].into_iter().zip(NEEDS_YES) {
        home.speaks(language);
        let ran = home.run(&["account", "remove", "1"]);
        assert_eq!((ran.code, said(&ran).as_str()), (2, sentence), "a script says that it means it");
    }
    home.speaks("en");
    let refused = home.run(&["client", "remove", "chez leon", "--yes"]);
    assert_eq!((refused.code, refused.sentence().contains("still has accounts")), (1, true));
    for (answer, code, end) in [("\r", 1, "Nothing was removed."), ("\u{1b}", 1, "Nothing was removed."), ("y\r", 0, "was removed")] {
        assert_eq!(home.run(&["account", "list"]).out.lines().count(), 1, "{answer:?}");
        let mut screen = Pty::start(home.path(), &["account", "remove", "1"], (100, 10), "en");
        screen.until("Enter is no:").keys(answer).until(end);
        assert_eq!(screen.end(), code, "{answer:?}");
    }
    assert_eq!(home.run(&["account", "list"]).code, 3);
    let mut screen = Pty::start(home.path(), &["client", "remove", "chez leon"], (60, 10), "fr");
    screen.until("Retirer le client").keys("o").keys("\r").until("a été retiré");
    assert_eq!(screen.end(), 0);
}

#[test]
fn a_sync_ends_with_what_came_of_it_all() {
    let server = Server::start();
    let mut home = Home::read(&server);
    let list = home.path().join("list.opml");
    let opml = r#"<opml version="2.0"><body><outline text="Town news" xmlUrl="http://127.0.0.1:1/feed"/></body></opml>"#;
    fs::write(&list, opml).unwrap();
    assert_eq!(home.run(&["import", "opml", list.to_str().unwrap(), "--client", "chez leon"]).code, 0);
    for (language, reason, total) in [
        ("en", "no connection", "In all: 0 new · 1 account · 1 source · 1 cannot be read"),
        ("fr", "pas de connexion au serveur", "En tout\u{202f}: 0 nouveau · 1 compte · 1 source · 1 illisible"),
    ] {
        home.speaks(language);
        let ran = home.run(&["sync"]);
        assert!(ran.out.lines().any(|line| line == format!("R Town news  {reason}")), "{ran:?}");
        assert_eq!((ran.code, ran.err.lines().last()), (5, Some(total)), "{ran:?}");
    }
}

#[test]
fn a_saved_reply_is_sent_whole_or_not_at_all() {
    let server = Server::start();
    let mut home = Home::read(&server);
    let add = ["snippet", "add", "refund", "Dear {author}, order {?order number}: {client} refunds {?Order Number}.", "--then", "done"];
    assert_eq!(home.run(&add).code, 0);
    let sentences = [
        "Nothing was sent: the blank “order number” is not filled. Add --set 'order number=…'",
        "Rien n'est parti~: le blanc «\u{a0}order number\u{a0}» n'est pas rempli. Ajoutez --set 'order number=…'",
    ];
    let reply = ["reply", "1", "--snippet", "REFUND", "--queue"];
    for (language, sentence) in ["en", "fr"].into_iter().zip(sentences) {
        let left = home.speaks(language).run(&reply);
        assert_eq!((left.code, said(&left).as_str()), (2, sentence));
    }
    home.speaks("en");
    let by_hand = home.run(&["reply", "1", "See you on {?day}", "--queue"]);
    assert_eq!((by_hand.code, by_hand.sentence().contains("“day”")), (2, true));
    let unknown = home.run(&[&reply[..], &["--set", "order number=A-12", "--set", "number=1"]].concat());
    assert_eq!((unknown.code, unknown.sentence()), (2, "Nothing was sent: there is no blank “number” in the text."));
    assert_eq!(home.run(&["reply", "1", "--snippet", "nowhere", "--queue"]).code, 3);
    assert!(home.kept().1.is_empty(), "nothing has left by any of these");

    let sent = home.run(&["reply", "1", "Hello.", "--snippet", "refund", "--set", "Order number=A-12", "--queue"]);
    assert_eq!(sent.code, 0, "{sent:?}");
    let shown = home.run(&["show", "1", "--json"]).json();
    let author = shown["author"].as_str().unwrap();
    let text = format!("Hello. Dear {author}, order A-12: Chez Léon refunds A-12.");
    assert!(shown["deliveries"][0]["text"].as_str().unwrap().ends_with(&text), "{shown}");
    assert_eq!(home.run(&["snippet", "show", "refund", "--json"]).json()["uses"], 1);
}
