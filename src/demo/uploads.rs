//! Files that clients upload, until a status carries them. Only their size and first bytes are
//! looked at; nothing of them is kept but the description.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::{Json, response::Response};
use serde_json::{Value, json};

use super::answer::{Answer, Caller, House, Refusal};
use crate::model::media::Format;

/// The largest picture, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// A file that was uploaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its id.
    pub id: String,
    /// Who uploaded it.
    pub by: usize,
    /// Its description.
    pub alt: Option<String>,
    /// How often it is still said to be worked on.
    pub busy: u32,
}

/// The fields of a multipart body: name and content.
fn parts<'a>(kind: &str, body: &'a [u8]) -> Option<Vec<(String, &'a [u8])>> {
    let boundary = format!("--{}", kind.strip_prefix("multipart/form-data; boundary=")?.trim_matches('"'));
    let mark = boundary.as_bytes();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = find(&body[at..], mark) {
        places.push(at + found);
        at += found + mark.len();
    }
    let part = |pair: &[usize]| {
        let inside = body.get(pair[0] + mark.len()..pair[1])?;
        let split = find(inside, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&inside[..split]).into_owned();
        let name = head.split("name=\"").nth(1)?.split('"').next()?.to_owned();
        Some((name, inside.get(split + 4..inside.len().checked_sub(2)?)?))
    };
    Some(places.windows(2).filter_map(part).collect())
}

fn find(body: &[u8], mark: &[u8]) -> Option<usize> {
    body.windows(mark.len()).position(|window| window == mark)
}

fn written(upload: &Upload) -> Value {
    let url = if upload.busy > 0 { Value::Null } else { json!(format!("/media/{}", upload.id)) };
    json!({ "id": upload.id, "type": "image", "url": url, "preview_url": Value::Null, "description": upload.alt })
}

/// Takes a file: 200, or 202 while it is worked on.
pub(super) async fn upload(State(house): State<House>, Caller(viewer): Caller, headers: HeaderMap, body: Bytes) -> Answer {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let fields = parts(kind, &body).ok_or_else(|| Refusal::invalid("File can't be blank"))?;
    let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, content)| *content);
    let file = field("file").ok_or_else(|| Refusal::invalid("File can't be blank"))?;
    if file.len() > LARGEST {
        return Err(Refusal::invalid("File size must be less than 16 MB"));
    }
    if Format::of(file).is_none() {
        return Err(Refusal::invalid("File content type is invalid"));
    }
    let alt = field("description").map(|alt| String::from_utf8_lossy(alt).into_owned());
    let busy = house.faults.quirks().media_busy;
    let upload = house.network.world().take_upload(viewer, alt, busy);
    let status = if busy > 0 { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok((status, Json(written(&upload))).into_response())
}

/// Tells how a file stands: 206 while it is worked on.
pub(super) async fn uploaded(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let upload = house.network.world().look_at_upload(viewer, &id).ok_or_else(Refusal::not_found)?;
    let status = if upload.busy > 0 { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    Ok::<Response, Refusal>((status, Json(written(&upload))).into_response())
}
