//! Mastodon's JSON to our nouns, and back. Pure: no network, no clock.
//!
//! Direct messages never get the network's conversation: only some servers have one, and
//! notifications never tell it, so that one talk would become two rows. Those who take part
//! make the row.

use serde_json::Value;

use crate::base::html;
use crate::base::time::Timestamp;
use crate::connector::mastodon::walk::Mark;
use crate::connector::mastodon::wire;
use crate::model::account::{Account, Figures};
use crate::model::author::Author;
use crate::model::exchange::{Incoming, Outgoing, Post, Reaction, Receipt, RemoteId};
use crate::model::interaction::{Kind, Media, Visibility};
use crate::net::fault::without_values;

/// Whom a page is read for.
#[derive(Debug, Clone)]
pub struct Us {
    id: String,
    handle: String,
    host: String,
}

impl Us {
    /// The account that asks.
    pub fn new(account: &Account) -> Us {
        Us { id: account.remote_id.clone(), handle: account.handle.to_lowercase(), host: account.host().to_owned() }
    }

    /// Whether `account` is ours.
    pub fn is(&self, account: &wire::Account) -> bool {
        account.id == self.id
    }

    /// The full handle: what has no host of its own lives on ours.
    fn full(&self, acct: &str) -> String {
        let acct = acct.trim_start_matches('@');
        if acct.contains('@') { format!("@{acct}") } else { format!("@{acct}@{}", self.host) }
    }

    /// Whether a mention is of us; some servers give every mention the same id.
    fn named(&self, mention: &wire::Mention) -> bool {
        mention.id.as_deref() == Some(self.id.as_str()) || self.full(&mention.acct).to_lowercase() == self.handle
    }
}

/// One item of the notifications; none for what does not concern an inbox.
pub fn notification(item: Value, us: &Us) -> Option<Incoming> {
    let id = item_id(&item);
    let notification: wire::Notification = match serde_json::from_value(item) {
        Ok(notification) => notification,
        Err(error) => return Some(unreadable(id, &error.to_string())),
    };
    let kind = match notification.kind.as_str() {
        "mention" | "quote" | "update" => return said(notification, id, us),
        "favourite" | "reaction" | "emoji_reaction" | "pleroma:emoji_reaction" => Kind::Like,
        "reblog" => Kind::Boost,
        "follow" | "follow_request" => Kind::Follow,
        // Polls, people we ring the bell for, moderation, and what does not exist yet.
        _ => return None,
    };
    let happened_at = Timestamp::parse(&notification.created_at);
    let subject = notification.status.map(|status| Box::new(post(status.inner(), us)));
    let (Some(happened_at), true) = (happened_at, kind == Kind::Follow || subject.is_some()) else {
        return Some(unreadable(id, &notification.kind));
    };
    let subject = subject.filter(|_| kind != Kind::Follow);
    Some(Incoming::Reacted(Box::new(Reaction { kind, actor: author(notification.account, us), subject, happened_at })))
}

/// A mention or a quote; an edit only when it is of something said to us.
fn said(notification: wire::Notification, id: String, us: &Us) -> Option<Incoming> {
    let Some(status) = notification.status.map(wire::Status::inner) else {
        return Some(unreadable(id, &notification.kind));
    };
    if us.is(&status.account) {
        return None;
    }
    if notification.kind == "update" && !is_to_us(&status, us) {
        return None;
    }
    let mut post = post(status, us);
    if notification.kind == "quote" {
        post.kind = Kind::Quote;
    }
    Some(Incoming::Said(Box::new(post)))
}

/// A post out of somebody's list, when it is said to us.
pub fn said_to_us(item: Value, us: &Us) -> Option<Incoming> {
    let status: wire::Status = serde_json::from_value(item).ok()?;
    if status.reblog.is_some() || us.is(&status.account) || !is_to_us(&status, us) {
        return None;
    }
    Some(Incoming::Said(Box::new(post(status, us))))
}

/// Whether a post names us or answers us.
fn is_to_us(status: &wire::Status, us: &Us) -> bool {
    status.in_reply_to_account_id.as_deref() == Some(us.id.as_str()) || status.mentions.iter().any(|mention| us.named(mention))
}

