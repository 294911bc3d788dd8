//! The files of a post: read, found unchanged, and uploaded before the post is published.
//!
//! An upload that is never answered leaves a file without a post, which harms nobody; so all of
//! them come before the one call that must not happen twice.

use std::time::Duration;

use super::Failure;
use crate::base::digest::digest;
use crate::connector::{Call, Connector};
use crate::model::exchange::Outgoing;
use crate::model::fault::{Fault, Trouble};
use crate::model::media::Attached;

/// The rest before a server is asked for the first time whether it is through with a file; each is twice the last.
const FIRST: Duration = Duration::from_millis(250);
/// The longest of these rests.
const REST: Duration = Duration::from_secs(8);
/// So often it is asked; what it is not through with then is tried again later.
const ASKED: u32 = 14;

/// The post with the network's ids of its files; none when a file is missing or another one now.
///
/// # Errors
/// What the network said; nothing was posted then.
pub async fn upload(connector: &dyn Connector, call: &Call<'_>, out: &Outgoing) -> Result<Option<Outgoing>, Failure> {
    let mut ready = out.clone();
    for one in &mut ready.media {
        let Some(bytes) = read(one).await else {
            tracing::info!("A file of a delivery is missing, or has changed.");
            return Ok(None);
        };
        let uploaded = connector.upload(call, one, bytes).await?;
        one.remote = Some(uploaded.id.clone());
        let (mut rest, mut ready) = (FIRST, uploaded.ready);
        for _ in 0..ASKED {
            if ready {
                break;
            }
            tokio::time::sleep(rest).await;
            rest = (rest * 2).min(REST);
            ready = connector.processed(call, &uploaded.id).await?;
        }
        if !ready {
            return Err(Fault::Transient(Trouble::TimedOut).into());
        }
    }
    Ok(Some(ready))
}

/// What is in a file, if that is what was in it when it was chosen.
async fn read(one: &Attached) -> Option<Vec<u8>> {
    let wanted = one.file.clone();
    let size = tokio::fs::metadata(&wanted.path).await.ok().filter(std::fs::Metadata::is_file)?.len();
    if size != wanted.bytes {
        return None;
    }
    let bytes = tokio::fs::read(&wanted.path).await.ok()?;
    tokio::task::spawn_blocking(move || (digest(&bytes) == wanted.digest).then_some(bytes)).await.ok().flatten()
}
