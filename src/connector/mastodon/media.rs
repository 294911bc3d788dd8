//! Files on their way to a post: uploaded, and asked for until the server is through with them.

use super::wire;
use crate::base::percent::encode;
use crate::connector::Call;
use crate::model::exchange::{RemoteId, Uploaded};
use crate::model::fault::Fault;
use crate::model::media::Attached;
use crate::net::Request;

/// Uploads a file; a server without the newer address is asked at the older one.
pub(super) async fn upload(call: &Call<'_>, attached: &Attached, bytes: Vec<u8>) -> Result<Uploaded, Fault> {
    match post(call, "/api/v2/media", attached, &bytes).await {
        Err(fault) if fault.is_gone() => post(call, "/api/v1/media", attached, &bytes).await,
        answer => answer,
    }
}

async fn post(call: &Call<'_>, path: &str, attached: &Attached, bytes: &[u8]) -> Result<Uploaded, Fault> {
    let format = attached.file.format;
    // The name of a file is nobody's business.
    let name = format!("media.{}", format.extension());
    let alt = attached.alt.trim();
    let fields: &[(&str, &str)] = if alt.is_empty() { &[] } else { &[("description", alt)] };
    // No `writes`: a file without a post harms nobody, and may be uploaded again.
    let answer = call.send(Request::post(call.url(path)).multipart(fields, ("file", &name, format.code()), bytes)).await?;
    let ready = answer.status != 202;
    let media: wire::Uploaded = answer.json()?;
    Ok(Uploaded { id: RemoteId::new(media.id), ready })
}

/// Whether a file can be posted.
pub(super) async fn processed(call: &Call<'_>, id: &RemoteId) -> Result<bool, Fault> {
    let answer = call.send(Request::get(call.url(&format!("/api/v1/media/{}", encode(id.as_str()))))).await?;
    Ok(answer.status != 206)
}
