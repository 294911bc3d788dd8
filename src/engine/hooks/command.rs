//! One run of a person's command: what it is given, for how long, and what it says.
//!
//! It runs by `sh -c` as it is written, in a process group of its own, so that whatever it
//! started ends with it. Nothing of what others wrote is ever among its arguments or in its
//! environment: that comes on standard input.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::base::harmless;
use crate::model::hook::{HookEnd, HookFault};

/// So much of what a command prints is kept; the rest is read and dropped.
const PRINTED: usize = 4 * 1024;

/// How long the rest of what it printed is waited for once it has ended: what it left running in the background may keep the line.
const LINGER: Duration = Duration::from_millis(200);

/// What a command is run with.
pub(super) struct Run<'a> {
    /// The command, as a shell reads it.
    pub command: &'a str,
    /// How long it may take.
    pub limit: Duration,
    /// The folder that everything lies in, where a person has chosen one.
    pub home: Option<&'a Path>,
    /// What else stands in its environment.
    pub environment: Vec<(&'static str, String)>,
    /// What it reads.
    pub input: Vec<u8>,
}

/// Ends a whole process group when the run is over before the command is.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(leader) = self.0.and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw) {
            // It may just have ended by itself.
            rustix::process::kill_process_group(leader, rustix::process::Signal::KILL).ok();
        }
    }
}

impl Run<'_> {
    /// Runs it to its end. Dropped before that, it is killed with all that it started.
    ///
    /// # Errors
    /// How it ended otherwise than well.
    pub(super) async fn run(self) -> Result<(), HookFault> {
        let mut child = self.begin().map_err(|error| fault(HookEnd::NotStarted, error.kind()))?;
        let mut group = Group(child.id());
        let printed = Mutex::default();
        let ended = tokio::time::timeout(self.limit, heard(&mut child, &self.input, &printed)).await;
        if let Ok(Ok(_)) = ended {
            // It has ended; what it left in the background is its own business.
            group.0 = None;
        }
        drop(group);
        let printed = printed.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !printed.is_empty() {
            tracing::info!(printed = %harmless::line(&String::from_utf8_lossy(&printed)), "What the command of a hook has printed.");
        }
        match ended {
            Ok(Ok(status)) => judged(status),
            Ok(Err(error)) => Err(fault(HookEnd::NotStarted, error.kind())),
            Err(_) => {
                // Nobody is left behind unburied.
                child.wait().await.ok();
                Err(fault(HookEnd::TimedOut, self.limit.as_secs()))
            }
        }
    }

    fn begin(&self) -> std::io::Result<Child> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(self.command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        #[cfg(unix)]
        command.process_group(0);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        if let Some(home) = self.home {
            command.env("VIGIE_HOME", home);
        }
        command.spawn()
    }
}

/// Gives a command what it reads, and hears it until it ends.
async fn heard(child: &mut Child, input: &[u8], printed: &Mutex<Vec<u8>>) -> std::io::Result<ExitStatus> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let give = async {
        if let Some(mut stdin) = stdin {
            // One that does not want to read all of it may do so.
            stdin.write_all(input).await.ok();
        }
    };
    let talk = async { tokio::join!(give, hear(stdout, printed), hear(stderr, printed)) };
    tokio::pin!(talk);
    let mut silent = false;
    let status = loop {
        tokio::select! {
            status = child.wait() => break status,
            _ = &mut talk, if !silent => silent = true,
        }
    };
    if !silent {
        tokio::time::timeout(LINGER, talk).await.ok();
    }
    status
}

async fn hear(pipe: Option<impl AsyncRead + Unpin>, printed: &Mutex<Vec<u8>>) {
    let Some(mut pipe) = pipe else {
        return;
    };
    let mut piece = [0; 1024];
    while let Ok(read @ 1..) = pipe.read(&mut piece).await {
        let mut printed = printed.lock().unwrap_or_else(PoisonError::into_inner);
        let room = PRINTED.saturating_sub(printed.len()).min(read);
        printed.extend_from_slice(&piece[..room]);
    }
}

/// What the end of a shell means.
fn judged(status: ExitStatus) -> Result<(), HookFault> {
    match status.code() {
        Some(0) => Ok(()),
        // So says every shell.
        Some(127) => Err(fault(HookEnd::NotFound, "")),
        Some(code) => Err(fault(HookEnd::Exit, code)),
        None => Err(fault(HookEnd::Signal, signal(status))),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> i32 {
    std::os::unix::process::ExitStatusExt::signal(&status).unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> i32 {
    0
}

fn fault(end: HookEnd, detail: impl ToString) -> HookFault {
    HookFault { end, detail: detail.to_string() }
}
