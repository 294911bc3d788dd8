//! Registering an app and handing out tokens, as far as a client can tell.
//!
//! Codes are checked and good once. The secret of the verifier is not: a client that
//! sends a challenge must send some verifier, nothing more is looked at.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use super::answer::{Answer, Caller, Fields, House, Refusal};
use super::network::{App, Code, Network};
use super::render::Page;
use super::text::escape;

/// The address that asks for the code to be shown instead of sent.
const SHOWN: &str = "urn:ietf:wg:oauth:2.0:oob";

impl Network {
    /// Gives the code that a person's yes on the authorize page would give.
    ///
    /// `None` when no app with this id was registered.
    pub fn authorize(&self, client_id: &str, handle: &str) -> Option<String> {
        self.world().join(handle, self.clock().now());
        self.issue(client_id, handle, SHOWN, "read write", false)
    }

    fn issue(&self, app: &str, handle: &str, redirect_uri: &str, scope: &str, challenged: bool) -> Option<String> {
        let mut gate = self.gate();
        gate.apps.get(app)?;
        gate.issued += 1;
        let code = format!("code-{:06}-{}", gate.issued, handle.trim_start_matches('@'));
        let issued = Code {
            app: app.to_owned(),
            handle: handle.trim_start_matches('@').to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            scope: scope.to_owned(),
            challenged,
        };
        gate.codes.insert(code.clone(), issued);
        Some(code)
    }
}

/// `POST /api/v1/apps`
pub async fn register(State(house): State<House>, fields: Fields) -> Answer {
    let name = fields.get("client_name").ok_or_else(|| Refusal::invalid("Application name can't be blank"))?;
    let uris: Vec<String> = fields.all("redirect_uris").flat_map(str::lines).map(str::to_owned).collect();
    if uris.is_empty() {
        return Err(Refusal::invalid("Redirect URI must be an absolute URI."));
    }
    let mut gate = house.network.gate();
    gate.issued += 1;
    let (id, secret) = (format!("app-{:06}", gate.issued), format!("secret-{:06}", gate.issued));
    gate.apps.insert(id.clone(), App { secret: secret.clone(), redirect_uris: uris.clone() });
    Ok(Json(json!({
        "id": gate.issued.to_string(),
        "name": name,
        "website": fields.get("website"),
        "scopes": fields.get("scopes").unwrap_or("read").split(' ').collect::<Vec<_>>(),
        "redirect_uris": uris,
        "redirect_uri": uris.join("\n"),
        "client_id": id,
        "client_secret": secret,
        "client_secret_expires_at": 0,
        "vapid_key": "",
    }))
    .into_response())
}

/// `GET /oauth/authorize`
pub async fn authorize(State(house): State<House>, Query(query): Query<Vec<(String, String)>>) -> Response {
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty());
    let page = |status, words: &str| (status, Html(format!("<!DOCTYPE html><html><body>{words}</body></html>"))).into_response();
    let refused = |why: &str| page(StatusCode::BAD_REQUEST, &format!("<p>{why}</p>"));
    if value("response_type") != Some("code") {
        return refused("The authorization server does not support this response type.");
    }
    let (app, redirect_uri) = (value("client_id").unwrap_or_default(), value("redirect_uri").unwrap_or(SHOWN));
    let known = house.network.gate().apps.get(app).is_some_and(|app| app.redirect_uris.iter().any(|uri| uri == redirect_uri));
    let handle = house.network.gate().signed_in.clone();
    let handle = handle.or_else(|| house.network.world().person(0).map(|person| person.handle.clone())).unwrap_or_default();
    let challenged = value("code_challenge").is_some();
    let code = house.network.issue(app, &handle, redirect_uri, value("scope").unwrap_or("read"), challenged);
    let (Some(code), true) = (code, known) else {
        return refused("Client authentication failed due to unknown client or redirect URI.");
    };
    if redirect_uri == SHOWN {
        return page(StatusCode::OK, &format!(r#"<input class="oauth-code" readonly value="{}">"#, escape(&code)));
    }
    let join = if redirect_uri.contains('?') { '&' } else { '?' };
    let state = value("state").map(|state| format!("&state={state}")).unwrap_or_default();
    (StatusCode::FOUND, [(header::LOCATION, format!("{redirect_uri}{join}code={code}{state}"))]).into_response()
}

/// `POST /oauth/token`
pub async fn token(State(house): State<House>, fields: Fields) -> Response {
    let refused = |status, error: &str, why: &str| (status, Json(json!({ "error": error, "error_description": why }))).into_response();
    let id = fields.get("client_id").unwrap_or_default();
    let secret = house.network.gate().apps.get(id).map(|app| app.secret.clone());
    if secret.is_none() || secret.as_deref() != fields.get("client_secret") {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client", "Client authentication failed due to unknown client.");
    }
    let granted = |token: String, scope: &str| {
        let created_at = house.network.clock().now().millis() / 1000;
        Json(json!({ "access_token": token, "token_type": "Bearer", "scope": scope, "created_at": created_at })).into_response()
    };
    match fields.get("grant_type") {
        Some("client_credentials") => granted(format!("token-of-{id}"), fields.get("scope").unwrap_or("read")),
        Some("authorization_code") => {
            let code = fields.get("code").and_then(|code| house.network.gate().codes.remove(code));
            let verified = |code: &Code| !code.challenged || fields.get("code_verifier").is_some();
            let fits = |code: &Code| code.app == id && fields.get("redirect_uri") == Some(code.redirect_uri.as_str()) && verified(code);
            match code.filter(fits) {
                Some(code) => granted(house.network.token(&code.handle), &code.scope),
                None => refused(StatusCode::BAD_REQUEST, "invalid_grant", "The provided authorization grant is invalid or expired."),
            }
        }
        _ => refused(StatusCode::BAD_REQUEST, "unsupported_grant_type", "The authorization grant type is not supported."),
    }
}

/// `POST /oauth/revoke`
pub async fn revoke(State(house): State<House>, fields: Fields) -> Response {
    house.network.revoke(fields.get("token").unwrap_or_default());
    Json(json!({})).into_response()
}

/// `GET /api/v1/accounts/verify_credentials`
pub async fn verify(State(house): State<House>, Caller(viewer): Caller) -> Answer {
    let world = house.network.world();
    Ok(Json(Page { world: &world, base: &house.base, viewer }.own_account()).into_response())
}
