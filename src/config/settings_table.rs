//! Every setting: one row each, in the order of the default file.
//!
//! The reader of `config.toml`, its warnings, what a broken edit leaves as it was,
//! `assets/docs/config.md` and the man page are computed from [`SETTINGS`]; a test holds
//! `assets/default-config.toml` against it. What a person may bind in `[keys]` besides
//! `layout` is in the registry of commands.

use std::time::Duration;

use toml::de::DeValue;

use super::file::{self, Value};
use super::pictures::Pictures;
use super::{AfterVerb, Config, Dictionaries, KeyLayout, Lang};

/// One setting.
pub struct Setting {
    /// Its section and name: `poll.every`; without a section it stands at the top.
    pub name: &'static str,
    /// What can be written, as in the file.
    pub values: &'static str,
    /// What it does, in a sentence of its own.
    pub does: &'static str,
    /// From when on a change applies while the program runs.
    pub applies: &'static str,
    /// Its value, as in the file.
    pub(super) shown: fn(&Config) -> String,
    /// Takes a value; none when it cannot be one.
    pub(super) taken: fn(&mut Config, &Value<'_>) -> Option<()>,
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Setting {
    fn eq(&self, other: &Setting) -> bool {
        self.name == other.name
    }
}

impl Setting {
    /// The section it stands in; empty at the top.
    pub fn section(&self) -> &'static str {
        self.name.rsplit_once('.').map_or("", |(section, _)| section)
    }

    /// Its name within its section.
    pub fn key(&self) -> &'static str {
        self.name.rsplit_once('.').map_or(self.name, |(_, key)| key)
    }

    /// Its value in these settings, as it is written in the file.
    pub fn value(&self, config: &Config) -> String {
        (self.shown)(config)
    }

