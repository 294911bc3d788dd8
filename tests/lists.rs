//! Lists of sources, in and out, by the program itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::Output;

mod common;

use common::desk::Desk;

const LIST: &str = r#"<opml version="2.0"><body><outline text="Presse">
<outline text="L'Écho &amp; Cie" xmlUrl="https://echo.example/feed"/>
<outline text="Members" xmlUrl="https://brand:s3cr%3At@members.example/rss"/>
<outline text="Nowhere" xmlUrl="https://"/>
</outline></body></opml>"#;

fn import(desk: &Desk, text: &str) -> (i32, String) {
    let file = desk.file("list.opml", text);
    let (code, _, said) = desk.says(&["import", "opml", &file, "--client", "chez amedee"]);
    (code, said.replace(&file, "FILE"))
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_list_is_taken_in_once_and_given_out_without_its_passwords() {
    let home = Desk::new("en");
    let (code, said) = import(&home, LIST);
    assert_eq!(code, 5, "a part was left out");
    assert_eq!(
        said,
        "Chez Amédée: 2 new sources, 0 known already. They are read at the next sync.\nLeft out, since it is no address: https://\n"
    );
    let again = import(&home, &LIST.replace("<outline text=\"Nowhere\" xmlUrl=\"https://\"/>", ""));
    assert_eq!(again, (0, "Chez Amédée: 0 new sources, 2 known already. They are read at the next sync.\n".to_owned()));

    let written = stdout(&home.run(&["export", "opml"]));
    assert!(written.contains("text=\"L&apos;Écho &amp; Cie\"") && written.contains("xmlUrl=\"https://members.example/rss\""), "{written}");
    assert!(written.contains("<outline text=\"Chez Amédée\">") && !written.contains("s3cr"), "{written}");
    let listed = stdout(&home.run(&["account", "list", "--json"]));
    assert!(!listed.contains("s3cr"), "{listed}");
    let kept = fs::read_to_string(home.path().join("credentials.json")).unwrap();
    assert!(kept.contains("brand:s3cr:t"), "it is in the vault");

    let other = Desk::new("en");
    assert_eq!(import(&other, &written).0, 0, "what is given out is taken in");
}

#[test]
fn what_is_no_list_says_so_and_changes_nothing() {
    let table = [
        ("en", "<html></html>", "vigie: FILE is no OPML. In your feed reader, look for \"export\" and choose OPML.\n"),
        (
            "en",
            "<opml><body>\n<outline xmlUrl=\"https://a.example/\"/>",
            "vigie: FILE breaks off or is damaged at line 2. Nothing was imported.\n",
        ),
        ("fr", "<opml><body>", "vigie: FILE s'interrompt ou est abîmé à la ligne 1. Rien n'a été importé.\n"),
    ];
    for (language, text, expected) in table {
        let home = Desk::new(language);
        let (code, said) = import(&home, text);
        assert_eq!((code, said.as_str()), (1, expected));
        assert_eq!(home.run(&["account", "list", "--json"]).status.code(), Some(3), "nothing was added");
    }
    for (language, expected) in
        [("en", "vigie: There is no feed in this list: FILE\n"), ("fr", "vigie: Il n'y a aucun flux dans cette liste\u{202f}: FILE\n")]
    {
        let (code, said) = import(&Desk::new(language), "<opml><body><outline text=\"A folder\"/></body></opml>");
        assert_eq!((code, said.as_str()), (3, expected));
    }
    let home = Desk::new("en");
    let output = home.run(&["import", "opml", "/nowhere/list.opml", "--client", "Chez Amédée"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/list.opml cannot be read"));
    assert_eq!(home.run(&["export", "opml"]).status.code(), Some(3));
}

#[test]
fn an_address_that_cannot_be_read_says_what_it_must_be() {
    let home = Desk::new("en");
    for (address, why) in [
        ("ftp://blog.example/feed", "only addresses that begin with http:// or https:// can be read"),
        ("blog.example:8080", "with a port, an address must begin with http:// or https://"),
    ] {
        let output = home.run(&["account", "add", "rss", address, "--client", "Chez Amédée"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.contains(why)), (Some(2), true), "{said}");
    }
}

#[test]
fn a_password_is_not_taken_from_the_command_line() {
    let home = Desk::new("en");
    let output = home.run(&["account", "add", "rss", "https://brand:pass@members.example/", "--client", "Chez Amédée"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("--token-stdin") && !said.contains("pass@"), "{said}");
}
