//! Homes in every state, and that each finding has its sentence.

#[cfg(test)]
use super::*;
use crate::config::Lang;
use crate::shell::house::House;
use crate::store::{Options, Store};

fn house(home: &std::path::Path) -> House {
    House::open(Some(home)).unwrap().speaking(Lang::En)
}

fn made(house: &House) -> Store {
    Store::open(&house.paths.store_file(), Options { clock: house.clock.clone(), writable: true }).unwrap()
}

/// What was found but for the terminal and the time, which are this machine's.
fn codes(house: &House) -> Vec<Code> {
    let found = look(house, Depth::Thorough);
    found.iter().map(|finding| finding.code).filter(|code| !["terminal", "clock", "files"].contains(&code.area())).collect()
}

#[test]
fn every_finding_has_a_sentence_and_what_is_wrong_has_a_remedy() {
    for lang in Lang::ALL {
        let language = Language::new(*lang);
        for code in Code::ALL {
            let id = format!("doctor-{code}");
            assert!(language.knows(&id), "{lang}: {id}");
            assert!(language.knows(&format!("doctor-area-{}", code.area())), "{lang}: {code}");
            if matches!(code.level(), Level::Wrong(_)) {
                assert!(language.knows(&format!("{id}-todo")), "{lang}: {id}-todo");
            }
        }
    }
}

#[test]
fn a_home_with_nothing_in_it_is_well() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    assert_eq!(codes(&house), [Code::SettingsNone, Code::StoreAbsent, Code::LogOk]);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "and nothing was made");
}

#[test]
fn a_new_store_is_whole_and_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    made(&house).close();
    let files = || std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let before = std::fs::read(house.paths.store_file()).unwrap();
    let expected = [Code::SettingsNone, Code::StoreOk, Code::StoreRows, Code::AccountsNone, Code::OutboxOk, Code::LogOk];
    assert_eq!(codes(&house), expected);
    assert_eq!(files(), ["vigie.db"], "nothing is left beside it");
    // While another process has it open, too.
    let store = made(&house);
    assert_eq!(codes(&house), expected);
    store.close();
    assert_eq!(std::fs::read(house.paths.store_file()).unwrap(), before);
}

#[test]
fn a_store_that_is_none_is_damaged() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    crate::base::private::file(&house.paths.store_file()).unwrap();
    std::fs::write(house.paths.store_file(), "somebody's shopping list, which is long enough. ".repeat(90)).unwrap();
    assert_eq!(codes(&house), [Code::SettingsNone, Code::StoreDamaged, Code::LogOk]);
    assert_eq!(verdict(&look(&house, Depth::Quick)), Exit::Error);
}

#[test]
fn a_store_with_a_torn_page_is_told_and_read_as_far_as_it_goes() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    made(&house).close();
    let whole = std::fs::read(house.paths.store_file()).unwrap();
    let pages = whole.len() / 4096;
    let mut read_on = 0;
    // Wherever the tear is, it is told; where it is not in the schema, the rest is still read.
    for page in (1..pages).step_by(9) {
        let mut torn = whole.clone();
        torn[page * 4096..(page + 1) * 4096].fill(0xa5);
        std::fs::write(house.paths.store_file(), &torn).unwrap();
        let found = codes(&house);
        assert!(found.contains(&Code::StoreFault) || found.contains(&Code::StoreDamaged), "page {page}: {found:?}");
        assert!(!found.iter().any(|code| code.area() == "accounts"), "page {page}: {found:?}");
        read_on += usize::from(found.contains(&Code::StoreFault));
    }
    assert!(read_on > 0, "of {pages} pages");
}

#[test]
fn every_line_of_the_settings_that_is_not_used_is_told() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("config.toml"), "langage = \"fr\"\nhold = 3\n[keys]\nreplly = \"x\"\n").unwrap();
    let house = house(home.path());
    let said: Vec<String> = settings(&house).iter().map(|finding| finding.says(&house.language)).collect();
    assert_eq!(said.len(), 3);
    for (line, said) in [1, 2, 4].into_iter().zip(&said) {
        assert!(said.starts_with(&format!("config.toml:{line}: ")), "{said}");
    }
}

#[test]
fn the_gravest_finding_decides_how_it_ends() {
    let found = |codes: &[Code]| codes.iter().map(|code| Finding::new(*code)).collect::<Vec<_>>();
    let table: [(&[Code], Exit); 4] = [
        (&[Code::StoreOk, Code::TerminalNone], Exit::Ok),
        (&[Code::StoreOk, Code::AccountsFailing], Exit::Partial),
        (&[Code::AccountsFailing, Code::AccountsLogin], Exit::Login),
        (&[Code::AccountsLogin, Code::FilesOpen], Exit::Error),
    ];
    for (codes, expected) in table {
        assert_eq!(verdict(&found(codes)), expected, "{codes:?}");
    }
}

