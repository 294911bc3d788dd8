//! A person's own command in the program itself: told by `vigie sync`, and looked at by the doctor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod stage;

use std::fs;
use std::sync::Arc;

use common::mistaken::Home;
use serde_json::Value;
use stage::Stage;
use vigie::app::{Message, Reread};
use vigie::base::time::SystemClock;
use vigie::config::{Config, KeyLayout, Lang, Language, Theme};
use vigie::demo::Server;
use vigie::model::hook::{HookEnd, HookFault};
use vigie::model::news::News;

/// A home with an account that was read once, and its server.
async fn read(home: &Home) -> Server {
    let server = Server::start(Arc::new(SystemClock)).await.unwrap();
    for handle in ["brand", "ana"] {
        server.network.person(handle, Default::default());
    }
    let token = server.network.token("brand");
    assert_eq!(home.run(&["client", "add", "Bistro"]).code, 0);
    let added = home.run_with(&["account", "add", "mastodon", &server.url(), "--client", "Bistro", "--token-stdin"], &format!("{token}\n"));
    assert_eq!(added.code, 0, "{}", added.err);
    server.network.mention("ana", "brand", "from before").unwrap();
    assert_eq!(home.run(&["sync"]).code, 0);
    server
}

fn set(home: &Home, command: &str) {
    fs::write(home.path().join("config.toml"), format!("[hooks]\non_new = \"{command}\"\n")).unwrap();
}

fn hooks_found(home: &Home) -> Vec<String> {
    let found = home.run(&["doctor", "--json"]).json();
    let codes = found["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
    codes.filter(|code| code.contains("hook")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_tells_what_it_stored_in_the_shape_of_the_list() {
    let home = Home::empty();
    let server = read(&home).await;
    assert!(hooks_found(&home).is_empty());
    set(&home, "cat > \\\"$VIGIE_HOME/told\\\"; echo said it; exit 7");
    let told = home.path().join("told");
    assert_eq!(home.run(&["sync"]).code, 0);
    assert!(!told.exists(), "nothing is new, and the first sync is no news");

    server.network.mention("ana", "brand", "Is there a table?").unwrap();
    let ran = home.run(&["sync"]);
    assert_eq!(ran.code, 0, "what came is stored all the same");
    assert!(ran.err.contains("(on_new): it ended with code 7."), "{}", ran.err);
    let told: Value = serde_json::from_str(&fs::read_to_string(told).unwrap()).unwrap();
    let listed = home.run(&["list", "--json", "-q", "table"]).json();
    assert_eq!(told, listed);
    let log = fs::read_to_string(home.path().join("vigie.log")).unwrap();
    assert!(log.contains("said it"), "{log}");
    assert_eq!(hooks_found(&home), ["settings-hook", "settings-hook-failed"]);

    set(&home, "no-such-command --at all");
    assert_eq!(hooks_found(&home), ["settings-hook-absent"], "how another command ended is no matter");
    server.stop().await;
}

#[test]
fn a_failing_command_is_a_trouble_until_it_works_or_is_another() {
    let mut stage = Stage::usual();
    let fault = HookFault { end: HookEnd::TimedOut, detail: "10".into() };
    stage.send(Message::News(News::HookFailed(fault.clone())));
    assert!(stage.shows("Command on_new: stopped after 10 s · mend it in config.toml"), "{}", stage.screen(80, 24));
    stage.send(Message::News(News::HookWell));
    assert!(!stage.shows("on_new"), "{}", stage.screen(80, 24));

    stage.send(Message::News(News::HookFailed(fault)));
    let config = Config { on_new: "another".into(), ..Config::default() };
    let (theme, language, layout) = (Theme::default(), Arc::new(Language::new(Lang::En)), KeyLayout::Qwerty);
    stage.send(Message::Settings(Box::new(Reread { config, warnings: Vec::new(), theme, language, layout })));
    assert!(!stage.shows("on_new"), "{}", stage.screen(80, 24));
}
