//! Servers that go wrong: one clear sentence in both languages, the right exit code, and
//! nothing lost. The program is the real one, the server a real socket.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::mistaken::Home;
use common::wrong::{self, Server, Wrong};

/// What is said of an account, in both languages; `~` is a narrow space, `URL` and `HOST`
/// the server, `TIME` any time of day.
struct Said {
    sync: [&'static str; 2],
    add: [&'static str; 2],
    error: &'static str,
    code: i32,
    add_code: i32,
}

const EN: &str = "Chez Léon, @brand@HOST (Mastodon): ";
const FR: &str = "Chez Léon, @brand@HOST (Mastodon)~: ";
const EN_ADD: &str = "URL was not added to Chez Léon: ";
const FR_ADD: &str = "URL n'a pas été ajouté à Chez Léon~: ";

/// A sentence with the server's address taken out, which differs from run to run.
fn plain(said: &str, server: &Server) -> String {
    let said = said.replace(&server.url, "URL").replace(&server.host(), "HOST").replace('\u{202f}', "~");
    let mut plain = said.clone();
    let digits: String = said.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if let Some(at) = digits.find("00:00") {
        plain.replace_range(at..at + 5, "TIME");
    }
    plain
}

/// Goes wrong once it is known, and tells the same to every command, in both languages.
fn goes_wrong(wrong: Wrong, said: &Said) {
    let server = Server::start();
    let mut home = Home::usual(&server);
    let before = home.kept();
    server.goes(wrong);
    for (at, language) in ["en", "fr"].into_iter().enumerate() {
        home.speaks(language);
        let heads = [EN, FR];
        let (told, add) = (format!("{}{}", heads[at], said.sync[at]), format!("{}{}", [EN_ADD, FR_ADD][at], said.add[at]));

        let synced = home.run(&["sync"]);
        assert_eq!((synced.code, plain(synced.sentence(), &server)), (said.code, told.clone()), "sync, {language}");
        assert!(synced.out.contains("@brand@") && synced.out.lines().count() == 1, "data stays data: {synced:?}");
        assert!(synced.peak < 150, "{} MB", synced.peak);

        let synced = home.run(&["sync", "--json"]);
        assert_eq!((synced.code, synced.err.as_str()), (said.code, ""), "{language}");
        let row = &synced.json()[0];
        assert_eq!((row["error"].as_str(), row["client"].as_str()), (Some(said.error), Some("Chez Léon")));
        assert_eq!(plain(row["said"].as_str().unwrap(), &server), told);

        let checked = home.run(&["account", "check"]);
        assert_eq!((checked.code, plain(checked.sentence(), &server)), (said.code, told), "check, {language}");
        assert_eq!(checked.out, "");

        let arguments = ["account", "add", "mastodon", &server.url, "--client", "chez leon", "--token-stdin"];
        let added = home.run_with(&arguments, "t0ken\n");
        assert_eq!((added.code, plain(added.sentence(), &server)), (said.add_code, add), "add, {language}");
        assert_eq!(added.out, "");
    }
    home.speaks("en");
    assert_eq!(home.kept(), before, "nothing is lost");
    // When it is well again, and the login is given again, all is as it was.
    server.goes(Wrong::Not);
    let arguments = ["account", "add", "mastodon", &server.url, "--client", "chez leon", "--token-stdin"];
    assert_eq!(home.run_with(&arguments, "t0ken\n").code, 0);
    let synced = home.run(&["sync"]);
    assert_eq!((synced.code, synced.err.as_str()), (0, ""), "{synced:?}");
}

#[test]
fn a_web_page_instead_of_data() {
    let page = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Hello</body></html>";
    goes_wrong(
        Wrong::body("text/html", page),
        &Said {
            sync: [
                "it answered with a web page, not with what was asked for. Nothing is lost: see in a browser what URL shows, and run vigie sync again later.",
                "il a répondu par une page web, et non par ce qui était demandé. Rien n'est perdu~: regardez dans un navigateur ce que montre URL, et relancez vigie sync plus tard.",
            ],
            add: [
                "it answered with a web page, not with what was asked for. Check the address: it must be the server of the account, as in mastodon.social.",
                "il a répondu par une page web, et non par ce qui était demandé. Vérifiez l'adresse~: ce doit être le serveur du compte, comme mastodon.social.",
            ],
            error: "protocol",
            code: 5,
            add_code: 5,
        },
    );
}

#[test]
fn not_a_mastodon_server() {
    goes_wrong(Wrong::body("application/json", r#"{"hello":"world"}"#), &UNREADABLE);
}

/// What cannot be read, whatever it is.
const UNREADABLE: Said = Said {
    sync: [
        "the answer could not be read. Nothing is lost: see in a browser what URL shows, and run vigie sync again later.",
        "la réponse est illisible. Rien n'est perdu~: regardez dans un navigateur ce que montre URL, et relancez vigie sync plus tard.",
    ],
    add: [
        "the answer could not be read. Check the address: it must be the server of the account, as in mastodon.social.",
        "la réponse est illisible. Vérifiez l'adresse~: ce doit être le serveur du compte, comme mastodon.social.",
    ],
    error: "protocol",
    code: 5,
    add_code: 5,
};

#[test]
fn bytes_that_are_no_text() {
    goes_wrong(Wrong::body("application/json", b"[{\"id\":\"1\",\"type\":\"mention\",\"x\":\"\xff\xfe\xc3(\"}]".to_vec()), &UNREADABLE);
}

#[test]
fn an_empty_answer() {
    goes_wrong(Wrong::body("application/json", ""), &UNREADABLE);
}

#[test]
fn a_login_that_was_revoked() {
    goes_wrong(
        Wrong::status(401),
        &Said {
            sync: [
                "the login is not accepted any more. Log in again: vigie account add mastodon URL --client 'Chez Léon'",
                "la connexion n'est plus acceptée. Reconnectez le compte~: vigie account add mastodon URL --client 'Chez Léon'",
            ],
            add: [
                "the login is not accepted any more. Check the token, or log in with the browser by leaving --token-stdin out.",
                "la connexion n'est plus acceptée. Vérifiez le jeton, ou connectez-vous par le navigateur en retirant --token-stdin.",
            ],
            error: "login-expired",
            code: 4,
            add_code: 4,
        },
    );
}

/// Later than now by so many seconds, in one of the forms that servers use.
fn later(seconds: i64, format: &str) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    match format {
        "iso" => at.to_string(),
        "epoch" => at.as_second().to_string(),
        "milliseconds" => at.as_millisecond().to_string(),
        _ => at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string(),
    }
}

#[test]
fn too_much_was_asked_in_every_form_of_saying_so() {
    let forms = [
        vec![("retry-after", "3000".to_owned())],
        vec![("retry-after", later(3_000, "date"))],
        vec![("x-ratelimit-remaining", "0".to_owned()), ("x-ratelimit-reset", later(3_000, "iso"))],
        vec![("x-ratelimit-reset", later(3_000, "epoch"))],
        vec![("x-ratelimit-reset", later(3_000, "milliseconds"))],
        vec![],
    ];
    let server = Server::start();
    let mut home = Home::usual(&server);
    let before = home.kept();
    for headers in forms {
        let wait = if headers.is_empty() { 60 } else { 3_000 };
        server.goes(Wrong::limited(headers.clone()));
        for (language, head, tail) in [
            ("en", format!("{EN}the network asks us to wait until "), ". Nothing is lost: run vigie sync again then."),
            ("fr", format!("{FR}le réseau demande d'attendre jusqu'à "), ". Rien n'est perdu~: relancez vigie sync à ce moment-là."),
        ] {
            home.speaks(language);
            let synced = home.run(&["sync"]);
            let said = synced.sentence().replace(&server.host(), "HOST").replace('\u{202f}', "~");
            let time = said.strip_prefix(&head).and_then(|said| said.strip_suffix(tail));
            let time = time.unwrap_or_else(|| panic!("{headers:?}: {said}"));
            let minutes = |at: jiff::Timestamp| at.strftime("%H:%M").to_string().replace(':', if language == "fr" { "~h~" } else { ":" });
            let now = jiff::Timestamp::now();
            let told: Vec<String> = (-90..=2).map(|late| minutes(now + jiff::SignedDuration::from_secs(wait + late))).collect();
            let flat = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            assert!(told.iter().any(|at| flat(time).ends_with(&flat(at))), "{headers:?}: {time} is none of {told:?}");
            assert_eq!(synced.code, 5);
        }
    }
    home.speaks("en");
    assert_eq!(home.kept(), before);

    // An answer that cannot leave before its patience is over does not keep the script.
    server.goes(Wrong::limited(vec![("retry-after", "3000".to_owned())]));
    let replied = home.run(&["reply", "1", "And a chair."]);
    assert_eq!(replied.code, 5, "{replied:?}");
    let said = plain(replied.sentence(), &server);
    assert_eq!(said, format!("{EN}It is not sent yet, and leaves at the next vigie sync after TIME. The text is kept in the outbox."));
    assert_eq!(home.kept().1.len(), before.1.len() + 1);
}

#[test]
fn a_server_that_fails() {
    goes_wrong(
        Wrong::status(500),
        &Said {
            sync: [
                "the server fails (error 500). Nothing is lost: run vigie sync again later.",
                "le serveur est en panne (erreur 500). Rien n'est perdu~: relancez vigie sync plus tard.",
            ],
            add: [
                "the server fails (error 500). The address may well be right: try again later.",
                "le serveur est en panne (erreur 500). L'adresse est peut-être la bonne~: réessayez plus tard.",
            ],
            error: "server-error",
            code: 5,
            add_code: 5,
        },
    );
}

#[test]
fn half_a_body() {
    goes_wrong(
        Wrong::Half,
        &Said {
            sync: [
                "the connection broke. Nothing is lost: run vigie sync again later.",
                "la liaison s'est rompue. Rien n'est perdu~: relancez vigie sync plus tard.",
            ],
            add: [
                "the connection broke. The address may well be right: try again later.",
                "la liaison s'est rompue. L'adresse est peut-être la bonne~: réessayez plus tard.",
            ],
            error: "broken",
            code: 5,
            add_code: 5,
        },
    );
}

const TOO_LARGE: Said = Said {
    sync: [
        "the answer was too large. It was cut off, and nothing is lost: run vigie sync again later, and tell those who run URL if it stays so.",
        "la réponse était trop grande. Elle a été coupée et rien n'est perdu~: relancez vigie sync plus tard, et prévenez ceux qui tiennent URL si cela dure.",
    ],
    add: [
        "the answer was too large. The address may well be right: try again later.",
        "la réponse était trop grande. L'adresse est peut-être la bonne~: réessayez plus tard.",
    ],
    error: "too-large",
    code: 5,
    add_code: 5,
};

#[test]
fn a_body_of_a_gigabyte() {
    goes_wrong(Wrong::Megabytes(1_024), &TOO_LARGE);
}

#[test]
fn a_body_that_swells_when_it_is_unpacked() {
    goes_wrong(wrong::bomb(400_000), &TOO_LARGE);
}

#[test]
fn an_account_that_is_gone() {
    goes_wrong(
        Wrong::Answers(404, vec![("content-type", "text/html".to_owned())], b"<html><title>404 Not Found</title></html>".to_vec()),
        &Said {
            sync: [
                "there is nothing at this address. Look in a browser whether the account is still there: URL",
                "il n'y a rien à cette adresse. Regardez dans un navigateur si le compte existe encore~: URL",
            ],
            add: [
                "there is nothing at this address. Check the address: it must be the server of the account, as in mastodon.social.",
                "il n'y a rien à cette adresse. Vérifiez l'adresse~: ce doit être le serveur du compte, comme mastodon.social.",
            ],
            error: "gone",
            code: 5,
            add_code: 5,
        },
    );
}

#[test]
fn an_answer_whose_login_was_revoked_waits_for_a_new_one() {
    let server = Server::start();
    let mut home = Home::read(&server);
    server.goes(Wrong::status(401));
    let table = [
        (
            "en",
            "The account's login is not accepted any more. Log in again: vigie account add mastodon URL --client 'Chez Léon' The text is kept in the outbox.",
        ),
        (
            "fr",
            "La connexion du compte n'est plus acceptée. Reconnectez le compte~: vigie account add mastodon URL --client 'Chez Léon' Le texte reste dans les envois.",
        ),
    ];
    for (at, (language, tail)) in table.into_iter().enumerate() {
        let replied = home.speaks(language).run(&["reply", "1", &format!("Yes, {at}.")]);
        assert_eq!((replied.code, plain(replied.sentence(), &server)), (4, format!("{}{tail}", [EN, FR][at])));
        assert_eq!(home.kept().1.len(), at + 1);
    }
}