    /// The setting with this name, section included.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

const DURATIONS: &str = "\"30s\", \"2m\", \"1h\", \"7d\"";
const AT_ONCE: &str = "at once";

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "language",
        values: "\"auto\", \"en\", \"fr\"",
        does: "The language of the screen and of errors; auto means by the locale.",
        applies: AT_ONCE,
        shown: |config| quoted(config.language.map_or("auto", Lang::code)),
        taken: |config, value| put(&mut config.language, or_auto(value, Lang::from_code)),
    },
    Setting {
        name: "theme",
        values: "\"auto\", \"default\", \"dark\", \"light\", \"contrast\", \"monochrome\"",
        does: "The colours: auto by the background of the terminal, default for its own sixteen, one of the others, or the name of a file in themes/ beside the settings.",
        applies: AT_ONCE,
        shown: |config| quoted(&config.theme),
        taken: |config, value| put(&mut config.theme, text(value).map(str::to_owned)),
    },
    Setting {
        name: "after",
        values: "\"next\", \"stay\", \"list\"",
        does: "Where the selection goes after a verb: to the next row, nowhere, or to the top of the list.",
        applies: AT_ONCE,
        shown: |config| quoted(config.after.code()),
        taken: |config, value| put(&mut config.after, text(value).and_then(AfterVerb::from_code)),
    },
    Setting {
        name: "hold",
        values: "\"0s\", \"10s\", \"1m\"",
        does: "How long a reply waits before it leaves, so that it can still be stopped.",
        applies: "for what is sent from then on",
        shown: |config| quoted(&file::written(config.hold)),
        taken: |config, value| put(&mut config.hold, duration(value)),
    },
    Setting {
        name: "mouse",
        values: "true, false",
        does: "Whether the wheel and clicks are used.",
        applies: AT_ONCE,
        shown: |config| config.mouse.to_string(),
        taken: |config, value| match value.get_ref() {
            DeValue::Boolean(wanted) => put(&mut config.mouse, Some(*wanted)),
            _ => None,
        },
    },
    Setting {
        name: "pictures",
        values: "\"auto\", \"off\", \"kitty\", \"sixel\", \"iterm\", \"blocks\"",
        does: "How pictures are shown in a thread: auto as the terminal can, and not over ssh; blocks are made of characters.",
        applies: AT_ONCE,
        shown: |config| quoted(config.pictures.code()),
        taken: |config, value| put(&mut config.pictures, text(value).and_then(Pictures::from_code)),
    },
    Setting {
        name: "hints",
        values: "true, false",
        does: "Whether the key of a command is told when it was run three times by the palette or the mouse.",
        applies: AT_ONCE,
        shown: |config| config.hints.to_string(),
        taken: |config, value| match value.get_ref() {
            DeValue::Boolean(wanted) => put(&mut config.hints, Some(*wanted)),
            _ => None,
        },
    },
    Setting {
        name: "keys.layout",
        values: "\"auto\", \"qwerty\", \"azerty\"",
        does: "How the digits are typed; auto means by the locale.",
        applies: AT_ONCE,
        shown: |config| quoted(config.layout.map_or("auto", KeyLayout::code)),
        taken: |config, value| put(&mut config.layout, or_auto(value, KeyLayout::from_code)),
    },
    Setting {
        name: "outbox.look_after",
        values: "[\"30s\", \"2m\", \"10m\"]",
        does: "How long after an attempt that got no answer the network is asked whether it arrived: three times, each later than the one before.",
        applies: "for the next attempt",
        shown: |config| format!("[{}]", config.look_after.map(|wait| quoted(&file::written(wait))).join(", ")),
        taken: |config, value| {
            let waits: Vec<Duration> = file::strings(value)?.iter().map(|text| file::duration(text)).collect::<Option<_>>()?;
            put(&mut config.look_after, <[Duration; 3]>::try_from(waits).ok().filter(|waits| waits.is_sorted()))
        },
    },
    Setting {
        name: "poll.every",
        values: DURATIONS,
        does: "The least time between two polls of one feed; a network may want longer. At least one second.",
        applies: "after the next poll of each feed",
        shown: |config| quoted(&file::written(config.poll_every)),
        taken: |config, value| put(&mut config.poll_every, duration(value).filter(|every| *every >= Duration::from_secs(1))),
    },
    Setting {
        name: "first_sync.days",
        values: "7, 30, 365",
        does: "How many days back a new account is read.",
        applies: "for the next new account",
        shown: |config| config.first_sync.days.to_string(),
        taken: |config, value| put(&mut config.first_sync.days, number(value)),
    },
    Setting {
        name: "first_sync.items",
        values: "200, 1000, 5000",
        does: "At most how many items of a new account are read.",
        applies: "for the next new account",
        shown: |config| config.first_sync.items.to_string(),
        taken: |config, value| put(&mut config.first_sync.items, number(value)),
    },
    Setting {
        name: "first_sync.entries",
        values: "10, 50, 200",
        does: "With how many of its newest entries a new source arrives.",
        applies: "for the next new source",
        shown: |config| config.first_sync.entries.to_string(),
        taken: |config, value| put(&mut config.first_sync.entries, number(value)),
    },
    Setting {
        name: "first_sync.open_for",
        values: DURATIONS,
        does: "What a new account finds that is older than this arrives done.",
        applies: "for the next new account",
        shown: |config| quoted(&file::written(config.first_sync.open_for)),
        taken: |config, value| put(&mut config.first_sync.open_for, duration(value)),
    },
    Setting {
        name: "hooks.on_new",
        values: "\"\", \"notify-send vigie\", \"~/bin/new-on-our-chat\"",
        does: "The command that is run when somebody has said something new to us; see below.",
        applies: "for what comes from then on",
        shown: |config| quoted(&config.on_new),
        taken: |config, value| put(&mut config.on_new, text(value).map(|command| command.trim().to_owned())),
    },
    Setting {
        name: "spelling.on",
        values: "true, false",
        does: "Whether spelling is checked while a text is written; it never stops a text from being sent.",
        applies: AT_ONCE,
        shown: |config| config.spelling.on.to_string(),
        taken: |config, value| put(&mut config.spelling.on, flag(value)),
    },
    Setting {
        name: "spelling.grammar",
        values: "true, false",
        does: "Whether words are marked that are written right and stand for another one: a and à, er and é, its and it's.",
        applies: AT_ONCE,
        shown: |config| config.spelling.grammar.to_string(),
        taken: |config, value| put(&mut config.spelling.grammar, flag(value)),
    },
    Setting {
        name: "spelling.typography",
        values: "true, false",
        does: "Whether spaces and marks are looked at too: the narrow spaces of French, its quotes, spaces that stand twice.",
        applies: AT_ONCE,
        shown: |config| config.spelling.typography.to_string(),
        taken: |config, value| put(&mut config.spelling.typography, flag(value)),
    },
    Setting {
        name: "spelling.dictionaries",
        values: "\"own\", \"system\"",
        does: "Whose dictionaries are read: those that are carried, or those of the system where it has some.",
        applies: "when the next composer is opened",
        shown: |config| quoted(config.spelling.dictionaries.code()),
        taken: |config, value| put(&mut config.spelling.dictionaries, text(value).and_then(Dictionaries::from_code)),
    },
];

