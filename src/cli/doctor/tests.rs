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
    use std::io::{Seek, SeekFrom};
    let home = tempfile::tempdir().unwrap();
    let house = house(home.path());
    made(&house).close();
    let pages = std::fs::read(house.paths.store_file()).unwrap();
    // A leaf of an index begins with a ten; the last ones belong to no table that is read here.
    let leaves: Vec<u64> = pages.chunks(4096).zip(0..).filter(|(page, _)| page[0] == 10).map(|(_, at)| at).collect();
    let mut file = std::fs::OpenOptions::new().write(true).open(house.paths.store_file()).unwrap();
    for at in &leaves[leaves.len() - 3..] {
        file.seek(SeekFrom::Start(at * 4096)).unwrap();
        file.write_all(&[0xa5; 4096]).unwrap();
    }
    let found = codes(&house);
    assert!(found.contains(&Code::StoreFault), "{found:?}");
    assert!(!found.iter().any(|code| code.area() == "accounts"), "{found:?}");
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
