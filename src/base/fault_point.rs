//! Named places at which a test halts the program, to take something away from it just there.
//!
//! Compiled with debug assertions alone, which no profile that is shipped has: elsewhere
//! [`pass`] is empty and the variable is not read. A halted program says so on stderr and waits
//! for a line on stdin; whoever tests kills it, fills its disk, cuts its line, or lets it go on.

/// The variable that names a place; `settled:3` is its third passing.
#[cfg(debug_assertions)]
pub const VARIABLE: &str = "VIGIE_HALT_AT";

/// What is said on stderr, before the name of the place.
#[cfg(debug_assertions)]
pub const HALTED: &str = "halted at ";

/// Halts here when a test wants it.
#[cfg(debug_assertions)]
pub fn pass(name: &str) {
    use std::io::Write;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static HALT: OnceLock<Option<(String, AtomicU32)>> = OnceLock::new();
    let halt = HALT.get_or_init(|| {
        let wanted = std::env::var(VARIABLE).ok()?;
        let (name, times) = wanted.split_once(':').unwrap_or((&wanted, "1"));
        Some((name.to_owned(), AtomicU32::new(times.parse().ok()?)))
    });
    let Some((wanted, left)) = halt else {
        return;
    };
    if wanted != name || left.fetch_sub(1, Ordering::SeqCst) != 1 {
        return;
    }
    // No more than once: the count does not come to one again in any time.
    let mut error = std::io::stderr().lock();
    writeln!(error, "{HALTED}{name}").and_then(|()| error.flush()).ok();
    drop(error);
    std::io::stdin().read_line(&mut String::new()).ok();
}

/// Nothing, in what is shipped.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn pass(_name: &str) {}
