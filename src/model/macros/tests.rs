//! What can be written, what is wrong with the rest, and what a run keeps in the store.

#[cfg(test)]
use super::*;
use crate::model::when::WhenProblem;

const NOW: Timestamp = Timestamp::from_millis(1_764_000_000_000);

fn read(line: &str) -> Result<Macro, StepError> {
    Macro::parse("refund", &parse::steps(line))
}

#[test]
fn steps_are_the_words_of_the_command_line() {
    let table = [
        ("label refund, snippet refund, done", "label refund, snippet refund, done"),
        (" Star ,, label vip refund,  ", "star, label vip refund"),
        ("snooze demain 9h", "snooze demain 9h"),
        ("wait", "wait"),
        ("wait client 3d", "wait 3d"),
        ("wait them", "wait-them"),
        ("wait-client 3d, next", "wait 3d, next"),
        ("read, unread", "see, unread"),
        ("note \"call them, today\", done", "note \"call them, today\", done"),
        ("assign ana friday 9am", "assign ana friday 9am"),
        ("snooze 1 jan 2020", "snooze 1 jan 2020"),
    ];
    for (written, line) in table {
        let read = read(written).unwrap();
        assert_eq!(read.line(), line, "{written}");
        assert_eq!(self::read(&read.line()), Ok(read), "what is shown can be written");
    }
    let listed = Macro::parse("x", &["note a, b".to_owned(), "done".to_owned()]).unwrap();
    assert_eq!(listed.steps.len(), 2, "in a list each step is a string of its own");
}

#[test]
fn what_is_wrong_is_told_with_the_step() {
    let unknown = |near: Option<&str>| StepProblem::Unknown { nearest: near.map(str::to_owned) };
    let table = [
        ("", "", StepProblem::Nothing),
        (" , ", "", StepProblem::Nothing),
        ("star, dnoe", "dnoe", unknown(Some("done"))),
        ("xyzzy", "xyzzy", unknown(None)),
        ("label", "label", StepProblem::Missing),
        ("label ;", "label ;", StepProblem::Missing),
        ("snooze", "snooze", StepProblem::Missing),
        ("note", "note", StepProblem::Missing),
        ("done now", "done now", StepProblem::Unwanted("now".to_owned())),
        ("snippet a, label b", "label b", StepProblem::NotAfter),
        ("done, snippet a", "done", StepProblem::NotBefore),
        ("snippet a, snippet b", "snippet b", StepProblem::Twice),
        ("snippet a, done, wait", "wait", StepProblem::Twice),
        ("stay-open", "stay-open", StepProblem::OnlyAfter),
    ];
    for (written, step, problem) in table {
        assert_eq!(read(written), Err(StepError { step: step.to_owned(), problem }), "{written}");
    }
    let Err(StepError { problem: StepProblem::When(phrase, error), .. }) = read("snooze soonish") else { panic!() };
    assert_eq!((phrase.as_str(), error.problem), ("soonish", WhenProblem::Unknown));
    assert!(matches!(read("assign ana soonish"), Err(StepError { problem: StepProblem::When(..), .. })));
}

#[test]
fn a_run_has_its_times_told_and_its_verbs_in_order() {
    let read = read("label refund, snooze tomorrow 9h, unread").unwrap();
    let run = read.run(NOW, &TimeZone::UTC).unwrap();
    let at = NOW.millis().div_euclid(86_400_000) * 86_400_000 + 33 * 3_600_000;
    let open = Triage::opened(NOW, NOW);
    let after = run.after(&open, Some(InteractionId(4)), NOW);
    assert_eq!(after.snoozed_until, Some(Timestamp::from_millis(at)));
    assert_eq!((label::line(&after.labels).as_str(), after.unread > 0), ("refund", true), "{after:?}");
    assert_eq!(run.detail(None), "refund: label refund, snooze tomorrow 9h, unread");
    assert!(Given::Run(run).moves());
    let over = self::read("snooze 1 jan 2020").unwrap();
    assert_eq!(over.run(NOW, &TimeZone::UTC).unwrap_err().1.problem, WhenProblem::Past);
}

#[test]
fn what_follows_an_answer_is_not_done_before_it() {
    let read = read("label refund, snippet refund, wait 3d, next").unwrap();
    let run = read.run(NOW, &TimeZone::UTC).unwrap();
    assert_eq!((read.snippet(), read.goes_on(), run.acts.len()), (Some("refund"), true, 1));
    let after = read.after(NOW, &TimeZone::UTC).unwrap();
    assert!(matches!(&after, Some(After::WaitClient(asked)) if asked.due > Some(NOW)), "{after:?}");
    assert_eq!(run.detail(Some(&After::Done)), "refund: label refund, snippet refund, done", "what was chosen in the end");
}

#[test]
fn a_run_is_kept_with_a_draft() {
    let line = "label a b, unlabel c, star, unstar, unread, see, assign ana friday, unassign, mute, reopen, note \"a, b\", task call";
    let run = read(line).unwrap().run(NOW, &TimeZone::UTC).unwrap();
    assert_eq!(Run::from_lines(&run.lines()), Some(run));
    let run = read("done, snooze tomorrow, wait 3d, wait-them").unwrap().run(NOW, &TimeZone::UTC).unwrap();
    assert_eq!(Run::from_lines(&run.lines()), Some(run));
    assert_eq!((Run::from_lines(""), Run::from_lines("a\nb\ndance - ")), (None, None));
}
