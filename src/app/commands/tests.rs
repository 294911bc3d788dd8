//! One test over the table for each thing that every row must be.

use std::collections::BTreeSet;

use super::*;
use crate::app::sample;
use crate::base::text::width;
use crate::config::Lang;

#[test]
fn every_command_has_one_row_and_a_name_in_kebab_case() {
    let rows: Vec<CommandId> = all().map(|command| command.id).collect();
    let ids: BTreeSet<CommandId> = rows.iter().copied().collect();
    assert_eq!(rows.len(), ids.len(), "a command with two rows");
    assert_eq!(ids, CommandId::ALL.iter().copied().collect(), "a command without a row");
    for id in CommandId::ALL {
        assert!(id.code().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
    }
}

#[test]
fn every_command_says_what_it_does_in_one_short_sentence() {
    for lang in Lang::ALL {
        let language = Language::new(*lang);
        for command in all() {
            let id = format!("command-{}", command.id);
            assert!(language.knows(&id), "{lang}: {id}");
            let says = command.says(&language);
            assert!(width(&says) <= 72 && !says.ends_with('.'), "{lang}: {says}");
            if command.hint {
                assert!(language.knows(&format!("hint-{}", command.id)), "{lang}: no short name for {}", command.id);
            }
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    let chords: Vec<(Scope, Chord, CommandId)> = all()
        .flat_map(|command| command.keys.iter().filter_map(move |key| Some((command.scope, key.parse::<Chord>().ok()?, command.id))))
        .collect();
    assert_eq!(chords.len(), all().map(|command| command.keys.len()).sum::<usize>(), "a key that cannot be read");
    let meet = |one: Scope, other: Scope| one == other || one == Scope::Global || other == Scope::Global || lists(one, other);
    // A scope's binding hides the global one, and this table says so.
    let hides = [
        (CommandId::KeepDraft, CommandId::Back),
        (CommandId::NewPost, CommandId::Compose),
        (CommandId::PostNextDay, CommandId::ScrollDown),
        (CommandId::PostDayBefore, CommandId::ScrollUp),
        (CommandId::Complete, CommandId::NextArea),
        (CommandId::AuthorJoin, CommandId::ScrollDown),
    ];
    for (at, (scope, chord, id)) in chords.iter().enumerate() {
        for (other_scope, other, other_id) in &chords[at + 1..] {
            let same = chord == other || chord.0.starts_with(&other.0) || other.0.starts_with(&chord.0);
            let hidden = hides.contains(&(*id, *other_id)) || hides.contains(&(*other_id, *id));
            assert!(!(meet(*scope, *other_scope) && same) || hidden, "{chord} is {id} and {other_id}");
        }
    }
}

/// Whether the keys of lists apply beside those of this scope.
fn lists(one: Scope, other: Scope) -> bool {
    let pane = |scope: Scope| matches!(scope, Scope::Inbox | Scope::Outbox | Scope::Accounts | Scope::Author | Scope::Calendar);
    (one == Scope::List && pane(other)) || (other == Scope::List && pane(one))
}

#[test]
fn in_a_text_field_no_letter_is_a_command() {
    for command in all().filter(|command| command.scope == Scope::Composer) {
        for key in command.keys {
            let first = key.parse::<Chord>().ok().and_then(|chord| chord.0.first().copied());
            assert!(first.is_some_and(|first| first.typed().is_none() && !crate::app::keymap::belongs_to_text(first)), "{key}");
        }
    }
}

#[test]
fn every_alt_chord_has_a_twin_on_a_function_key_or_ctrl() {
    for command in all().filter(|command| command.keys.iter().any(|key| key.starts_with("alt"))) {
        let twin = command.keys.iter().any(|key| key.starts_with("ctrl") || key.starts_with('f'));
        assert!(twin, "{} {:?}", command.id, command.keys);
    }
}

#[test]
fn no_command_minds_an_empty_house() {
    for command in all() {
        let mut state = sample::state();
        let overlays = state.overlays.len();
        if (command.ready)(&state) == Ready::Yes {
            let _ = (command.run)(&mut state);
            // What opens something to type into, or to choose from.
            let opens = [
                CommandId::Help,
                CommandId::Palette,
                CommandId::ChooseAccounts,
                CommandId::Media,
                CommandId::Theme,
                CommandId::History,
                CommandId::NewTask,
                CommandId::CalendarClient,
                CommandId::SaveView,
            ];
            let opens = opens.contains(&command.id);
            assert!(opens || state.overlays.len() == overlays, "{}", command.id);
        }
    }
}

#[test]
fn every_reason_is_said() {
    for lang in Lang::ALL {
        let language = Language::new(*lang);
        for reason in NotReady::ALL {
            assert!(language.knows(&format!("not-ready-{reason}")), "{lang}: {reason}");
        }
        for scope in Scope::ALL {
            assert!(language.knows(&format!("scope-{scope}")), "{lang}: {scope}");
        }
    }
}

#[test]
fn the_page_of_the_docs_names_every_command() {
    let page = markdown(&Language::new(Lang::En));
    for command in all() {
        assert!(page.contains(&format!("| `{}` |", command.id)), "{}", command.id);
    }
}