/// One item of our own posts; none for what we only passed on.
pub fn own(item: Value, us: &Us) -> Option<Incoming> {
    let id = item_id(&item);
    match serde_json::from_value::<wire::Status>(item).map(wire::Status::inner) {
        Ok(status) if us.is(&status.account) => Some(Incoming::Ours(Box::new(post(status, us)))),
        Ok(_) => None,
        Err(error) => Some(unreadable(id, &error.to_string())),
    }
}

/// One item of the conversations, by its last message.
pub fn conversation(item: Value, us: &Us) -> Option<Incoming> {
    let id = item_id(&item);
    let status = match serde_json::from_value::<wire::Conversation>(item) {
        Ok(conversation) => conversation.last_status?,
        Err(error) => return Some(unreadable(id, &error.to_string())),
    };
    // Whatever the server calls it: what is in this list is a message.
    let ours = us.is(&status.account);
    let post = Box::new(post(wire::Status { visibility: "direct".to_owned(), ..status }, us));
    Some(if ours { Incoming::Ours(post) } else { Incoming::Said(post) })
}

/// Where an item stands in its list.
pub fn mark(item: &Value) -> Mark {
    let at = item.get("created_at").and_then(Value::as_str).and_then(Timestamp::parse);
    Mark { id: item_id(item), at: at.map_or(0, Timestamp::millis) }
}

/// Where a conversation stands: by its last message, which is what lists go by.
pub fn conversation_mark(item: &Value) -> Mark {
    item.get("last_status").filter(|status| status.is_object()).map_or_else(|| mark(item), mark)
}

fn item_id(item: &Value) -> String {
    match item.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    }
}

fn unreadable(remote_id: String, why: &str) -> Incoming {
    Incoming::Unreadable { remote_id, why: without_values(why) }
}

/// A post as it is towards us.
pub fn post(status: wire::Status, us: &Us) -> Post {
    let direct = is_direct(&status, us);
    let kind = if direct {
        Kind::Dm
    } else if status.in_reply_to_account_id.as_deref() == Some(us.id.as_str()) {
        Kind::Reply
    } else {
        Kind::Mention
    };
    let visibility = if direct { Visibility::Direct } else { visibility(&status.visibility).unwrap_or(Visibility::Direct) };
    let ours = us.is(&status.account);
    let names: Vec<String> = status.mentions.iter().map(|mention| us.full(&mention.acct)).collect();
    let author = author(status.account, us);
    let mut participants = Vec::new();
    if direct {
        participants.extend((!ours).then(|| author.handle.clone()));
        let others = status.mentions.iter().filter(|mention| !us.named(mention)).map(|mention| us.full(&mention.acct));
        participants.extend(others);
        participants.sort_unstable();
        participants.dedup();
    }
    Post {
        remote_id: RemoteId::new(status.id),
        kind,
        author,
        text: html::to_text(&status.content),
        warning: status.spoiler_text,
        language: status.language.filter(|language| !language.is_empty()),
        visibility,
        parent: status.in_reply_to_id.map(RemoteId::new),
        conversation: None,
        participants,
        names,
        happened_at: Timestamp::parse(&status.created_at).unwrap_or_default(),
        edited_at: status.edited_at.as_deref().and_then(Timestamp::parse),
        url: status.url.or(status.uri).unwrap_or_default(),
        media: status.media_attachments.into_iter().map(media).collect(),
        liked: status.favourited,
        boosted: status.reblogged,
    }
}

/// Whether a post is a direct message.
///
/// snac before 2.96 calls these private; its ids tell it, and a message to nobody but us
/// is taken as one, because to answer too narrowly does no harm.
fn is_direct(status: &wire::Status, us: &Us) -> bool {
    let hex = |id: &str, length: usize| id.len() == length && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let snac = hex(&status.id, 42) && hex(&status.account.id, 32);
    let author = us.full(&status.account.acct);
    let others = |mention: &&wire::Mention| !us.named(mention) && us.full(&mention.acct) != author;
    let alone = match status.mentions.iter().filter(others).count() {
        0 => !us.is(&status.account),
        _ => us.is(&status.account),
    };
    status.visibility == "direct" || (status.visibility == "private" && snac && alone)
}

/// The visibility that a word means; the words of some kin are near enough to one of ours.
pub fn visibility(word: &str) -> Option<Visibility> {
    match word {
        "public" => Some(Visibility::Public),
        "unlisted" | "local" => Some(Visibility::Unlisted),
        "private" | "mutuals_only" => Some(Visibility::Followers),
        "direct" => Some(Visibility::Direct),
        _ => None,
    }
}