/// What the page says of `[macros]`, which is no list of settings.
const MACROS: &str = "
## Macros

In `[macros]` stands a name and what follows one key, with the words of the command line:

```toml
[macros]
refund = { keys = \"ctrl-y\", run = \"label refund, snippet refund, done\" }
later = { keys = [\"ctrl-b\", \"f7\"], run = \"star, snooze tomorrow 9h, next\" }
escalate = [\"assign ana friday\", \"note Second complaint, see the first\", \"task Call them\"]
```

Steps stand between commas, or each in a string of a list; a comma in quotation marks belongs to its step. Without keys the palette has the macro, and so does `vigie macro NAME ID…`.

| step | what it does |
| --- | --- |
| `done` `reopen` `mute` `star` `unstar` `unread` `see` `unassign` | the verb of that name |
| `snooze WHEN` | out of sight until then: `tomorrow 9h`, `lundi 9h`, `until they answer` |
| `wait` `wait WHEN` `wait-them` | for the client, by then if it says so; for them |
| `assign WHO` `assign WHO WHEN` | somebody is to answer, by then if it says so |
| `label NAME…` `unlabel NAME…` | labels set, or taken away |
| `note TEXT` `task TEXT` | a note in the conversation; a task about it |
| `snippet NAME` | opens the composer with that saved reply; nothing is sent before you send it |
| `next` | to the next row |

What a macro does is one entry of the journal: one `z` takes all of it back, on one row or on very many. With a `snippet`, everything waits for the sending: the steps before it are done then, and after it stands what is chosen at sending, one of `done`, `snooze WHEN`, `wait`, `wait WHEN`, `wait-them`, `stay-open`. `,` repeats a macro as it repeats a verb. A step that is wrong leaves out its macro, and a key that is taken its key; both are told with their line.
";
/// What a hook's command is given, and what it may do.
const HOOKS: &str = "\n## A command when something new came\n\n\
`on_new` in `[hooks]` is run by `sh -c` as it is written, after a poll has stored something that somebody said to us, when it is still to be answered. What a new account finds at its first sync, reactions, entries of sources, our own posts, muted conversations and clients that rest at this hour run nothing.\n\n\
It reads a JSON array on standard input, with rows of the shape of `vigie list --json`, newest first: at most 100 of them, and 256 KiB. In its environment stand `VIGIE_HOOK` (`on_new`), `VIGIE_COUNT` (how many conversations have something new), `VIGIE_LEFT_OUT` (how many of them there was no room for) and `VIGIE_MORE` (the command that prints what is open and unread). Nothing that others wrote is in its arguments or its environment, and no secret is.\n\n\
One runs at a time, in the process that polls; what comes meanwhile is told by the next run. After ten seconds it is killed with all that it started, and so it is when vigie quits. What it prints goes to the log, up to 4 KiB. A failure is told once, and again only after a run that went well; `vigie doctor` says how the last one ended. The demo runs nothing.\n\n\
```toml\n[hooks]\non_new = '''jq -r '.[0] | .client + \": \" + .author' | xargs -0 notify-send vigie'''\n```\n";

