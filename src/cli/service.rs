//! `vigie service`: the file by which a system keeps `vigie sync --watch` running.
//!
//! Printed, never installed: the two lines that do it stand in it. Nothing secret is in it, since
//! secrets are read from the vault by whoever runs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Keeper;
use super::exit::{Exit, Failure, Outcome};

pub(super) fn run(keeper: Option<Keeper>, home: Option<&Path>) -> Outcome {
    let unknown = |error: io::Error| Failure::new(Exit::Error, "cli-service-unknown").with("why", error.to_string());
    let program = std::env::current_exe().map_err(unknown)?;
    let home = home.map(std::path::absolute).transpose().map_err(unknown)?;
    let usual = if cfg!(target_os = "macos") { Keeper::Launchd } else { Keeper::Systemd };
    let page = match keeper.unwrap_or(usual) {
        Keeper::Systemd => systemd(&program, home.as_deref()),
        Keeper::Launchd => launchd(&program, home.as_deref()),
    };
    io::stdout().lock().write_all(page.as_bytes())?;
    Ok(Exit::Ok)
}

/// What is run.
fn command(program: &Path, home: Option<&Path>) -> Vec<String> {
    let told = |path: &Path| path.to_string_lossy().into_owned();
    let home: Option<PathBuf> = home.map(Path::to_path_buf);
    let home = home.iter().flat_map(|home| ["--home".to_owned(), told(home)]);
    let rest = ["sync".to_owned(), "--watch".to_owned()];
    std::iter::once(told(program)).chain(home).chain(rest).collect()
}

/// A unit of the person's own systemd (systemd.service(5)).
fn systemd(program: &Path, home: Option<&Path>) -> String {
    let quoted = |word: &String| {
        let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
        if escaped.chars().any(|c| c.is_whitespace() || c == '\'' || c == '"') { format!("\"{escaped}\"") } else { escaped }
    };
    let command: Vec<String> = command(program, home).iter().map(quoted).collect();
    format!(
        "# vigie service systemd > ~/.config/systemd/user/vigie.service\n\
         # systemctl --user daemon-reload && systemctl --user enable --now vigie.service\n\
         # To go on while nobody is logged in: loginctl enable-linger\n\
         [Unit]\n\
         Description=vigie polls the networks and sends what is scheduled\n\
         \n\
         [Service]\n\
         ExecStart={}\n\
         Restart=on-failure\n\
         RestartSec=10\n\
         # It was asked to end.\n\
         SuccessExitStatus=130\n\
         \n\
         [Install]\n\
         WantedBy=default.target\n",
        command.join(" ")
    )
}

/// An agent of macOS (launchd.plist(5)).
fn launchd(program: &Path, home: Option<&Path>) -> String {
    let escaped = |word: &String| word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let words: String = command(program, home).iter().map(|word| format!("    <string>{}</string>\n", escaped(word))).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <!-- vigie service launchd > ~/Library/LaunchAgents/vigie.plist -->\n\
         <!-- launchctl load -w ~/Library/LaunchAgents/vigie.plist -->\n\
         <plist version=\"1.0\">\n\
         <dict>\n  \
           <key>Label</key>\n  \
           <string>vigie</string>\n  \
           <key>ProgramArguments</key>\n  \
           <array>\n{words}  </array>\n  \
           <key>RunAtLoad</key>\n  \
           <true/>\n  \
           <key>KeepAlive</key>\n  \
           <dict>\n    \
             <key>Crashed</key>\n    \
             <true/>\n    \
             <key>SuccessfulExit</key>\n    \
             <false/>\n  \
           </dict>\n  \
           <key>ThrottleInterval</key>\n  \
           <integer>10</integer>\n\
         </dict>\n\
         </plist>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_signs_in_it_stays_one_word() {
        let (program, home) = (Path::new("/opt/a b/vigie"), Path::new("/home/cm/50% & <co>"));
        let unit = systemd(program, Some(home));
        assert!(unit.contains("ExecStart=\"/opt/a b/vigie\" --home \"/home/cm/50%% & <co>\" sync --watch\n"), "{unit}");
        let agent = launchd(program, Some(home));
        assert!(agent.contains("<string>/home/cm/50% &amp; &lt;co&gt;</string>\n    <string>sync</string>"), "{agent}");
        assert!(!systemd(program, None).contains("--home"));
    }
}
