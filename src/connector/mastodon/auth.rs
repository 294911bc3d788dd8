//! Logging in: registering this program with a server, and the code a person brings back.
//!
//! The code is shown by the server and typed here, which works over ssh too. The client is
//! a confidential one, so that the code alone is of no use to anybody else.

use serde::{Deserialize, Serialize};

use crate::base::percent::encode;
use crate::base::secret::Secret;
use crate::connector::mastodon::{map, wire};
use crate::connector::{LoginStart, Visit};
use crate::model::account::{Identity, ServerLimits};
use crate::model::credential::Credential;
use crate::model::fault::{AuthFault, Fault, Refusal};
use crate::model::media::{Formats, MediaLimits};
use crate::net::Request;

/// The server shows the code instead of sending the browser somewhere.
const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
/// No more than what is done.
const SCOPES: &str = "read:accounts read:follows read:statuses read:notifications write:statuses write:favourites \
write:blocks write:mutes write:reports";
/// For servers that know no finer ones.
const WIDE_SCOPES: &str = "read write";

/// What [`finish`] needs back.
#[derive(Serialize, Deserialize)]
struct Registered {
    id: String,
    secret: String,
    scopes: String,
}

/// Registers this program and says which page to open.
pub async fn begin(visit: &Visit<'_>) -> Result<LoginStart, Fault> {
    let (app, scopes) = match register(visit, SCOPES).await {
        Err(Fault::Permanent(Refusal { status: 400 | 422, .. })) => (register(visit, WIDE_SCOPES).await?, WIDE_SCOPES),
        answer => (answer?, SCOPES),
    };
    let url = format!(
        "{}/oauth/authorize?response_type=code&client_id={}&redirect_uri={}&scope={}",
        visit.server,
        encode(&app.client_id),
        encode(OUT_OF_BAND),
        encode(scopes),
    );
    let kept = Registered { id: app.client_id, secret: app.client_secret, scopes: scopes.to_owned() };
    let kept = serde_json::to_string(&kept).map_err(|_| Fault::Protocol("app".to_owned()))?;
    Ok(LoginStart { url, app: Secret::new(kept) })
}

async fn register(visit: &Visit<'_>, scopes: &str) -> Result<wire::App, Fault> {
    // A form: not every server takes JSON here.
    let pairs = [("client_name", "vigie"), ("redirect_uris", OUT_OF_BAND), ("scopes", scopes)];
    let request = Request::post(format!("{}/api/v1/apps", visit.server)).form(&pairs);
    visit.http.send(request, visit.now).await?.json()
}

/// Exchanges the code for a token.
pub async fn finish(visit: &Visit<'_>, start: &LoginStart, code: &str) -> Result<Credential, Fault> {
    let app: Registered = serde_json::from_str(start.app.expose()).map_err(|_| Fault::Protocol("app".to_owned()))?;
    let pairs = [
        ("grant_type", "authorization_code"),
        ("client_id", app.id.as_str()),
        ("client_secret", app.secret.as_str()),
        ("redirect_uri", OUT_OF_BAND),
        ("code", bare(code)),
        ("scope", app.scopes.as_str()),
    ];
    let request = Request::post(format!("{}/oauth/token", visit.server)).form(&pairs);
    let token: wire::Token = visit.http.send(request, visit.now).await?.json()?;
    Ok(Credential::token(token.access_token))
}

/// The code in what was pasted; one server shows more than the code.
fn bare(code: &str) -> &str {
    code.trim().split('&').next().unwrap_or_default()
}

/// Asks who we are and what the server allows.
pub async fn verify(visit: &Visit<'_>, credential: &Credential) -> Result<Identity, Fault> {
    let request = Request::get(format!("{}/api/v1/accounts/verify_credentials", visit.server)).bearer(&credential.token);
    let account: wire::Account = visit.http.send(request, visit.now).await.map_err(refused_token)?.json()?;
    let instance = instance(visit, credential).await;
    Ok(identity(account, &instance, visit.server))
}

