//! The page of the docs that lists every command, from the table.

use super::{Scope, all};
use crate::config::Language;

/// The page `assets/docs/commands.md`.
pub fn markdown(language: &Language) -> String {
    let mut page = String::from(
        "# Commands\n\nWritten by a test from the table in `src/app/commands/`.\nThe name in the first column is the one for `[keys]` in the settings.\n",
    );
    for scope in Scope::ALL {
        page.push_str(&format!(
            "\n## {}\n\n| command | keys | what it does |\n| --- | --- | --- |\n",
            language.code("scope", scope.code())
        ));
        for command in all().filter(|command| command.scope == *scope) {
            let keys: Vec<String> = command.default_keys().iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            page.push_str(&format!("| `{}` | {} | {} |\n", command.id, keys.join(" "), command.says(language)));
        }
    }
    page
}
