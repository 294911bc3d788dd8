//! What entries come to, and what is wrong with them.

#[cfg(test)]
use super::*;
use crate::model::sheet::Moment;
use crate::model::sheet::known::tests::known;

fn entry(accounts: &[&str], text: &str) -> Entry {
    Entry {
        line: 2,
        at: Some(wall("2026-11-24", "09:00")),
        client: "Bistro".into(),
        accounts: accounts.iter().map(|name| (*name).to_owned()).collect(),
        text: text.into(),
        ..Entry::default()
    }
}

fn wall(date: &str, time: &str) -> Moment {
    Moment::Wall { date: date.parse().unwrap(), time: time.parse().unwrap(), offset: None }
}

fn wrong(entry: Entry) -> Vec<(Option<Column>, Wrong)> {
    let problems = known().check(&[entry], Keep::AsSaid, None).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.column, problem.wrong)).collect()
}

#[test]
fn a_right_entry_is_scheduled_in_the_zone_of_its_client() {
    let Ok(checked) = known().check(&[entry(&["@bistro"], "Salut")], Keep::AsSaid, None) else { panic!("wrong") };
    let [Checked::Store(placing)] = checked.as_slice() else { panic!("{checked:?}") };
    let at = Timestamp::parse("2026-11-24T14:00:00Z").unwrap();
    assert_eq!(placing.place, Some((at, "America/Montreal".into(), true)));
    assert_eq!((placing.draft.accounts.len(), placing.draft.language.as_deref()), (1, Some("fr")));
}

#[test]
fn everything_that_is_wrong_is_told_with_its_column() {
    let base = || entry(&["@bistro"], "Salut");
    let table = [
        (Entry { client: "Bistrot".into(), ..base() }, Column::Client, Wrong::Client(Some("Bistro".into()))),
        (Entry { accounts: vec!["@bistroo".into()], ..base() }, Column::Accounts, Wrong::Account(Some("@bistro@two.example".into()))),
        (Entry { accounts: vec![], ..base() }, Column::Accounts, Wrong::NoAccount),
        (Entry { accounts: vec!["@brand@one.example".into()], ..base() }, Column::Accounts, Wrong::AnotherClient("Chez Léon".into())),
        (Entry { accounts: vec!["4".into()], ..base() }, Column::Accounts, Wrong::Source),
        (Entry { text: " ".into(), ..base() }, Column::Text, Wrong::NoText),
        (Entry { text: "Salut {?nom}".into(), ..base() }, Column::Text, Wrong::Unfilled("nom".into())),
        (Entry { zone: "Europe/Pariss".into(), ..base() }, Column::Zone, Wrong::Zone(Some("Europe/Paris".into()))),
        (Entry { at: Some(wall("2026-11-20", "09:00")), ..base() }, Column::Date, Wrong::Past),
        (Entry { at: Some(wall("2027-03-14", "02:30")), ..base() }, Column::Time, Wrong::NoSuchHour),
        (Entry { own: [("@brand".into(), "x".into())].into(), ..base() }, Column::Own, Wrong::NotAmong),
        (Entry { id: Some(crate::base::id::DraftId(7)), ..base() }, Column::Id, Wrong::Id),
    ];
    for (entry, column, expected) in table {
        assert_eq!(wrong(entry), [(Some(column), expected)]);
    }
    let long = wrong(Entry { text: "a".repeat(501), ..base() });
    assert_eq!(long, [(Some(Column::Text), Wrong::TooLong { handle: "@bistro@two.example".into(), count: 501, limit: 500 })]);
}

#[test]
fn what_is_only_kept_may_be_long_past_and_without_accounts() {
    let loose = Entry { accounts: vec![], text: "a".repeat(501), at: Some(wall("2026-11-20", "09:00")), ..entry(&[], "") };
    for (keep, dated) in [(Keep::Planned, true), (Keep::Ideas, false)] {
        let checked = known().check(std::slice::from_ref(&loose), keep, None).unwrap();
        let [Checked::Store(placing)] = checked.as_slice() else { panic!("{checked:?}") };
        assert_eq!((placing.place.is_some(), placing.draft.accounts.len()), (dated, 2), "all accounts of the client");
    }
    let sent = Entry { state: Some(Standing::Sent), ..loose };
    assert_eq!(known().check(&[sent], Keep::AsSaid, None), Ok(vec![Checked::Left]), "what was sent is not sent again");
}