/// One server has nothing to say to a bad token, with a status of its own.
fn refused_token(fault: Fault) -> Fault {
    match fault {
        Fault::Permanent(Refusal { status: 422, said }) if said.is_empty() => Fault::Auth(AuthFault::Expired),
        fault => fault,
    }
}

/// What the server says of itself; one that says nothing allows what is usual.
async fn instance(visit: &Visit<'_>, credential: &Credential) -> wire::Instance {
    for path in ["/api/v2/instance", "/api/v1/instance"] {
        let request = Request::get(format!("{}{path}", visit.server)).bearer(&credential.token);
        let answer = visit.http.send(request, visit.now).await.and_then(|answer| answer.json());
        if let Ok(instance) = answer {
            return instance;
        }
    }
    wire::Instance::default()
}

fn identity(account: wire::Account, instance: &wire::Instance, server: &str) -> Identity {
    let configuration = instance.configuration.clone().unwrap_or_default();
    let statuses = configuration.statuses.unwrap_or_default();
    let usual = ServerLimits::default();
    let limits = ServerLimits {
        characters: statuses.max_characters.or(instance.max_toot_chars).filter(|count| *count > 0).unwrap_or(usual.characters),
        url_characters: statuses.characters_reserved_per_url.filter(|count| *count > 0).unwrap_or(usual.url_characters),
        media: media_limits(configuration.media_attachments.unwrap_or_default(), statuses.max_media_attachments),
    };
    let handle = handle(&account, instance, server);
    let source = account.source.clone();
    Identity {
        server: None,
        handle: handle.clone(),
        name: if account.display_name.trim().is_empty() { handle } else { account.display_name.clone() },
        limits,
        visibility: source.as_ref().and_then(|source| map::visibility(source.privacy.as_deref()?)),
        language: source.and_then(|source| source.language).filter(|language| !language.is_empty()),
        figures: map::figures(&account),
        remote_id: account.id,
    }
}

/// What files the server takes; what it does not say, or says as nothing, is what is usual.
fn media_limits(told: wire::MediaConfiguration, most: Option<u32>) -> MediaLimits {
    let usual = MediaLimits::default();
    let size = |told: Option<u64>, usual: u64| told.filter(|bytes| *bytes > 0).unwrap_or(usual);
    MediaLimits {
        most: most.filter(|most| *most > 0).unwrap_or(usual.most),
        image: size(told.image_size_limit, usual.image),
        video: size(told.video_size_limit, usual.video),
        alt: told.description_limit.filter(|most| *most > 0).unwrap_or(usual.alt),
        formats: Formats::read(told.supported_mime_types.iter().map(String::as_str)),
    }
}

/// The full handle, whose host need not be the server's address.
fn handle(account: &wire::Account, instance: &wire::Instance, server: &str) -> String {
    let full = [account.fqn.as_deref(), Some(account.acct.as_str())].into_iter().flatten().find(|name| name.contains('@'));
    if let Some(full) = full {
        return format!("@{}", full.trim_start_matches('@'));
    }
    let name = if account.username.is_empty() { &account.acct } else { &account.username };
    let host = host_of(&account.url).or_else(|| host_of(server)).unwrap_or_default();
    // Accounts may live on the domain above the one that serves their pages.
    let above = instance.domain.clone().filter(|domain| !domain.is_empty() && host.ends_with(&format!(".{domain}")));
    let host = instance.account_domain.clone().filter(|domain| !domain.is_empty()).or(above).unwrap_or(host);
    format!("@{name}@{host}")
}

