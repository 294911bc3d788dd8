//! The network's JSON, field for field as Mastodon writes it.
//!
//! Every function answers for one viewer, because what is liked, boosted or shown at
//! all depends on who asks. Nothing is decided here.

use serde_json::{Value, json};

use crate::base::time::Timestamp;

use super::nouns::{Notice, Person, Status, Tie};
use super::text;
use super::threads::{self, Conversation};
use super::world::{LONGEST, World};

/// Whom and where an answer is written for.
pub struct Page<'a> {
    /// What the network knows.
    pub world: &'a World,
    /// The address of the server, without a slash at its end.
    pub base: &'a str,
    /// Who asks.
    pub viewer: usize,
}

/// An instant as Mastodon writes it, always to the millisecond.
pub fn stamp(at: Timestamp) -> String {
    let written = at.rfc3339();
    let whole = written.trim_end_matches('Z');
    let (seconds, fraction) = whole.split_once('.').unwrap_or((whole, ""));
    format!("{seconds}.{fraction:0<3}Z")
}

impl Page<'_> {
    /// Where the page of a person is.
    fn profile(&self, person: &Person) -> String {
        format!("{}/@{}", self.base, person.handle)
    }

    /// A person.
    pub fn account(&self, who: usize) -> Value {
        let Some(person) = self.world.person(who) else {
            return Value::Null;
        };
        let (followers, following, posts) = self.world.figures(who);
        let missing = format!("{}/avatars/original/missing.png", self.base);
        let fields: Vec<Value> = person
            .profile
            .fields
            .iter()
            .map(|field| {
                json!({
                    "name": field.name,
                    "value": text::html(&field.value, self.base, |_| None).trim_start_matches("<p>").trim_end_matches("</p>"),
                    "verified_at": field.verified_at.map(stamp),
                })
            })
            .collect();
        json!({
            "id": person.id,
            "username": person.username(),
            "acct": person.handle,
            "display_name": person.name(),
            "locked": false,
            "bot": person.profile.bot,
            "discoverable": true,
            "group": false,
            // Mastodon tells the day only.
            "created_at": format!("{}T00:00:00.000Z", stamp(person.created_at).split('T').next().unwrap_or_default()),
            "note": text::html(&person.profile.bio, self.base, |_| None),
            "url": self.profile(person),
            "uri": format!("{}/users/{}", self.base, person.handle),
            "avatar": missing,
            "avatar_static": missing,
            "header": format!("{}/headers/original/missing.png", self.base),
            "header_static": format!("{}/headers/original/missing.png", self.base),
            "followers_count": followers,
            "following_count": following,
            "statuses_count": posts,
            "last_status_at": Value::Null,
            "emojis": [],
            "fields": fields,
        })
    }

    /// The person who asks, with what only they may see.
    pub fn own_account(&self) -> Value {
        let mut account = self.account(self.viewer);
        if let Some(person) = self.world.person(self.viewer) {
            account["source"] = json!({
                "privacy": "public",
                "sensitive": false,
                "language": Value::Null,
                "note": person.profile.bio,
                "fields": [],
                "follow_requests_count": 0,
            });
        }
        account
    }

    /// What ties the viewer to a person.
    pub fn relationship(&self, who: usize) -> Value {
        json!({
            "id": self.world.person(who).map(|person| person.id.clone()),
            "following": self.world.follows(self.viewer, who),
            "followed_by": self.world.follows(who, self.viewer),
            "showing_reblogs": true,
            "notifying": false,
            "languages": Value::Null,
            "blocking": self.world.tied(self.viewer, Tie::Block, who),
            "blocked_by": false,
            "muting": self.world.tied(self.viewer, Tie::Mute, who),
            "muting_notifications": false,
            "requested": false,
            "requested_by": false,
            "domain_blocking": false,
            "endorsed": false,
            "note": "",
        })
    }

    /// A status, or a boost around one.
    pub fn status(&self, status: &Status) -> Value {
        let inner = status.boost_of.as_ref().and_then(|id| self.world.any_status(id));
        let shown = inner.unwrap_or(status);
        let mut written = self.bare_status(shown);
        if inner.is_some() {
            let original = written.clone();
            written["id"] = json!(status.id);
            written["uri"] = json!(format!("{}/activity", self.address(status)));
            written["url"] = written["uri"].clone();
            written["account"] = self.account(status.by);
            written["created_at"] = json!(stamp(status.at));
            written["reblog"] = original;
        }
        written
    }

    fn address(&self, status: &Status) -> String {
        let handle = self.world.person(status.by).map(|person| person.handle.clone()).unwrap_or_default();
        format!("{}/@{handle}/{}", self.base, status.id)
    }

    fn bare_status(&self, status: &Status) -> Value {
        let boosts = self.world.statuses().filter(|other| other.boost_of.as_ref() == Some(&status.id));
        let answers = self.world.statuses().filter(|other| other.options.in_reply_to.as_ref() == Some(&status.id));
        let quotes = self.world.statuses().filter(|other| other.options.quotes.as_ref() == Some(&status.id));
        let parent = status.options.in_reply_to.as_ref().and_then(|id| self.world.any_status(id));
        let page_of = |handle: &str| {
            let person = self.world.find(handle).and_then(|who| self.world.person(who))?;
            Some(self.profile(person))
        };
        let quoted = status.options.quotes.as_ref().and_then(|id| self.world.any_status(id)).map(|quoted| self.status(quoted));
        json!({
            "id": status.id,
            "created_at": stamp(status.at),
            "in_reply_to_id": parent.map(|parent| parent.id.clone()),
            "in_reply_to_account_id": parent.and_then(|parent| self.world.person(parent.by)).map(|author| author.id.clone()),
            "sensitive": status.options.sensitive,
            "spoiler_text": status.options.spoiler,
            "visibility": status.options.visibility.word(),
            "language": status.options.language,
            "uri": self.address(status),
            "url": self.address(status),
            "replies_count": answers.count(),
            "reblogs_count": boosts.count(),
            "favourites_count": status.favourited_by.len(),
            "quotes_count": quotes.count(),
            "edited_at": status.edited_at.map(stamp),
            "favourited": status.favourited_by.contains(&self.viewer),
            "reblogged": self.world.boost_by(self.viewer, &status.id).is_some(),
            "muted": false,
            "bookmarked": false,
            "pinned": false,
            "content": text::html(&status.text, self.base, page_of),
            "filtered": [],
            "reblog": Value::Null,
            "quote": quoted.map(|quoted| json!({ "state": "accepted", "quoted_status": quoted })),
            "application": { "name": "Web", "website": Value::Null },
            "account": self.account(status.by),
            "media_attachments": self.media(status),
            "mentions": self.mentions(status),
            "tags": status.tags.iter().map(|tag| json!({ "name": tag, "url": format!("{}/tags/{tag}", self.base) })).collect::<Vec<_>>(),
            "emojis": [],
            "card": Value::Null,
            "poll": Value::Null,
        })
    }

    fn media(&self, status: &Status) -> Vec<Value> {
        let images = status.options.images.iter().enumerate();
        images
            .map(|(place, alt)| {
                let file = format!("{}/media/{}-{place}.png", self.base, status.id);
                json!({
                    "id": format!("{}{place}", status.id),
                    "type": "image",
                    "url": file,
                    "preview_url": file,
                    "remote_url": Value::Null,
                    "description": alt,
                    "blurhash": "UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH",
                    "meta": { "original": { "width": 1200, "height": 900, "size": "1200x900", "aspect": 1.333 } },
                })
            })
            .collect()
    }

    fn mentions(&self, status: &Status) -> Vec<Value> {
        let named = status.mentions.iter().filter_map(|who| self.world.person(*who));
        named
            .map(|person| json!({ "id": person.id, "username": person.username(), "acct": person.handle, "url": self.profile(person) }))
            .collect()
    }

    /// One line of the notifications.
    pub fn notification(&self, notice: &Notice) -> Value {
        let mut written = json!({
            "id": notice.id,
            "type": notice.kind.word(),
            "created_at": stamp(notice.at),
            "group_key": format!("ungrouped-{}", notice.id),
            "account": self.account(notice.from),
        });
        if let Some(status) = notice.status.as_ref().and_then(|id| self.world.any_status(id)) {
            written["status"] = self.status(status);
        }
        written
    }

    /// A conversation of direct messages.
    pub fn conversation(&self, conversation: &Conversation<'_>) -> Value {
        json!({
            "id": conversation.id,
            "unread": conversation.last.by != self.viewer && !self.world.has_read(self.viewer, &conversation.last.id),
            "accounts": conversation.others.iter().map(|who| self.account(*who)).collect::<Vec<_>>(),
            "last_status": self.status(conversation.last),
        })
    }

    /// What is around a status.
    pub fn context(&self, status: &Status) -> Value {
        let above = threads::ancestors(self.world, status, self.viewer);
        let below = threads::descendants(self.world, &status.id, self.viewer);
        json!({
            "ancestors": above.iter().map(|status| self.status(status)).collect::<Vec<_>>(),
            "descendants": below.iter().map(|status| self.status(status)).collect::<Vec<_>>(),
        })
    }
}

