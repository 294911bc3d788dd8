//! A process of its own that does one round of everything on the store of a [`World`], at the
//! world's time, and can be halted at a named place of the program: what a test kills.
//!
//! It is the test's own binary, told by a variable to be a worker instead; so it is built from
//! the same sources, and no program of its own has to be.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdin, Command};

use vigie::base::fault_point::{HALTED, VARIABLE};
use vigie::base::time::{Clock, FixedClock, Timestamp};
use vigie::engine::duty::Presence;
use vigie::engine::once;
use vigie::engine::{Parts, Rules};
use vigie::net::Http;
use vigie::vault::Vault;

use super::World;

const FOLDER: &str = "VIGIE_TEST_WORKER";
const AT: &str = "VIGIE_TEST_WORKER_AT";
const PATIENCE: &str = "VIGIE_TEST_WORKER_PATIENCE";

/// Does the round of a worker, if this process is one.
pub async fn is_worker() -> bool {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return false;
    };
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::ERROR).init();
    let number = |name: &str| std::env::var(name).unwrap().parse::<i64>().unwrap();
    let clock = Arc::new(FixedClock::at(Timestamp::from_millis(number(AT))));
    let http = Http::with_patience(Duration::from_millis(number(PATIENCE).unsigned_abs()));
    let store = super::open(&folder, clock.clone());
    let parts = Parts::new(store, Vault::open(&folder, false), http, clock as Arc<dyn Clock>, Rules::default());
    let presence = Presence::show(&folder.join("running")).unwrap();
    // Its store may be halted on a disk that is full: then there is no round.
    if let Ok(Some(watch)) = once::take_duty(&parts, &presence).await {
        once::sync(&parts, Some(&watch), |_| ()).await.ok();
        once::leave_duty(&parts, Some(watch)).await;
    }
    true
}

/// A worker at work.
pub struct Worker {
    child: Child,
    says: Lines<BufReader<ChildStderr>>,
    hears: ChildStdin,
}

impl Worker {
    /// Starts a worker that halts at `place`; `test` is the name of the test that calls [`is_worker`].
    pub fn start(world: &World, test: &str, place: &str, patience: Duration) -> Worker {
        let itself = std::env::current_exe().unwrap();
        // What finds no room is told so, and not ended by the system.
        let mut child = Command::new("sh")
            .args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#])
            .arg(itself)
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(FOLDER, world.home())
            .env(AT, world.clock.machine().millis().to_string())
            .env(PATIENCE, patience.as_millis().to_string())
            .env(VARIABLE, place)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let says = BufReader::new(child.stderr.take().unwrap()).lines();
        let hears = child.stdin.take().unwrap();
        Worker { child, says, hears }
    }

    /// Waits until it is where it halts; false when it ends without having been there.
    pub async fn halted(&mut self) -> bool {
        while let Some(line) = self.says.next_line().await.unwrap() {
            if line.starts_with(HALTED) {
                return true;
            }
        }
        false
    }

    /// `kill -9`.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Gives its disk no room from now on, or room again.
    pub fn fills(&self, full: bool) {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let pid = Pid::from_raw(i32::try_from(self.child.id().unwrap()).unwrap());
        let current = if full { Some(1) } else { None };
        prlimit(pid, Resource::Fsize, Rlimit { current, maximum: None }).unwrap();
    }

    /// Lets it go on from where it halts.
    pub async fn goes_on(&mut self) {
        self.hears.write_all(b"\n").await.ok();
    }

    /// Waits for its end; what cannot store how a delivery ended gets room for its next attempt.
    pub async fn ends(mut self) {
        while let Ok(Some(line)) = self.says.next_line().await {
            if line.contains("could not be stored yet") {
                self.fills(false);
            }
        }
        self.child.wait().await.unwrap();
    }
}