/// The host of an address, with its port where that is not the usual one.
fn host_of(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::interaction::Visibility;
    use crate::model::media::Format;
    use serde_json::{Value, json};

    fn identity_of(account: Value, instance: Value) -> Identity {
        let (account, instance) = (serde_json::from_value(account).unwrap(), serde_json::from_value(instance).unwrap());
        identity(account, &instance, "https://api.example.social")
    }

    #[test]
    fn the_host_of_a_handle_is_where_the_account_lives() {
        let brand = |url: &str, acct: &str| json!({ "id": "1", "username": "brand", "acct": acct, "url": url });
        let table = [
            (brand("https://example.social/@brand", "brand"), json!({}), "@brand@example.social"),
            (brand("http://127.0.0.1:18301/brand", "brand@127.0.0.1:18301"), json!({}), "@brand@127.0.0.1:18301"),
            (brand("http://127.0.0.1:18301/brand", "brand"), json!({}), "@brand@127.0.0.1:18301"),
            (brand("https://web.example.social/@brand", "brand"), json!({ "account_domain": "example.social" }), "@brand@example.social"),
            (brand("https://web.example.social/@brand", "brand"), json!({ "domain": "example.social" }), "@brand@example.social"),
            (brand("https://example.net/@brand", "brand"), json!({ "domain": "example.social" }), "@brand@example.net"),
            (brand("", "brand"), json!({}), "@brand@api.example.social"),
        ];
        for (account, instance, expected) in table {
            assert_eq!(identity_of(account.clone(), instance).handle, expected, "{account}");
        }
    }

    #[test]
    fn an_instance_that_says_nothing_allows_what_is_usual() {
        let account = json!({ "id": "1", "acct": "brand", "url": "https://example.social/@brand", "display_name": " " });
        let identity = identity_of(account, json!({ "configuration": { "statuses": { "max_characters": "many" } } }));
        assert_eq!(identity.limits, ServerLimits::default());
        assert_eq!((identity.name.as_str(), identity.visibility), ("@brand@example.social", None));
    }

    #[test]
    fn settings_and_numbers_are_read() {
        let account = json!({
            "id": "1", "acct": "brand", "url": "https://example.social/@brand", "followers_count": 40, "statuses_count": 7,
            "source": { "privacy": "private", "language": "fr" },
        });
        let instance = json!({ "configuration": { "statuses": { "max_characters": 5000, "characters_reserved_per_url": 25 } } });
        let identity = identity_of(account, instance);
        assert_eq!(identity.limits, ServerLimits { characters: 5000, url_characters: 25, ..ServerLimits::default() });
        assert_eq!((identity.visibility, identity.language.as_deref()), (Some(Visibility::Followers), Some("fr")));
        assert_eq!((identity.figures.followers, identity.figures.following, identity.figures.posts), (Some(40), None, Some(7)));
    }

    #[test]
    fn real_servers_tell_who_we_are() {
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        let gotosocial = identity_of(
            read(include_str!("../../../tests/fixtures/mastodon/gotosocial/verify.json")),
            read(include_str!("../../../tests/fixtures/mastodon/gotosocial/instance.json")),
        );
        assert_eq!((gotosocial.handle.as_str(), gotosocial.visibility), ("@brand@example.social", Some(Visibility::Unlisted)));
        assert_eq!((gotosocial.limits.characters, gotosocial.limits.url_characters), (5000, 25));
        assert!(gotosocial.limits.media.formats.has(Format::Jpeg) && gotosocial.limits.media.most > 0, "{:?}", gotosocial.limits);
        let snac = identity_of(
            read(include_str!("../../../tests/fixtures/mastodon/snac/verify.json")),
            read(include_str!("../../../tests/fixtures/mastodon/snac/instance.json")),
        );
        assert_eq!((snac.handle.as_str(), snac.language.as_deref()), ("@brand@example.net:18301", Some("en")));
        assert_eq!((snac.limits.characters, snac.limits.url_characters), (100_000, 32));
        assert!(snac.limits.media.formats.has(Format::Png) && snac.limits.media.most > 0, "{:?}", snac.limits);
    }

    #[test]
    fn a_bad_token_is_one_also_where_nothing_is_said() {
        assert_eq!(refused_token(Fault::refused(422, "")), Fault::Auth(AuthFault::Expired));
        assert_eq!(refused_token(Fault::refused(422, "no")), Fault::refused(422, "no"));
    }

    #[test]
    fn the_code_is_found_in_what_was_pasted() {
        for pasted in ["abc", " abc\n", "abc&state=x"] {
            assert_eq!(bare(pasted), "abc");
        }
    }
}
