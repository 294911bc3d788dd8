//! The API's JSON, as far as we read it.
//!
//! Docs: <https://docs.joinmastodon.org/entities/>. The kin of Mastodon leave things out, so
//! that only what nothing can be done without is required; what has the wrong type is taken
//! as absent, and never spoils its neighbours.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// `POST /api/v1/apps`.
#[derive(Debug, Deserialize)]
pub struct App {
    pub client_id: String,
    pub client_secret: String,
}

/// `POST /oauth/token`.
#[derive(Deserialize)]
pub struct Token {
    pub access_token: String,
}

/// What we did to a person: `GET /api/v1/accounts/relationships`.
#[derive(Debug, Deserialize)]
pub struct Relationship {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub blocking: bool,
    #[serde(default, deserialize_with = "lenient")]
    pub muting: bool,
}

/// A person; `source` only in our own.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub username: String,
    #[serde(default, deserialize_with = "lenient")]
    pub acct: String,
    /// Some kin's full handle without its `@`.
    #[serde(default, deserialize_with = "lenient")]
    pub fqn: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub display_name: String,
    #[serde(default, deserialize_with = "lenient")]
    pub url: String,
    #[serde(default, deserialize_with = "lenient")]
    pub note: String,
    #[serde(default, deserialize_with = "lenient")]
    pub bot: bool,
    #[serde(default, deserialize_with = "lenient")]
    pub created_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub followers_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub following_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub statuses_count: Option<u64>,
    #[serde(default, deserialize_with = "each")]
    pub fields: Vec<Field>,
    #[serde(default, deserialize_with = "lenient")]
    pub source: Option<Source>,
}

/// A line of a profile.
#[derive(Debug, Clone, Deserialize)]
pub struct Field {
    #[serde(default, deserialize_with = "lenient")]
    pub value: String,
    #[serde(default, deserialize_with = "lenient")]
    pub verified_at: Option<String>,
}

/// What an account's posts start with.
#[derive(Debug, Clone, Deserialize)]
pub struct Source {
    #[serde(default, deserialize_with = "lenient")]
    pub privacy: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub language: Option<String>,
}

/// A post, or the wrapper around a boosted one.
#[derive(Debug, Clone, Deserialize)]
pub struct Status {
    #[serde(deserialize_with = "id")]
    pub id: String,
    pub account: Account,
    #[serde(default, deserialize_with = "lenient")]
    pub created_at: String,
    #[serde(default, deserialize_with = "lenient")]
    pub edited_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub content: String,
    /// The source of a post of ours, where the server shows it; HTML on some.
    #[serde(default, deserialize_with = "lenient")]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub spoiler_text: String,
    #[serde(default, deserialize_with = "lenient")]
    pub visibility: String,
    #[serde(default, deserialize_with = "lenient")]
    pub language: Option<String>,
    #[serde(default, deserialize_with = "maybe_id")]
    pub in_reply_to_id: Option<String>,
    #[serde(default, deserialize_with = "maybe_id")]
    pub in_reply_to_account_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub uri: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub favourited: bool,
    #[serde(default, deserialize_with = "lenient")]
    pub reblogged: bool,
    #[serde(default, deserialize_with = "each")]
    pub media_attachments: Vec<Media>,
    #[serde(default, deserialize_with = "each")]
    pub mentions: Vec<Mention>,
    #[serde(default, deserialize_with = "lenient")]
    pub reblog: Option<Box<Status>>,
}

impl Status {
    /// The post itself; some servers show a boosted post of ours as its wrapper everywhere.
    pub fn inner(self) -> Status {
        match self.reblog {
            Some(inner) => *inner,
            None => self,
        }
    }
}

/// A picture, film or sound.
#[derive(Debug, Clone, Deserialize)]
pub struct Media {
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    pub kind: String,
    #[serde(default, deserialize_with = "lenient")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub remote_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub preview_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub description: Option<String>,
}

/// Somebody that a post names.
#[derive(Debug, Clone, Deserialize)]
pub struct Mention {
    #[serde(default, deserialize_with = "maybe_id")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub acct: String,
}

