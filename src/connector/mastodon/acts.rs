//! Small things done to a status or to a person, and whether they have been done.
//!
//! A status tells what we did to it, a relationship what we did to a person; nothing tells
//! whether somebody was reported. There is no way to hide somebody else's answer.

use serde::de::IgnoredAny;
use serde_json::json;

use super::{status_path, wire};
use crate::base::percent::encode;
use crate::connector::Call;
use crate::model::exchange::{ActKind, Receipt, RemoteAct, RemoteId};
use crate::model::fault::{Fault, Refusal};
use crate::net::Request;

/// What these servers can do.
pub(super) const KINDS: &[ActKind] = &[
    ActKind::Like,
    ActKind::Unlike,
    ActKind::Boost,
    ActKind::Unboost,
    ActKind::Delete,
    ActKind::Block,
    ActKind::Unblock,
    ActKind::Mute,
    ActKind::Unmute,
    ActKind::Report,
];

/// Does an act.
pub(super) async fn act(call: &Call<'_>, act: &RemoteAct) -> Result<Receipt, Fault> {
    let receipt = Receipt { remote_id: act.target.clone(), url: String::new(), posted_at: call.now };
    // One server boosts again what is boosted.
    if act.kind == ActKind::Boost && acted(call, act).await? {
        return Ok(receipt);
    }
    match call.send(request(call, act)?.writes()).await {
        Ok(answer) if answer.bytes().trim_ascii().is_empty() => Ok(receipt),
        Ok(answer) => answer.json::<IgnoredAny>().map(|_| receipt),
        // Some refuse what is done already; the object tells.
        Err(Fault::Permanent(refusal)) => match acted(call, act).await {
            Ok(true) => Ok(receipt),
            Ok(false) if unknown(call, act, &refusal).await => Err(Fault::Unsupported(act.kind.code())),
            _ => Err(Fault::Permanent(refusal)),
        },
        Err(fault) => Err(fault),
    }
}

fn request(call: &Call<'_>, act: &RemoteAct) -> Result<Request, Fault> {
    let status = |verb: &str| Request::post(call.url(&format!("{}/{verb}", status_path(&act.target))));
    let person = |verb: &str| Request::post(call.url(&format!("{}/{verb}", person_path(&act.target))));
    Ok(match act.kind {
        ActKind::Like => status("favourite"),
        ActKind::Unlike => status("unfavourite"),
        ActKind::Boost => status("reblog"),
        ActKind::Unboost => status("unreblog"),
        ActKind::Delete => Request::delete(call.url(&status_path(&act.target))),
        ActKind::Block => person("block"),
        ActKind::Unblock => person("unblock"),
        ActKind::Mute => person("mute"),
        ActKind::Unmute => person("unmute"),
        ActKind::Report => {
            let report = act.report.as_ref().ok_or(Fault::Unsupported("report"))?;
            let statuses: Vec<&str> = report.message.iter().map(RemoteId::as_str).collect();
            // To the moderators of our own server; they see to it that others hear of it.
            let body = json!({
                "account_id": act.target.as_str(),
                "status_ids": statuses,
                "comment": report.comment,
                "category": report.category.code(),
                "forward": false,
            });
            Request::post(call.url("/api/v1/reports")).json(&body)
        }
        ActKind::Hide => return Err(Fault::Unsupported("hide")),
    })
}

/// Whether a refusal means that the server does not know the act at all.
///
/// Older snac cannot delete, and says that there is nothing to delete; it can block but not
/// mute, and says that nobody is there; told of somebody, it says nothing with a 422.
async fn unknown(call: &Call<'_>, act: &RemoteAct, refusal: &Refusal) -> bool {
    let absent = refusal.status == 404;
    match act.kind {
        ActKind::Delete => absent,
        ActKind::Block | ActKind::Unblock | ActKind::Mute | ActKind::Unmute => absent && there(call, &act.target).await,
        ActKind::Report => refusal.status == 422 && refusal.said.is_empty() || absent && there(call, &act.target).await,
        ActKind::Like | ActKind::Unlike | ActKind::Boost | ActKind::Unboost | ActKind::Hide => false,
    }
}

/// Whether a person is still there.
async fn there(call: &Call<'_>, person: &RemoteId) -> bool {
    call.send(Request::get(call.url(&person_path(person)))).await.is_ok()
}

/// Whether an act has had its effect; that of a report is never told.
pub(super) async fn acted(call: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault> {
    match act.kind {
        ActKind::Like | ActKind::Unlike | ActKind::Boost | ActKind::Unboost | ActKind::Delete => on_status(call, act).await,
        ActKind::Block | ActKind::Unblock | ActKind::Mute | ActKind::Unmute => on_person(call, act).await,
        ActKind::Report | ActKind::Hide => Ok(false),
    }
}

async fn on_status(call: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault> {
    let answer = call.send(Request::get(call.url(&status_path(&act.target)))).await;
    let status: wire::Status = match answer {
        Err(fault) if act.kind == ActKind::Delete && fault.is_gone() => return Ok(true),
        answer => answer?.json()?,
    };
    // A boosted post may be shown as the boost; what we did is told on either.
    let inner = status.reblog.as_deref();
    let liked = status.favourited || inner.is_some_and(|inner| inner.favourited);
    let boosted = status.reblogged || inner.is_some_and(|inner| inner.reblogged);
    Ok(match act.kind {
        ActKind::Like => liked,
        ActKind::Unlike => !liked,
        ActKind::Boost => boosted,
        ActKind::Unboost => !boosted,
        ActKind::Delete | ActKind::Hide | ActKind::Block | ActKind::Unblock | ActKind::Mute | ActKind::Unmute | ActKind::Report => false,
    })
}

async fn on_person(call: &Call<'_>, act: &RemoteAct) -> Result<bool, Fault> {
    let request = Request::get(call.url("/api/v1/accounts/relationships")).query("id[]", act.target.as_str());
    let found: Vec<wire::Relationship> = call.send(request).await?.json()?;
    let of = found.iter().find(|one| one.id == act.target.as_str());
    Ok(of.is_some_and(|one| match act.kind {
        ActKind::Block => one.blocking,
        ActKind::Unblock => !one.blocking,
        ActKind::Mute => one.muting,
        ActKind::Unmute => !one.muting,
        ActKind::Like | ActKind::Unlike | ActKind::Boost | ActKind::Unboost | ActKind::Delete | ActKind::Hide | ActKind::Report => false,
    }))
}

fn person_path(id: &RemoteId) -> String {
    format!("/api/v1/accounts/{}", encode(id.as_str()))
}