/// The page `assets/docs/config.md`.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Settings\n\nWritten by a test from the table in `src/config/settings_table.rs`.\n\nThe settings stand in `config.toml`; `vigie paths` says where it lies. A setting that is not there has its default. What is wrong costs its own line only: it is told with its file and line, and `vigie doctor` lists all of it. The file is looked at every two seconds while vigie runs, and what has changed applies as the last column says; a value that cannot be used leaves the last good one.\n",
    );
    let mut section = None;
    for setting in SETTINGS {
        if section != Some(setting.section()) {
            section = Some(setting.section());
            let title =
                if setting.section().is_empty() { "At the top of the file".to_owned() } else { format!("`[{}]`", setting.section()) };
            page.push_str(&format!(
                "\n## {title}\n\n| setting | values | default | what it does | a change applies |\n| --- | --- | --- | --- | --- |\n"
            ));
        }
        let (values, default) = (setting.values, setting.value(&Config::default()));
        page.push_str(&format!("| `{}` | `{values}` | `{default}` | {} | {} |\n", setting.key(), setting.does, setting.applies));
    }
    page.push_str(
        "\n## A command's own keys\n\nIn `[keys]` the name of a command takes the place of its keys: `reply = \"R\"`, `done = [\"e\", \"f2\"]`; `\"\"` takes them away. `vigie keys` and [commands.md](commands.md) list the names. A change applies at once.\n",
    );
    page.push_str(MACROS);
    page.push_str(HOOKS);
    page
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Puts a value in its place, if there is one.
fn put<T>(place: &mut T, value: Option<T>) -> Option<()> {
    *place = value?;
    Some(())
}

fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.as_ref()),
        _ => None,
    }
}

fn or_auto<T>(value: &Value<'_>, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text(value)? {
        "auto" => Some(None),
        word => read(word).map(Some),
    }
}

fn duration(value: &Value<'_>) -> Option<Duration> {
    file::duration(text(value)?)
}

fn flag(value: &Value<'_>) -> Option<bool> {
    match value.get_ref() {
        DeValue::Boolean(wanted) => Some(*wanted),
        _ => None,
    }
}

fn number(value: &Value<'_>) -> Option<u32> {
    match value.get_ref() {
        DeValue::Integer(number) => u32::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DEFAULT;
    use toml::de::DeTable;

    /// The setting with this value written in a file of its own.
    fn line(setting: &Setting, value: &str) -> String {
        let section = setting.section();
        let head = if section.is_empty() { String::new() } else { format!("[{section}]\n") };
        format!("{head}{} = {value}\n", setting.key())
    }

    #[test]
    fn every_value_that_is_named_can_be_written_and_is_kept() {
        for setting in SETTINGS {
            let values = format!("all = [{}]", setting.values);
            let table = DeTable::parse(&values).unwrap();
            let DeValue::Array(values) = table.get_ref()["all"].get_ref() else { panic!() };
            assert!(!values.is_empty());
            for value in values.iter() {
                let mut config = Config::default();
                // What is a list by itself was not put into another one.
                let written = if setting.values.starts_with('[') { setting.values.to_owned() } else { shown(value) };
                let (read, warnings) = Config::read(&line(setting, &written));
                assert_eq!(warnings, [], "{}", setting.name);
                assert_eq!(setting.value(&read), written, "{}", setting.name);
                config.clone_from(&read);
                assert_eq!(Config::read(&line(setting, &setting.value(&config))).0, config, "{}", setting.name);
            }
        }
    }

    fn shown(value: &Value<'_>) -> String {
        match value.get_ref() {
            DeValue::String(text) => quoted(text),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Boolean(yes) => yes.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_word_of_ours_is_named() {
        let named = |name: &str, codes: Vec<&str>| {
            let setting = Setting::named(name).unwrap();
            for code in codes {
                assert!(setting.values.contains(&format!("\"{code}\"")), "{name}: {code}");
            }
        };
        named("language", Lang::ALL.iter().map(|lang| lang.code()).collect());
        named("after", AfterVerb::ALL.iter().map(|after| after.code()).collect());
        named("keys.layout", KeyLayout::ALL.iter().map(|layout| layout.code()).collect());
    }

    /// The default file shows every setting with its default, in the order of the table, and no other.
    #[test]
    fn the_default_file_is_the_table() {
        let mut section = "";
        let mut found = Vec::new();
        for line in DEFAULT.lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if let Some((key, value)) = line.strip_prefix('#').and_then(|line| line.split_once(" = "))
                && !key.contains(' ')
            {
                let name = if section.is_empty() { key.to_owned() } else { format!("{section}.{key}") };
                found.push((name, value.to_owned()));
            }
        }
        // The lines with a command's keys, and the macros, are examples.
        found.retain(|(name, _)| !name.starts_with("macros.") && (!name.starts_with("keys.") || name == "keys.layout"));
        let table: Vec<_> = SETTINGS.iter().map(|setting| (setting.name.to_owned(), setting.value(&Config::default()))).collect();
        assert_eq!(found, table);
    }
}