/// The word for a visibility.
pub const fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Unlisted => "unlisted",
        Visibility::Followers => "private",
        Visibility::Direct => "direct",
    }
}

/// A person, as far as one answer tells.
pub fn author(account: wire::Account, us: &Us) -> Author {
    let handle = match &account.fqn {
        Some(full) if full.contains('@') => us.full(full),
        _ => us.full(if account.acct.is_empty() { &account.username } else { &account.acct }),
    };
    let name = if account.display_name.trim().is_empty() { handle.clone() } else { account.display_name };
    let verified =
        account.fields.into_iter().filter(|field| field.verified_at.is_some()).map(|field| html::to_text(&field.value)).collect();
    Author {
        remote_id: account.id,
        handle,
        name,
        url: account.url,
        bio: html::to_text(&account.note),
        bot: account.bot,
        created_at: account.created_at.as_deref().and_then(Timestamp::parse),
        followers: account.followers_count,
        following: account.following_count,
        posts: account.statuses_count,
        verified,
    }
}

fn media(media: wire::Media) -> Media {
    let url = [media.url, media.remote_url, media.preview_url].into_iter().flatten().find(|url| !url.is_empty());
    Media { kind: media.kind, url: url.unwrap_or_default(), alt: media.description.unwrap_or_default() }
}

/// An account's numbers.
pub fn figures(account: &wire::Account) -> Figures {
    Figures { followers: account.followers_count, following: account.following_count, posts: account.statuses_count }
}

/// Our numbers, from the newest of our posts on a page.
pub fn own_figures(page: &[Value], us: &Us) -> Option<Figures> {
    let account: wire::Account = page.first().and_then(|item| serde_json::from_value(item.get("account")?.clone()).ok())?;
    us.is(&account).then(|| figures(&account))
}

/// What a network gave us for a post.
pub fn receipt(status: &wire::Status, now: Timestamp) -> Receipt {
    Receipt {
        remote_id: RemoteId::new(status.id.clone()),
        url: status.url.clone().or_else(|| status.uri.clone()).unwrap_or_default(),
        posted_at: Timestamp::parse(&status.created_at).unwrap_or(now),
    }
}