/// `GET /api/v1/notifications`, one item.
#[derive(Debug, Clone, Deserialize)]
pub struct Notification {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, deserialize_with = "lenient")]
    pub created_at: String,
    pub account: Account,
    /// Missing where there is none; one that cannot be read spoils the item.
    #[serde(default)]
    pub status: Option<Status>,
}

/// `GET /api/v1/conversations`, one item.
#[derive(Debug, Clone, Deserialize)]
pub struct Conversation {
    #[serde(default)]
    pub last_status: Option<Status>,
}

/// `GET /api/v1/statuses/:id/context`.
#[derive(Debug, Clone, Deserialize)]
pub struct Context {
    #[serde(default, deserialize_with = "each")]
    pub ancestors: Vec<Status>,
    #[serde(default, deserialize_with = "each")]
    pub descendants: Vec<Status>,
}

/// `GET /api/v2/instance` and `GET /api/v1/instance`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Instance {
    /// Where accounts live, on the kin that tell it.
    #[serde(default, deserialize_with = "lenient")]
    pub account_domain: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub domain: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub configuration: Option<Configuration>,
    /// Where some kin put the characters of a post.
    #[serde(default, deserialize_with = "lenient")]
    pub max_toot_chars: Option<u32>,
}

/// What an instance allows.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Configuration {
    #[serde(default, deserialize_with = "lenient")]
    pub statuses: Option<StatusConfiguration>,
    #[serde(default, deserialize_with = "lenient")]
    pub media_attachments: Option<MediaConfiguration>,
}

/// What an instance allows of a file.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MediaConfiguration {
    #[serde(default, deserialize_with = "lenient")]
    pub description_limit: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    pub image_size_limit: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub video_size_limit: Option<u64>,
    #[serde(default, deserialize_with = "each")]
    pub supported_mime_types: Vec<String>,
}

/// What an instance allows of a post.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StatusConfiguration {
    #[serde(default, deserialize_with = "lenient")]
    pub max_characters: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    pub characters_reserved_per_url: Option<u32>,
    #[serde(default, deserialize_with = "lenient")]
    pub max_media_attachments: Option<u32>,
}

/// The body of `POST /api/v1/statuses`.
#[derive(Debug, Serialize)]
pub struct NewStatus<'a> {
    pub status: &'a str,
    pub visibility: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_reply_to_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoiler_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media_ids: Vec<&'a str>,
}

/// The answer to `POST /api/v2/media`.
#[derive(Debug, Deserialize)]
pub struct Uploaded {
    #[serde(deserialize_with = "id")]
    pub id: String,
}

/// The value, or none of it when it has another type.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(from: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).unwrap_or_default())
}

/// The items of a list that can be read.
fn each<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Array(items) => items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect(),
        _ => Vec::new(),
    })
}

/// An id, which some kin write as a number.
fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    maybe_id(from)?.ok_or_else(|| D::Error::custom("an id that is none"))
}

fn maybe_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(id) if !id.is_empty() => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_absent_and_spoils_nothing() {
        let status: Status = serde_json::from_str(
            r#"{"id": 42, "account": {"id": "7", "acct": null, "followers_count": -1, "fields": "none"},
                "content": 3, "mentions": [{"id": "0", "acct": "bob@example.net"}, "what"], "media_attachments": null,
                "favourited": null, "in_reply_to_id": "", "reblog": {"id": null}}"#,
        )
        .unwrap();
        assert_eq!((status.id.as_str(), status.content.as_str(), status.mentions.len()), ("42", "", 1));
        assert_eq!(status.account.followers_count, None);
        assert!(status.in_reply_to_id.is_none() && status.reblog.is_none() && !status.favourited);
    }

    #[test]
    fn a_real_server_names_a_file_as_it_likes() {
        let media: Uploaded = serde_json::from_str(include_str!("../../../tests/fixtures/mastodon/snac/media.json")).unwrap();
        assert_eq!(media.id, "9d2343e22223cbd72956c6e1f0d4f319.png");
    }

    #[test]
    fn without_an_id_there_is_no_status() {
        for body in [r#"{"account": {"id": "7"}}"#, r#"{"id": null, "account": {"id": "7"}}"#, r#"{"id": "1"}"#] {
            assert!(serde_json::from_str::<Status>(body).is_err(), "{body}");
        }
    }
}
