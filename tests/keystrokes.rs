//! The demo's day triaged to zero on a real terminal, every key counted.
//!
//! What is decided about a row is decided by what its line says, as a tired person would:
//! thanks are answered with thanks, questions are passed on to the client, what can wait waits
//! until tomorrow morning, and the rest is done. `cargo test --test keystrokes -- --nocapture`
//! prints the log, a line a conversation; the README quotes its sums.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;

use common::pty::Pty;

const ENTER: &str = "\r";
const DOWN: &str = "\u{1b}[B";
const CTRL_S: &str = "\u{13}";

/// What is done about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Decision {
    Done,
    Tomorrow,
    Canned,
}

impl Decision {
    fn about(line: &str, nth: usize) -> Decision {
        let says = |words: &[&str]| words.iter().any(|word| line.to_lowercase().contains(word));
        match nth {
            _ if says(&["thank", "bravo", "congrat", "love", "?"]) => Decision::Canned,
            _ if nth.is_multiple_of(4) => Decision::Tomorrow,
            _ => Decision::Done,
        }
    }

    /// The keys that do it: each of them is one press of a person.
    fn keys(self, line: &str, first: bool) -> Vec<&'static str> {
        match self {
            Decision::Done => vec!["e"],
            // The time chosen last stands first from the second time on.
            Decision::Tomorrow if first => vec!["b", DOWN, ENTER],
            Decision::Tomorrow => vec!["b", ENTER],
            Decision::Canned if line.contains('?') => vec![";", "a", "s", "k", ENTER, CTRL_S],
            Decision::Canned => vec![";", "t", "h", ENTER, CTRL_S],
        }
    }
}

/// How many there are to answer, by the line above the list.
fn to_answer(screen: &str) -> Option<usize> {
    let head = screen.lines().nth(1)?;
    let words: Vec<&str> = head.split_whitespace().collect();
    let at = words.iter().position(|word| word.starts_with("conversation"))?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

#[test]
fn the_day_of_the_demo_is_triaged_to_zero_with_few_keys() {
    let home = tempfile::tempdir().unwrap();
    let demo = ["demo", "--lang", "en", "--at", "21:14", "--speed", "1"];
    let mut screen = Pty::start(home.path(), &demo, (200, 50), "en");
    // The list alone, so that a line says enough to decide.
    screen.until("Enter open").keys("+").until_gone("All clients");
    let mut left = to_answer(&screen.text()).unwrap();
    let (begun, mut sums) = (left, BTreeMap::<Decision, (usize, usize)>::new());
    let (mut tomorrow, mut named) = (false, false);
    while left > 0 {
        let line = screen.cursor_line();
        // What named two of ours is closed in one inbox and answered from the other.
        let other = line.contains('⧉') && !std::mem::replace(&mut named, true);
        let decision = if other { Decision::Done } else { Decision::about(&line, begun - left) };
        let keys = decision.keys(&line, !tomorrow);
        tomorrow |= decision == Decision::Tomorrow;
        // As fast as they come: what is typed ahead of the screen means what it says.
        screen.keys(&keys.concat());
        left -= 1;
        screen.until_that(&format!("{left} are to be answered"), |screen| to_answer(screen) == Some(left));
        let sum = sums.entry(decision).or_default();
        *sum = (sum.0 + 1, sum.1 + keys.len());
        println!("{decision:?} {} keys: {}", keys.len(), line.trim());
    }
    let (rows, keys) = sums.values().fold((0, 0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    println!("{rows} conversations, {keys} keys; by decision (rows, keys): {sums:?}");
    assert!(rows >= 50, "a day has more than {rows} conversations");
    assert_eq!(sums[&Decision::Done].0, sums[&Decision::Done].1, "done is one key");
    let (snoozed, pressed) = sums[&Decision::Tomorrow];
    assert_eq!(pressed, 2 * snoozed + 1, "two keys, and one more for the first");
    assert!(keys <= 4 * rows, "{keys} keys for {rows} conversations");
    screen.until("Nothing to answer").keys("Q").until("leav");
    screen.kill();
}
