//! The one runtime; whoever has a future hands it in.

use std::future::Future;
use std::io;

/// Runs `future` to its end on a runtime of two workers.
///
/// # Errors
/// The system gives no threads.
pub fn block_on<T>(future: impl Future<Output = T>) -> io::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(8).enable_all().build()?;
    let outcome = runtime.block_on(future);
    // A look-up of a name or a keyring that hangs does not keep the program from ending.
    runtime.shutdown_background();
    Ok(outcome)
}

/// Waits for Ctrl-c or a request to end.
pub async fn stopped() {
    super::signals::Signals::listen().stopped().await;
}
