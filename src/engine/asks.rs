//! What a person wants read from the network at this moment: a thread.

use super::{Failure, Parts};
use crate::base::id::ConversationId;
use crate::model::query::{Answer, Query};

/// Reads the thread around the newest message of a conversation, and stores it.
///
/// A message that is not there any more is marked as taken back by its author.
///
/// # Errors
/// What the network or the store said.
pub async fn thread(parts: &Parts, conversation: ConversationId) -> Result<(), Failure> {
    let Answer::Conversation(Some(view)) = parts.store.ask(Query::Conversation(conversation)).await? else {
        return Ok(());
    };
    let Some(post) = view.row.newest_remote.clone().filter(|_| view.row.asks()) else {
        return Ok(());
    };
    let credential = parts.credential(&view.account).await?;
    let call = parts.call(&view.account, &credential);
    match parts.connector(&view.account).thread(&call, &post).await {
        Ok(thread) => {
            parts.store.absorb_thread(view.account.id, Some(conversation), thread).await?;
            Ok(())
        }
        Err(fault) if fault.is_gone() => Ok(parts.store.gone(view.account.id, post).await?),
        Err(fault) => Err(fault.into()),
    }
}
