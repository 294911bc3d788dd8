//! Hostile input by the million against everything that reads what others wrote.
//!
//! `cargo run --release --example pound -- --what all --cases 10000000 --threads 2 --seed 1`
//!
//! A case is told by its subject, the seed and its number, so that every run can be repeated.
//! Cases are made from real texts that are cut, doubled and spliced, from what the grammar
//! is made of, and from bytes. A case that fails is made smaller and saved to a file.
//! To add a reader, add a row to `SUBJECTS`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod cases;
mod sources;
mod subjects;
mod times;

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cases::Maker;
use subjects::{SUBJECTS, Subject};

/// How long a megabyte of anything may take, on a slow machine and with everything checked.
const PATIENCE: Duration = Duration::from_secs(10);

struct Wanted {
    what: String,
    cases: u64,
    seed: u64,
    threads: u64,
    seconds: u64,
}

fn wanted() -> Wanted {
    let mut wanted = Wanted { what: "all".into(), cases: 100_000, seed: 1, threads: 1, seconds: u64::MAX };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().unwrap_or_default();
        let number = || value.replace('_', "").parse().unwrap_or_else(|_| panic!("{name} wants a number"));
        match name.as_str() {
            "--what" => wanted.what = value,
            "--cases" => wanted.cases = number(),
            "--seed" => wanted.seed = number(),
            "--threads" => wanted.threads = number(),
            "--seconds" => wanted.seconds = number(),
            other => panic!("{other}: --what {} --cases N --seed S --threads N --seconds N", names().join("|")),
        }
    }
    wanted
}

fn names() -> Vec<&'static str> {
    std::iter::once("all").chain(SUBJECTS.iter().map(|subject| subject.name)).collect()
}

fn main() {
    let wanted = wanted();
    assert!(names().contains(&wanted.what.as_str()), "--what {}", names().join("|"));
    let before = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut good = true;
    for subject in SUBJECTS.iter().filter(|subject| wanted.what == "all" || wanted.what == subject.name) {
        good &= pound(subject, &wanted);
    }
    panic::set_hook(before);
    std::process::exit(i32::from(!good));
}

/// What is wrong with a case, if anything is.
fn fault(subject: &Subject, case: &[u8]) -> Option<String> {
    match panic::catch_unwind(AssertUnwindSafe(|| (subject.check)(case))) {
        Ok(Ok(())) => None,
        Ok(Err(wrong)) => Some(wrong),
        Err(panic) => {
            let said = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            Some(format!("panic: {}", said.unwrap_or_default()))
        }
    }
}

/// Plays all cases of a subject; whether all went well.
fn pound(subject: &Subject, wanted: &Wanted) -> bool {
    for (name, case) in (subject.monsters)() {
        let began = Instant::now();
        let wrong = fault(subject, &case);
        let took = began.elapsed();
        println!("{:8} {:>9} bytes of {name}: {} ms", subject.name, case.len(), took.as_millis());
        if let Some(wrong) = wrong {
            return save(subject, wanted, 0, &case, &wrong);
        }
        if took > PATIENCE {
            return save(subject, wanted, 0, &case, &format!("took {} ms", took.as_millis()));
        }
    }
    let (stopped, done, bytes) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let began = Instant::now();
    let corpus = (subject.corpus)();
    let until = began.checked_add(Duration::from_secs(wanted.seconds.min(1 << 30))).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..wanted.threads {
            let (stopped, done, bytes, corpus) = (&stopped, &done, &bytes, &corpus);
            scope.spawn(move || {
                let maker = Maker { corpus, tokens: subject.tokens };
                for number in (thread..wanted.cases).step_by(usize::try_from(wanted.threads).unwrap()) {
                    if stopped.load(Ordering::Relaxed) || number % 1_024 < wanted.threads && Instant::now() > until {
                        return;
                    }
                    let case = maker.case(wanted.seed, number);
                    bytes.fetch_add(case.len() as u64, Ordering::Relaxed);
                    done.fetch_add(1, Ordering::Relaxed);
                    if fault(subject, &case).is_some() && !stopped.swap(true, Ordering::Relaxed) {
                        let small = cases::shrink(case, |case| fault(subject, case).is_some());
                        let wrong = fault(subject, &small).unwrap_or_default();
                        save(subject, wanted, number, &small, &wrong);
                    }
                }
            });
        }
    });
    let (done, bytes, took) = (done.into_inner(), bytes.into_inner(), began.elapsed().as_secs_f64().max(0.001));
    println!(
        "{:8} {done} cases, seed {}, {:.0} s: {:.0} cases/s, {:.1} MB/s{}",
        subject.name,
        wanted.seed,
        took,
        done as f64 / took,
        bytes as f64 / took / 1e6,
        if stopped.load(Ordering::Relaxed) { ", FAILED" } else { "" },
    );
    !stopped.into_inner()
}

fn save(subject: &Subject, wanted: &Wanted, number: u64, case: &[u8], wrong: &str) -> bool {
    let path = format!("pound-{}-{}-{number}.txt", subject.name, wanted.seed);
    std::fs::write(&path, case).unwrap();
    let shown: String = String::from_utf8_lossy(case).chars().take(200).collect();
    println!("{:8} case {number} of seed {}: {wrong}\n  {shown:?}\n  saved to {path}", subject.name, wanted.seed);
    false
}
