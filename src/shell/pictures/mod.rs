//! Pictures: fetched within bounds, kept for a while, made small, drawn beside the cells.
//!
//! Nothing of this is on the path of a key or a frame: fetching is a task, decoding has a
//! thread of its own, and what is drawn is ready before it is. No token goes with a request:
//! a picture that needs one is not shown.

pub(super) mod canvas;
mod decode;
mod escapes;
mod larder;

use std::path::PathBuf;

use crate::base::time::Timestamp;
use crate::model::picture::{Picture, Unseen};
use crate::net::{Http, Request};
use larder::Larder;

/// The largest picture that is read, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// Fetches a picture, from the folder `cache` when it was fetched before; `now` is the machine's time.
///
/// # Errors
/// Why it cannot be shown.
pub(super) async fn fetch(http: Http, cache: PathBuf, url: String, now: Timestamp) -> Result<Picture, Unseen> {
    let larder = Larder::at(cache.join("pictures"));
    let (known, address) = (larder.clone(), url.clone());
    let kept = tokio::task::spawn_blocking(move || known.get(&address)).await.ok().flatten();
    let (bytes, fresh) = match kept {
        Some(bytes) => (bytes, false),
        None => (ask(&http, &url, now).await?, true),
    };
    let decoded = tokio::task::spawn_blocking(move || {
        let picture = decode::small(&bytes)?;
        // What cannot be read is not kept: the next answer may be another one.
        if fresh {
            larder.keep(&url, &bytes);
        }
        Ok(picture)
    });
    decoded.await.unwrap_or(Err(Unseen::Unreadable))
}

async fn ask(http: &Http, url: &str, now: Timestamp) -> Result<Vec<u8>, Unseen> {
    let request = Request::get(url).accept("image/jpeg, image/png, image/webp").at_most(LARGEST);
    let answer = http.send(request, now).await.map_err(|fault| Unseen::Network(fault.reason()))?;
    Ok(answer.bytes().to_vec())
}

#[cfg(test)]
mod tests;
