//! What a card says, what it does not take, and what comes back of it.

#[cfg(test)]
use super::*;
use crate::base::time::Timestamp;

const BISTRO: &str = "# Léon answers after eleven.
who = \"Léon, chef and owner\"
what = \"A bistro\"
tone = \"vous\"
forbidden = [\"cheap\", \"pas cher\", \"promo*\"]
contacts = \"Léon 06 12\\nAnaïs 07 34\"
hours = \"tue-sat 10:00-23:00\" # kitchen hours
zone = \"Europe/Paris\"
holidays = [\"12-25\", \"2026-11-11\"]
sla = \"4h\"
watch = \"12:00-24:00\"
notes = \"\"\"
Never before \"noon\".
C:\\\\menus\"\"\"
";

fn card() -> Card {
    Card::read(BISTRO).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[test]
fn a_card_says_what_was_written() {
    let card = card();
    assert_eq!(card.text(Field::Who), "Léon, chef and owner");
    assert_eq!(card.parts(Field::Contacts), ["Léon 06 12", "Anaïs 07 34"]);
    assert_eq!(card.text(Field::Forbidden), "cheap, pas cher, promo*");
    assert_eq!(card.text(Field::Notes), "Never before \"noon\".\nC:\\menus");
    assert_eq!((card.sla(), card.is_empty()), (Some(Duration::from_secs(4 * 3600)), false));
    assert!(Card::read("").unwrap().is_empty() && Card::read("who = ''\nforbidden = []").unwrap().is_empty());
}

#[test]
fn a_card_comes_back_from_its_text() {
    let card = card();
    let again = Card::read(&card.write()).unwrap();
    assert_eq!(again, Card { source: card.write(), values: full(&card), ..card.clone() });
    assert_eq!(Card::read(card.source()).unwrap(), card);
    assert_eq!(Card::read(&Card::default().write()).unwrap().write(), Card::default().write());
}

/// What a card says, with every line that says nothing.
fn full(card: &Card) -> BTreeMap<Field, Vec<String>> {
    Field::ALL.iter().map(|field| (*field, card.parts(*field).to_vec())).collect()
}

#[test]
fn every_text_comes_back_from_its_line() {
    for text in ["plain", "a \"quoted\" word", "back\\slash", "two\nlines", "trailing\\", "\"\"\"", "é ü 😀", "a = b # no comment"] {
        let written = Card::default().with(Field::Notes, text).unwrap();
        assert_eq!(written.text(Field::Notes), text, "{}", written.source());
    }
}

#[test]
fn one_line_is_changed_and_the_rest_stays_as_it_was_written() {
    let card = card();
    let edited = card.with(Field::Hours, "mon-sun 9:00-18:00").unwrap();
    let line = "hours = \"mon-sun 9:00-18:00\" # kitchen hours";
    assert!(edited.source().contains("# Léon answers after eleven.") && edited.source().contains(line), "{}", edited.source());
    let added = card.with(Field::Where, "Nîmes").unwrap();
    assert_eq!(added.source(), format!("{BISTRO}where = \"Nîmes\"\n"));
    let list = card.with(Field::Forbidden, "gratuit, low cost").unwrap();
    assert_eq!(list.forbidden(), ["gratuit", "low cost"]);
    assert_eq!(card.with(Field::Where, "  ").unwrap().source(), BISTRO);
    assert_eq!(card.with(Field::Sla, "").unwrap().sla(), None);
    assert!(matches!(card.with(Field::Sla, "soon").unwrap_err().what, CardProblem::Sla(_)));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let unknown = |key: &str, near: Option<&str>| CardProblem::UnknownKey { key: key.into(), nearest: near.map(str::to_owned) };
    let table = [
        ("who = \"x\"\nforbiden = []", 2, unknown("forbiden", Some("forbidden"))),
        ("xyzzy = 1", 1, unknown("xyzzy", None)),
        ("who = 7", 1, CardProblem::NotText(Field::Who)),
        ("who = [\"x\"]", 1, CardProblem::NotText(Field::Who)),
        ("\n\nzone = \"Europe/Nimes\"", 3, CardProblem::Zone("Europe/Nimes".into())),
        ("sla = \"soon\"", 1, CardProblem::Sla("soon".into())),
        ("late = \"tomorrow\"", 1, CardProblem::Late("tomorrow".into())),
        ("sla = \"2d\"", 1, CardProblem::Sla("2d".into())),
        ("holidays = [\"12-25\", \"13-40\"]", 1, hours(Field::Holidays, "13-40")),
        ("hours = \"mon-fri\"", 1, hours(Field::Hours, "mon-fri")),
        ("watch = \"not before 27:00\"", 1, hours(Field::Watch, "not before 27:00")),
    ];
    for (text, line, what) in table {
        assert_eq!(Card::read(text), Err(CardError { line, what }), "{text}");
    }
    let Err(CardError { line: 2, what: CardProblem::Syntax(said) }) = Card::read("who = \"x\"\nwhat = \"open") else {
        panic!("an open quote")
    };
    assert!(!said.is_empty());
    assert_eq!(Card::read(&format!("notes = \"{}\"", "x".repeat(LONGEST))).unwrap_err().what, CardProblem::TooLong);
}

fn hours(field: Field, text: &str) -> CardProblem {
    let error = if field == Field::Holidays { Holiday::read(text).unwrap_err() } else { Weekly::read(text).unwrap_err() };
    CardProblem::Hours { field, text: text.into(), error }
}

#[test]
fn an_answer_is_promised_in_hours_and_minutes() {
    let table = [("4h", 240), ("90m", 90), ("1h30", 90), ("2 h 15 min", 135), ("30 min", 30), ("48 H", 2880)];
    for (text, minutes) in table {
        assert_eq!(span(text), Some(Duration::from_secs(minutes * 60)), "{text}");
    }
    for text in ["", "h", "4", "0h", "-1h", "4hh", "99999999h", "m"] {
        assert_eq!(span(text), None, "{text}");
    }
}

#[test]
fn forbidden_words_are_found_whole_whatever_their_case() {
    let found = |text: &str| card().forbidden_in(text).into_iter().map(|(at, word)| (text[at].to_owned(), word)).collect::<Vec<_>>();
    let hit = |text: &str, word: &str| (text.to_owned(), word.to_owned());
    assert_eq!(found("CHEAP, but not cheaper"), [hit("CHEAP", "cheap")]);
    assert_eq!(found("C'est pas  chèr !"), [hit("pas  chèr", "pas cher")]);
    assert_eq!(found("Nos promotions, une promo"), [hit("promotions", "promo*"), hit("promo", "promo*")]);
    assert_eq!(found("a lovely evening"), []);
    assert_eq!(Card::default().forbidden_in("cheap"), []);
}

#[test]
fn a_client_rests_outside_its_window_in_the_zone_of_who_looks() {
    let (paris, tokyo) = (TimeZone::get("Europe/Paris").unwrap(), TimeZone::get("Asia/Tokyo").unwrap());
    let morning = at("2026-11-23T08:02:00+01:00");
    assert!(card().rests(morning, &paris) && !card().rests(morning, &tokyo));
    let window = card().window(&paris).unwrap();
    assert_eq!(window.next_change(morning), Some(at("2026-11-23T12:00:00+01:00")));
    assert!(!Card::default().rests(morning, &paris));
}

#[test]
fn hours_are_those_of_the_client() {
    let card = card();
    let hours = card.hours(&TimeZone::UTC);
    // Wednesday 11 November is a holiday, Sunday and Monday are closed.
    assert_eq!(hours.add(at("2026-11-10T22:00:00+01:00"), Duration::from_secs(7200)), Some(at("2026-11-12T11:00:00+01:00")));
    let bare = Card::default().hours(&TimeZone::UTC);
    assert_eq!(bare.add(at("2026-11-10T22:00:00Z"), Duration::from_secs(7200)), Some(at("2026-11-11T00:00:00Z")));
}
