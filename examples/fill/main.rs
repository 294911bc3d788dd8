//! Fills a store with a year of an agency, for measuring: the same seed, the same year.
//!
//! `cargo run --release --example fill -- --home DIR --interactions 1000000 [--seed S]`

// Benches use more of it than this program does.
#[allow(dead_code)]
mod story;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use story::Plan;
use vigie::base::time::Timestamp;

/// Fills a store with a year of an agency.
#[derive(Parser)]
struct Args {
    /// The folder that becomes the home of the filled store.
    #[arg(long)]
    home: PathBuf,
    /// How many interactions of theirs are stored.
    #[arg(long, default_value_t = 1_000_000)]
    interactions: u64,
    /// Equal seeds tell equal years.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many days the year has.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// When the year is over.
    #[arg(long, default_value = story::UNTIL)]
    until: String,
    /// How many posts stand on the calendar, over five years around the end of the year.
    #[arg(long, default_value_t = 0)]
    slots: u32,
    /// Where the accounts live.
    #[arg(long, default_value = story::SERVER)]
    server: String,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let Some(until) = Timestamp::parse(&args.until) else {
        return said("--until is no time");
    };
    let plan = Plan { days: args.days.max(1), until, server: args.server, slots: args.slots, ..Plan::year(args.interactions, args.seed) };
    let began = Instant::now();
    let rate = |stored: u64| {
        format!("{stored} of {} interactions, {:.0} a second", args.interactions, stored as f64 / began.elapsed().as_secs_f64())
    };
    let mut told = Instant::now();
    let progress = |stored| {
        if told.elapsed().as_secs() >= 1 {
            told = Instant::now();
            write!(std::io::stderr(), "\r{}", rate(stored)).ok();
        }
    };
    match vigie::shell::runtime::block_on(story::fill(&args.home, &plan, progress)) {
        Ok(Ok(())) => {
            writeln!(std::io::stderr(), "\r{} in {:.0} s", rate(args.interactions), began.elapsed().as_secs_f64()).ok();
            ExitCode::SUCCESS
        }
        Ok(Err(error)) => said(&error.to_string()),
        Err(error) => said(&error.to_string()),
    }
}

fn said(error: &str) -> ExitCode {
    writeln!(std::io::stderr(), "\n{error}").ok();
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use vigie::base::time::{Clock, FixedClock};
    use vigie::model::conversation::View;
    use vigie::model::query::{Answer, Query, Sight};
    use vigie::store::Store;

    use super::*;

    /// A small year, as text; the keys of deliveries are random, and left out.
    async fn told(seed: u64) -> (String, Store) {
        let plan = Plan { clients: 6, accounts: 14, days: 20, ..Plan::year(2_000, seed) };
        let clock = Arc::new(FixedClock::at(plan.until - std::time::Duration::from_secs(20 * 86_400)));
        let store = Store::memory(clock.clone()).unwrap();
        story::tell(&store, &clock, &plan, |_| {}).await.unwrap();
        assert_eq!(clock.now(), plan.until);
        let dump = store.dump(&["changes", "sqlite_sequence"]).unwrap();
        let line = |line: &str| match (line.find(" key="), line.find(" state=")) {
            (Some(key), Some(state)) if line.contains(" load=") => format!("{}{}", &line[..key], &line[state..]),
            _ => line.to_owned(),
        };
        (dump.lines().map(line).collect::<Vec<_>>().join("\n"), store)
    }

    #[tokio::test]
    async fn a_seed_fills_the_same_store_twice() {
        let (one, store) = told(7).await;
        let (same, _) = told(7).await;
        assert!(one == same, "the same seed told two stories");
        let (other, _) = told(8).await;
        assert!(one != other);

        let theirs =
            one.lines().filter(|line| line.contains(" ours=0 ") && line.contains(" conversation_id=") && line.contains(" stored_at="));
        assert_eq!(theirs.count(), 2_000);
        for kind in ["mention", "comment", "reply", "dm", "like", "boost", "follow"] {
            assert!(one.contains(&format!("kind=\"{kind}\"")), "no {kind}");
        }
        for state in ["open", "waiting_them", "done", "muted", "sent", "failed", "held", "unsure", "queued", "live"] {
            assert!(one.contains(&format!("state=\"{state}\"")), "nothing is {state}");
        }
        let Answer::Totals(totals) = store.ask(Query::Totals(Sight::default())).await.unwrap() else { panic!("no totals") };
        let (quiet, open) = (totals.views[&View::Quiet], totals.views[&View::ToAnswer]);
        assert!(quiet.all > 20 && quiet.unread > 0 && open.all > 20 && open.unread > 0, "{totals:?}");
    }
}