fn configuration() -> Value {
    json!({
        "accounts": { "max_featured_tags": 10, "max_pinned_statuses": 5 },
        "statuses": { "max_characters": LONGEST, "max_media_attachments": 4, "characters_reserved_per_url": text::LINK_LENGTH },
        "media_attachments": {
            "description_limit": 1500,
            "image_size_limit": 16_777_216,
            "image_matrix_limit": 33_177_600,
            "video_size_limit": 103_809_024,
            "supported_mime_types": ["image/jpeg", "image/png", "image/gif", "image/webp"],
        },
        "polls": { "max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2_629_746 },
    })
}

/// What the server says of itself, in the newer form.
pub fn instance(base: &str) -> Value {
    let mut configuration = configuration();
    configuration["urls"] = json!({ "streaming": base.replacen("http", "ws", 1) });
    configuration["translation"] = json!({ "enabled": false });
    json!({
        "domain": base.trim_start_matches("http://"),
        "title": "vigie demo",
        "version": "4.5.0",
        "source_url": "https://github.com/mastodon/mastodon",
        "description": "A small network of its own.",
        "usage": { "users": { "active_month": 42 } },
        "thumbnail": { "url": format!("{base}/thumbnail.png"), "blurhash": Value::Null, "versions": {} },
        "languages": ["en", "fr"],
        "configuration": configuration,
        "registrations": { "enabled": false, "approval_required": false, "message": Value::Null, "url": Value::Null },
        "api_versions": { "mastodon": 7 },
        "contact": { "email": "hello@example.org", "account": Value::Null },
        "rules": [],
    })
}

/// What the server says of itself, in the older form.
pub fn old_instance(base: &str) -> Value {
    json!({
        "uri": base.trim_start_matches("http://"),
        "title": "vigie demo",
        "short_description": "A small network of its own.",
        "description": "A small network of its own.",
        "email": "hello@example.org",
        "version": "4.5.0",
        "urls": { "streaming_api": base.replacen("http", "ws", 1) },
        "stats": { "user_count": 42, "status_count": 4200, "domain_count": 1 },
        "thumbnail": format!("{base}/thumbnail.png"),
        "languages": ["en", "fr"],
        "registrations": false,
        "approval_required": false,
        "invites_enabled": false,
        "configuration": configuration(),
        "contact_account": Value::Null,
        "rules": [],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::nouns::{Options, Profile};

    fn noon() -> Timestamp {
        Timestamp::from_millis(43_200_500)
    }

    #[test]
    fn times_have_their_milliseconds() {
        assert_eq!(stamp(Timestamp::from_millis(0)), "1970-01-01T00:00:00.000Z");
        assert_eq!(stamp(noon()), "1970-01-01T12:00:00.500Z");
    }

    #[test]
    fn a_status_is_written_for_whoever_reads_it() {
        let mut world = World::default();
        let (ana, brand) = (world.join("ana@social.test", noon()), world.join("brand", noon()));
        world.present(brand, Profile { name: "The Brand".into(), followers: 40, ..Profile::default() });
        let post = world.post(brand, "#Miam", Options { images: vec![Some("A cake".into())], ..Options::default() }, noon()).unwrap();
        let answer = world.post(ana, "@brand Is it <vegan>?", Options::reply_to(&post), noon()).unwrap();
        world.favourite(brand, &answer, noon()).unwrap();

        let page = Page { world: &world, base: "http://h.test", viewer: brand };
        let written = page.status(world.any_status(&answer).unwrap());
        assert_eq!(written["account"]["acct"], "ana@social.test");
        assert_eq!(written["account"]["username"], "ana");
        assert_eq!(written["in_reply_to_id"], json!(post));
        assert_eq!(written["in_reply_to_account_id"], page.account(brand)["id"]);
        assert_eq!(written["favourited"], true);
        assert_eq!(written["mentions"][0]["url"], "http://h.test/@brand");
        assert_eq!(crate::base::html::to_text(written["content"].as_str().unwrap()), "@brand Is it <vegan>?");
        let own = page.status(world.any_status(&post).unwrap());
        assert_eq!(own["media_attachments"][0]["description"], "A cake");
        assert_eq!(own["tags"][0]["name"], "miam");
        assert_eq!(own["replies_count"], 1);
        assert_eq!(page.account(brand)["followers_count"], 40);
    }

    #[test]
    fn a_boost_wraps_what_it_passes_on() {
        let mut world = World::default();
        let (ana, brand) = (world.join("ana", noon()), world.join("brand", noon()));
        let post = world.post(brand, "Open again.", Options::default(), noon()).unwrap();
        let boost = world.boost(ana, &post, noon()).unwrap();
        let page = Page { world: &world, base: "http://h.test", viewer: brand };
        let written = page.status(world.any_status(&boost).unwrap());
        assert_eq!(written["id"], json!(boost));
        assert_eq!(written["account"]["acct"], "ana");
        assert_eq!(written["reblog"]["id"], json!(post));
        let notices: Vec<&Notice> = world.notices(brand).collect();
        assert_eq!(page.notification(notices[0])["status"]["id"], json!(post));
    }
}
