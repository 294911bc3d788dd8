//! What every route shares: who asks, with which fields, and how refusals are written.
//!
//! Bodies come as JSON or as a form and are read alike, as on Mastodon.

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::faults::Faults;
use super::feeds::Shelf;
use super::network::Network;
use super::world::Refused;

/// What all routes can reach.
#[derive(Clone)]
pub struct House {
    /// The network that is served.
    pub network: Arc<Network>,
    /// How it misbehaves.
    pub faults: Arc<Faults>,
    /// The sources beside it.
    pub shelf: Arc<Shelf>,
    /// The address of the server, without a slash at its end.
    pub base: Arc<str>,
}

/// A request turned down.
#[derive(Debug)]
pub struct Refusal(pub StatusCode, pub String);

impl Refusal {
    /// No such thing.
    pub fn not_found() -> Refusal {
        Refusal(StatusCode::NOT_FOUND, "Record not found".to_owned())
    }

    /// A request that cannot be done as it is.
    pub fn invalid(why: &str) -> Refusal {
        Refusal(StatusCode::UNPROCESSABLE_ENTITY, format!("Validation failed: {why}"))
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Refusal {
        match refused {
            Refused::NotFound | Refused::NotYours => Refusal::not_found(),
            Refused::Empty => Refusal::invalid("Text can't be blank"),
            Refused::TooLong => Refusal::invalid("Text character limit of 500 exceeded"),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

/// What a route gives back.
pub type Answer = Result<Response, Refusal>;

/// The bearer's token, if one was sent.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("bearer ")).map(str::trim)
}

/// The person whose token came with the request.
pub struct Caller(pub usize);

impl FromRequestParts<House> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Caller, Refusal> {
        let invalid = || Refusal(StatusCode::UNAUTHORIZED, "The access token is invalid".to_owned());
        let token = bearer(&parts.headers).ok_or_else(invalid)?;
        let handle = house.network.gate().tokens.get(token).cloned().ok_or_else(invalid)?;
        house.network.world().find(&handle).map(Caller).ok_or_else(invalid)
    }
}

/// The fields of a body, whichever way they were written.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field that is there and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Every value of a field that may come more than once.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key.trim_end_matches("[]") == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field says yes.
    pub fn yes(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value == "true" || value == "1")
    }

    fn read_json(body: &Value) -> Fields {
        let mut fields = Vec::new();
        for (key, value) in body.as_object().into_iter().flatten() {
            let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            for value in values {
                match value {
                    Value::Null => {}
                    Value::String(text) => fields.push((key.clone(), text)),
                    other => fields.push((key.clone(), other.to_string())),
                }
            }
        }
        Fields(fields)
    }
}

impl FromRequest<House> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, house: &House) -> Result<Fields, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let bad = || Refusal(StatusCode::BAD_REQUEST, "There was a problem parsing the body".to_owned());
        if kind.starts_with("application/json") {
            let Json(body) = Json::<Value>::from_request(request, house).await.map_err(|_| bad())?;
            return Ok(Fields::read_json(&body));
        }
        if kind.starts_with("application/x-www-form-urlencoded") {
            let axum::Form(fields) = axum::Form::<Vec<(String, String)>>::from_request(request, house).await.map_err(|_| bad())?;
            return Ok(Fields(fields));
        }
        Ok(Fields::default())
    }
}