#[test]
fn servers_that_disagree_about_the_time_are_told() {
    use crate::base::time::Timestamp;
    use crate::shell::servers::Server;
    let server = |ahead| Server { address: "https://a.example".into(), ahead, heard_at: Timestamp::default(), left: None };
    let code = |ahead: &[Option<i64>]| surroundings::skew(&ahead.iter().copied().map(server).collect::<Vec<_>>()).map(|found| found.code);
    assert_eq!(code(&[Some(2), Some(-3)]), Some(Code::ClockServer));
    assert_eq!(code(&[Some(2), Some(-300)]), Some(Code::ClockSkewed));
    assert_eq!(code(&[None]), None);
}

/// A store with so many accounts, the feeds of which fail for this reason.
fn failing(house: &House, accounts: u32, trouble: &str) -> Vec<Code> {
    made(house).close();
    let mut checkup = crate::store::checkup(&house.paths.store_file(), Depth::Quick).unwrap().unwrap();
    let reason = crate::model::fault::Reason { code: crate::model::fault::ReasonCode::from_code(trouble).unwrap(), detail: String::new() };
    let feed = |feed| crate::model::account::FeedStatus { feed, read_at: None, next_at: None, trouble: Some(reason.clone()) };
    checkup.accounts = (0..accounts).map(|_| row(crate::model::account::Feed::ALL.iter().map(|name| feed(*name)).collect())).collect();
    store::accounts(house, &checkup).into_iter().map(|finding| finding.code).collect()
}

fn row(feeds: Vec<crate::model::account::FeedStatus>) -> crate::model::query::AccountRow {
    use crate::base::id::{AccountId, ClientId};
    use crate::model::account::{Account, Health};
    let account = Account {
        id: AccountId(1),
        client: ClientId(1),
        network: crate::model::network::Network::Mastodon,
        server: "https://a.example".into(),
        remote_id: "1".into(),
        handle: "@brand@a.example".into(),
        name: String::new(),
        health: Health::Ok,
        limits: Default::default(),
        visibility: crate::model::interaction::Visibility::Public,
        language: None,
    };
    let colour = crate::model::client::Colour::ALL[0];
    crate::model::query::AccountRow { account, client_name: "Bistro".into(), colour, feeds, to_answer: 0, figures: Default::default() }
}

#[test]
fn what_fails_alike_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    let none = Code::AccountsNoCredential;
    assert_eq!(failing(&house, 1, "server-error"), [Code::AccountsOffDuty, Code::AccountsFailing, none]);
    assert_eq!(failing(&house, 1, "rate-limited"), [Code::AccountsOffDuty, Code::AccountsLimited, none]);
    assert_eq!(failing(&house, 30, "unreachable"), [Code::AccountsOffDuty, Code::AccountsOffline]);
}

#[test]
fn sources_that_are_well_are_one_line_and_the_others_are_called_by_their_names() {
    use crate::base::time::Timestamp;
    use crate::model::account::{Feed, FeedStatus, Health};
    use crate::model::fault::{Reason, ReasonCode};
    use crate::model::network::Network;
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    made(&house).close();
    let mut checkup = crate::store::checkup(&house.paths.store_file(), Depth::Quick).unwrap().unwrap();
    let source = |read_at: Option<Timestamp>, trouble: Option<ReasonCode>, health| {
        let trouble = trouble.map(|code| Reason { code, detail: "2025-11-24T17:00:00Z".into() });
        let mut row = row(vec![FeedStatus { feed: Feed::Entries, read_at, next_at: None, trouble }]);
        (row.account.network, row.account.name, row.account.health) = (Network::Rss, "Town news".into(), health);
        row
    };
    let read = Some(house.clock.machine());
    checkup.accounts = vec![
        source(read, None, Health::Ok),
        source(read, None, Health::Ok),
        source(None, None, Health::Ok),
        source(read, Some(ReasonCode::RateLimited), Health::Ok),
        source(read, None, Health::NeedsLogin),
    ];
    let said: Vec<String> = store::accounts(&house, &checkup).iter().map(|finding| finding.says(&house.language)).collect();
    let [_, limited, password, well, never] = said.as_slice() else { panic!("{said:?}") };
    assert!(limited.starts_with("Bistro Town news (Entries): the site asks us to wait until"), "{limited}");
    assert!(password.starts_with("Bistro Town news: it asks for a name and a password"), "{password}");
    assert!(well.starts_with("2 sources work"), "{well}");
    assert_eq!(never, "1 source was never read yet.");
}

#[test]
fn a_vigie_that_was_killed_polls_no_more() {
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    made(&house).close();
    let mut checkup = crate::store::checkup(&house.paths.store_file(), Depth::Quick).unwrap().unwrap();
    checkup.accounts = vec![row(Vec::new())];
    let presence = house.presence().unwrap();
    let until = house.clock.machine() + crate::engine::duty::LEASE;
    checkup.duty = Some((presence.owner().to_owned(), until));
    assert_eq!(store::accounts(&house, &checkup)[0].code, Code::AccountsOnDuty);
    // As `kill -9` leaves it: a lease for half a minute, and a file that nobody has locked.
    let left = home.path().join("running").join("9-dead.lock");
    std::fs::write(&left, "").unwrap();
    checkup.duty = Some(("9-dead".to_owned(), until));
    assert_eq!(store::accounts(&house, &checkup)[0].code, Code::AccountsOffDuty);
    assert!(left.exists(), "the doctor changes nothing");
}