/// The body that posts `out`.
pub fn new_status(out: &Outgoing) -> wire::NewStatus<'_> {
    wire::NewStatus {
        status: &out.text,
        visibility: visibility_word(out.visibility),
        in_reply_to_id: out.parent.as_ref().map(RemoteId::as_str),
        language: out.language.as_deref().filter(|language| !language.is_empty()),
        spoiler_text: Some(out.warning.as_str()).filter(|warning| !warning.is_empty()),
        media_ids: out.media.iter().filter_map(|one| one.remote.as_ref()).map(RemoteId::as_str).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! fixture {
        ($name:literal) => {
            serde_json::from_str::<Value>(include_str!(concat!("../../../tests/fixtures/mastodon/", $name))).unwrap()
        };
    }

    fn items(list: Value) -> Vec<Value> {
        list.as_array().unwrap().clone()
    }

    fn us(id: &str, handle: &str) -> Us {
        let handle = handle.to_owned();
        Us { id: id.to_owned(), host: handle.rsplit('@').next().unwrap().to_owned(), handle }
    }

    fn line(post: &Post) -> String {
        let parent = post.parent.as_ref().map(|parent| format!(" under {}", parent.as_str())).unwrap_or_default();
        let with = if post.participants.is_empty() { String::new() } else { format!(" with {}", post.participants.join(" ")) };
        let text = post.text.replace('\n', "/");
        let text: String = text.chars().take(40).collect();
        format!("{} {} {} by {}{parent}{with}: {text}", post.kind, post.visibility, post.remote_id.as_str(), post.author.handle)
    }

    fn told(incoming: Incoming) -> String {
        match incoming {
            Incoming::Said(post) => format!("said {}", line(&post)),
            Incoming::Ours(post) => format!("ours {}", line(&post)),
            Incoming::Reacted(reaction) => {
                let subject = reaction.subject.map(|post| post.remote_id.as_str().to_owned()).unwrap_or_default();
                format!("{} {subject} by {}", reaction.kind, reaction.actor.handle).replace("  ", " ")
            }
            Incoming::Unreadable { remote_id, why } => format!("unreadable {remote_id}: {why}"),
            other => format!("{other:?}"),
        }
    }

    fn all(list: Value, us: &Us, map: fn(Value, &Us) -> Option<Incoming>) -> Vec<String> {
        items(list).into_iter().filter_map(|item| map(item, us)).map(told).collect()
    }

    const BRAND: &str = "53352877cbb487311e89bf67f2c98c07";

    #[test]
    fn every_notification_of_mastodon_is_told_or_left_out() {
        let us = us("1", "@brand@example.social");
        let told = all(fixture!("mastodon/notifications.json"), &us, notification);
        assert_eq!(
            told,
            [
                "said mention public 125 by @zoe@example.net: @brand edited",
                "said quote public 123 by @zoe@example.net: look at this",
                "follow by @zoe@example.net",
                "follow by @zoe@example.net",
                "boost 100 by @zoe@example.net",
                "like 100 by @zoe@example.net",
                "unreadable 18: favourite",
                "unreadable 17: missing field `id`",
                "said dm direct 116 by @zoe@example.net with @bo@example.social @zoe@example.net: @brand @bo secret",
                "said mention followers 115 by @zoe@example.net: @brand for followers",
                "said reply public 114 by @zoe@example.net under 100: oh",
                "said mention unlisted 113 by @zoe@example.net: @brand look/here",
            ]
        );
    }

    #[test]
    fn a_post_keeps_what_came_with_it_and_who_wrote_it() {
        let us = us("1", "@brand@example.social");
        let last = items(fixture!("mastodon/notifications.json")).pop().unwrap();
        let Some(Incoming::Said(post)) = notification(last, &us) else {
            panic!("not said");
        };
        assert_eq!((post.warning.as_str(), post.language.as_deref(), post.liked, post.boosted), ("food", Some("fr"), false, true));
        assert_eq!(post.names, ["@brand@example.social"]);
        let media: Vec<_> = post.media.iter().map(|media| format!("{} {} {}", media.kind, media.url, media.alt)).collect();
        assert_eq!(media, ["image https://files.example.net/5.png a soup", "unknown https://files.example.net/6.bin "]);
        assert_eq!((post.author.followers, post.author.posts), (Some(198), Some(80)));
        assert_eq!(post.author.created_at, Timestamp::parse("2019-03-15T00:00:00Z"));
        assert_eq!((post.author.bio.as_str(), post.author.verified), ("Paris", vec!["https://zoe.example.net".to_owned()]));
        let edited = notification(items(fixture!("mastodon/notifications.json")).remove(5), &us);
        assert!(matches!(edited, Some(Incoming::Said(post)) if post.edited_at == Timestamp::parse("2026-08-23T07:55:00Z")));
    }

    #[test]
    fn gotosocial_reads_alike_in_notifications_and_conversations() {
        let us = us("020AR49WX7PZC1EW1FCTDV6TA9", "@brand@example.social");
        let dm = "said dm direct 01M8221XKJYJA77RTAZKDPTE7P by @ana@example.social under 01M8221W4HED1B5A0ZMK3BPCB8 with @ana@example.social: @brand dm answer";
        let told = all(fixture!("gotosocial/notifications.json"), &us, notification);
        assert_eq!(told.len(), 6);
        assert_eq!(told[4], dm);
        assert_eq!(all(fixture!("gotosocial/conversations.json"), &us, conversation), [dm]);
    }

    #[test]
    fn snac_shows_boosted_posts_as_boosts_and_direct_ones_as_private() {
        let told = all(fixture!("snac/notifications.json"), &us(BRAND, "@brand@example.net:18301"), notification);
        assert_eq!(
            told,
            [
                "boost 1795365607fa006833d78b82cfd15fea52703f285b by @ana@example.net:18301",
                "like 1795365607fa006833d78b82cfd15fea52703f285b by @ana@example.net:18301",
                "boost 1795365607fa006833d78b82cfd15fea52703f285b by @ana@example.net:18301",
                "like 1795365607fa006833d78b82cfd15fea52703f285b by @ana@example.net:18301",
                "said reply public 17953656236216acd07d0dbab3c3becd4454c820a7 by @ana@example.net:18301 under 1795365607fa006833d78b82cfd15fea52703f285b: @brand@example.net:18301 a reply",
                "said dm direct 179536562275487b032714819ad5de5892595cd771 by @ana@example.net:18301 under 179536561593994c4e89cc4c538f407b79943a32c9 with @ana@example.net:18301: @brand@example.net:18301 dm answer",
                "follow by @ana@example.net:18301",
            ]
        );
    }

    #[test]
    fn our_own_posts_are_ours_also_when_somebody_boosted_them() {
        let us = us(BRAND, "@brand@example.net:18301");
        let told = all(fixture!("snac/own.json"), &us, own);
        assert_eq!(told.len(), 14);
        assert_eq!(
            told[13],
            "ours mention public 1795365607fa006833d78b82cfd15fea52703f285b by @brand@example.net:18301: Hello @ana@example.net:18301 from the pr"
        );
        let direct = Value::Array(vec![fixture!("snac/direct.json"), fixture!("snac/direct-reply.json")]);
        assert_eq!(
            all(direct, &us, own),
            [
                "ours dm direct 179536561593994c4e89cc4c538f407b79943a32c9 by @brand@example.net:18301 with @ana@example.net:18301: @ana@example.net:18301 a direct message"
            ]
        );
        assert_eq!(own_figures(&items(fixture!("snac/own.json")), &us).unwrap().followers, Some(0));
    }

    #[test]
    fn the_id_of_a_boost_is_never_taken_for_the_post() {
        let us = us(BRAND, "@brand@example.net:18301");
        let mut item = items(fixture!("snac/notifications.json")).remove(0);
        let id = item["status"]["id"].as_str().unwrap().to_owned();
        // As snac 2.96 writes it.
        item["status"]["id"] = Value::String(id.to_uppercase());
        assert_eq!(notification(item, &us).map(told), Some(format!("boost {id} by @ana@example.net:18301")));
    }

    #[test]
    fn hollo_leaves_out_what_it_has_nothing_to_say_about() {
        let us = us("2b7e1f6a-0000-4000-8000-000000000001", "@brand@example.social");
        let list = fixture!("hollo/notifications.json");
        assert_eq!(
            mark(&list[0]).id,
            "2026-11-22T16:40:45.502Z/favourite/01a2f0c2-8b1e-7000-9a53-0c6f5a1d9b10:8941d2a0-5f0e-4f3b-a8a7-3a1f6f4c2b11"
        );
        assert_eq!(
            all(list, &us, notification),
            [
                "like 01a2f0c2-8b1e-7000-9a53-0c6f5a1d9b10 by @ana@example.net",
                "said mention public 01a2f0c2-8b1e-7000-9a53-0c6f5a1d9b22 by @ana@example.net under 01a2f0c2-8b1e-7000-9a53-0c6f5a1d9b10: an answer",
            ]
        );
    }

    #[test]
    fn takahe_hides_the_scheme_of_an_address_and_tells_no_language() {
        let us = us("307651900000000001", "@brand@takahe.example.net");
        let Some(Incoming::Ours(post)) = own(fixture!("takahe/status.json"), &us) else {
            panic!("not ours");
        };
        assert_eq!((post.text.as_str(), post.language), ("see https://example.org/a", None));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_page_goes_on() {
        let us = us("1", "@brand@example.social");
        for (item, expected) in [
            (serde_json::json!("nonsense"), "unreadable : invalid type: string …, expected struct Notification"),
            (serde_json::json!({ "id": 7, "type": "mention" }), "unreadable 7: missing field `account`"),
            (serde_json::json!({ "id": "8", "type": "mention", "account": { "id": "2" } }), "unreadable 8: mention"),
        ] {
            assert_eq!(notification(item, &us).map(told).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_sent_is_what_was_written() {
        let mut out = Outgoing {
            text: "yes".into(),
            parent: None,
            visibility: Visibility::Public,
            language: None,
            warning: String::new(),
            media: Vec::new(),
        };
        assert_eq!(serde_json::to_value(new_status(&out)).unwrap(), serde_json::json!({ "status": "yes", "visibility": "public" }));
        out = Outgoing {
            parent: Some(RemoteId::new("9")),
            visibility: Visibility::Followers,
            language: Some("fr".into()),
            warning: "food".into(),
            ..out
        };
        assert_eq!(
            serde_json::to_value(new_status(&out)).unwrap(),
            serde_json::json!({ "status": "yes", "visibility": "private", "in_reply_to_id": "9", "language": "fr", "spoiler_text": "food" })
        );
    }
}
