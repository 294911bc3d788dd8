//! Whether an unanswered post has arrived: which of our listed posts could be it. Pure.
//!
//! Servers rewrite what they are given, so both sides go through the same folding. What is
//! nearly right is taken only when nothing is quite right: to find one too many asks a
//! person, to find one too few posts twice.

use std::time::Duration;

use crate::base::harmless;
use crate::base::html;
use crate::base::time::Timestamp;
use crate::connector::mastodon::map;
use crate::connector::mastodon::wire::Status;
use crate::model::exchange::{Found, Outgoing, RemoteId};
use crate::model::interaction::Visibility;

/// How much earlier than the attempt a server may say that a post was made.
const MARGIN: Duration = Duration::from_secs(300);
/// An attempt that is older than this is in every listing that there is.
const OLD: Duration = Duration::from_secs(600);

/// What is looked for.
pub struct Look<'a> {
    /// What was sent.
    pub out: &'a Outgoing,
    /// When the attempt began, by the earlier of the server's clock and ours.
    pub since: Timestamp,
    /// When it began, by the later of the two.
    pub latest: Timestamp,
    /// How long ago that is.
    pub age: Duration,
    /// Posts that belong to other deliveries.
    pub known: &'a [RemoteId],
}

impl Look<'_> {
    /// Whether nothing older than `oldest` can be it.
    pub fn is_before(&self, oldest: &Status) -> bool {
        Timestamp::parse(&oldest.created_at).is_some_and(|at| at + MARGIN < self.since)
    }

    /// Judges all that was listed of ours.
    pub fn judge(&self, listed: &[Status]) -> Found {
        let candidates = |loosely: bool| -> Vec<_> {
            let mut found: Vec<_> =
                listed.iter().filter(|status| self.fits(status, loosely)).map(|status| map::receipt(status, self.since)).collect();
            found.sort_by(|one, other| one.remote_id.cmp(&other.remote_id));
            found.dedup_by(|one, other| one.remote_id == other.remote_id);
            found
        };
        let exact = candidates(false);
        let found = if exact.is_empty() { candidates(true) } else { exact };
        if found.is_empty() { Found::Nothing { fresh: self.is_fresh(listed) } } else { Found::Candidates(found) }
    }

    fn fits(&self, status: &Status, loosely: bool) -> bool {
        let theirs = map::visibility(&status.visibility);
        let recent = Timestamp::parse(&status.created_at).is_none_or(|at| at + MARGIN >= self.since);
        let free = !self.known.iter().any(|known| known.as_str() == status.id);
        let parent = status.in_reply_to_id.as_deref() == self.out.parent.as_ref().map(RemoteId::as_str);
        // Some servers post an answer to what is gone as if it answered nothing.
        let parent = parent || (loosely && status.in_reply_to_id.is_none());
        let warning = loosely || folded(&status.spoiler_text) == folded(&self.out.warning);
        recent && free && parent && warning && seen_alike(self.out.visibility, theirs, loosely) && same_text(&self.out.text, status)
    }

    /// Whether a post of ours that is not listed was surely not made.
    ///
    /// The listing must be newer than the attempt or the attempt old. One that shows nothing of
    /// ours proves nothing, however old: there are servers that never list; and neither does one
    /// that shows no private post prove anything about private ones, because some never do.
    fn is_fresh(&self, listed: &[Status]) -> bool {
        let newer = listed.iter().any(|status| Timestamp::parse(&status.created_at).is_some_and(|at| at > self.latest));
        let private = |visibility| matches!(visibility, Some(Visibility::Followers | Visibility::Direct) | None);
        let shown = !private(Some(self.out.visibility)) || listed.iter().any(|status| private(map::visibility(&status.visibility)));
        (newer || (self.age >= OLD && !listed.is_empty())) && shown
    }
}

/// Whether a post that we wanted `ours` may be listed as `theirs`.
fn seen_alike(ours: Visibility, theirs: Option<Visibility>, loosely: bool) -> bool {
    use Visibility::{Direct, Followers, Public, Unlisted};
    match (ours, theirs) {
        (Direct | Followers, Some(Direct | Followers) | None) => true,
        (Public | Unlisted, Some(theirs)) if theirs == ours => true,
        // One server does not tell unlisted posts from public ones, and gives an answer
        // no wider audience than what it answers.
        (Public | Unlisted, _) => loosely,
        (Direct | Followers, Some(Public | Unlisted)) => false,
    }
}

fn same_text(ours: &str, status: &Status) -> bool {
    let ours = [folded(ours), folded(&html::to_text(ours))];
    let source = status.text.as_deref().unwrap_or_default();
    let theirs = [html::to_text(&status.content), source.to_owned(), html::to_text(source)];
    theirs.iter().any(|text| {
        let text = folded(text);
        // An empty source is one that is not told.
        (!text.is_empty() || status.content.is_empty()) && ours.contains(&text)
    })
}

/// A text without what servers change: white space, hosts of handles, schemes of addresses.
fn folded(text: &str) -> String {
    let line = harmless::line(text).replace("https://", "").replace("http://", "");
    let words: Vec<String> = line.split(' ').map(word).collect();
    words.join(" ")
}

fn word(word: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric() || "_.-".contains(c);
    let Some((before, rest)) = word.split_once('@').filter(|(before, _)| !before.ends_with(is_name)) else {
        return word.trim_end_matches('/').to_owned();
    };
    let name = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let after = match rest[name..].strip_prefix('@') {
        Some(host) => {
            let end = host.find(|c: char| !is_name(c) && c != ':').unwrap_or(host.len());
            &host[host[..end].trim_end_matches(['.', ':', '-']).len()..]
        }
        None => &rest[name..],
    };
    format!("{before}@{}{after}", &rest[..name]).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOON: &str = "2026-11-22T12:00:00Z";

    fn out(text: &str) -> Outgoing {
        Outgoing {
            text: text.to_owned(),
            parent: Some(RemoteId::new("9")),
            visibility: Visibility::Public,
            language: None,
            warning: String::new(),
            media: Vec::new(),
        }
    }

    fn listed(id: &str, changes: serde_json::Value) -> Status {
        let mut status = json!({
            "id": id, "account": { "id": "1" }, "created_at": NOON, "content": "<p>yes</p>", "visibility": "public", "in_reply_to_id": "9",
        });
        for (key, value) in changes.as_object().unwrap() {
            status[key] = value.clone();
        }
        serde_json::from_value(status).unwrap()
    }

    fn judge(out: &Outgoing, age: u64, listed: &[Status]) -> String {
        let since = Timestamp::parse(NOON).unwrap();
        let known = [RemoteId::new("known")];
        match (Look { out, since, latest: since, age: Duration::from_secs(age), known: &known }).judge(listed) {
            Found::Candidates(found) => found.iter().map(|receipt| receipt.remote_id.as_str()).collect::<Vec<_>>().join(" "),
            Found::Nothing { fresh } => format!("nothing, fresh {fresh}"),
        }
    }

    #[test]
    fn what_was_sent_is_known_again_however_it_was_rewritten() {
        let table = [
            ("yes", "<p>yes</p>"),
            ("one\n\ntwo", "<p>one</p><p>two</p>"),
            ("one\ntwo", "one<br>two<br>"),
            ("a < b & c > d", "<p>a &lt; b &amp; c > d</p>"),
            (
                "@ana hi",
                r#"<span class="h-card"><a href="https://x.example.net/@ana" class="u-url mention">@<span>ana</span></a></span> hi"#,
            ),
            ("@ana@example.net, hi", r#"<a href="https://example.net/@ana" class="u-url mention">@<span>ana</span></a>, hi"#),
            ("@bob hi", r#"<a href="http://127.0.0.1:18301/bob" class="u-url mention">@bob@127.0.0.1:18301</a> hi<br>"#),
            (
                "see https://example.org/a?b=1&c=2",
                r#"see <a href="https://example.org/a?b=1&amp;c=2"><span class="invisible">https://</span><span class="ellipsis">example.org/a?</span><span class="invisible">b=1&amp;c=2</span></a>"#,
            ),
            ("see example.org", r#"see <a href="https://example.org/">example.org</a>"#),
            ("#Miam !", r#"<a href="https://example.social/tags/miam" class="mention hashtag">#<span>Miam</span></a> !"#),
            ("<b>bold</b>", "<b>bold</b><br>"),
        ];
        for (text, content) in table {
            assert_eq!(judge(&out(text), 60, &[listed("5", json!({ "content": content }))]), "5", "{text}");
        }
        let source = listed("5", json!({ "content": "<i>x</i> y<br>", "text": "*x* y" }));
        assert_eq!(judge(&out("*x* y"), 60, &[source]), "5");
    }

    #[test]
    fn what_is_another_post_is_not_taken() {
        let others = [
            json!({ "content": "<p>no</p>" }),
            json!({ "in_reply_to_id": "8" }),
            json!({ "created_at": "2026-11-22T11:54:00Z" }),
            json!({ "id": "known" }),
        ];
        for other in others {
            assert_eq!(judge(&out("yes"), 60, &[listed("5", other.clone())]), "nothing, fresh false", "{other}");
        }
        assert_eq!(judge(&out("yes"), 60, &[listed("5", json!({ "created_at": "2026-11-22T11:56:00Z" }))]), "5");
    }

    #[test]
    fn a_post_that_the_server_narrowed_and_rewrote_is_known_again() {
        let status: Status = serde_json::from_str(include_str!("../../../tests/fixtures/mastodon/snac/narrowed.json")).unwrap();
        let text = "@ana Oui, public & <3 *vrai* \"quoted\" — voir https://example.org/a?b=1&c=2\n\nfin #miam";
        let mut reply = out(text);
        reply.parent = status.in_reply_to_id.clone().map(RemoteId::new);
        let since = Timestamp::parse(&status.created_at).unwrap();
        let look = Look { out: &reply, since, latest: since, age: Duration::from_secs(700), known: &[] };
        assert!(matches!(look.judge(&[status]), Found::Candidates(found) if found.len() == 1));
    }

    #[test]
    fn two_that_fit_are_two() {
        let (one, two) = (listed("5", json!({})), listed("6", json!({})));
        assert_eq!(judge(&out("yes"), 60, &[one.clone(), two]), "5 6");
        assert_eq!(judge(&out("yes"), 60, &[one.clone(), one]), "5");
    }

    #[test]
    fn what_is_nearly_right_counts_only_alone() {
        let unattached = listed("5", json!({ "in_reply_to_id": null }));
        assert_eq!(judge(&out("yes"), 60, std::slice::from_ref(&unattached)), "5");
        assert_eq!(judge(&out("yes"), 60, &[unattached, listed("6", json!({}))]), "6");
        assert_eq!(judge(&out("yes"), 60, &[listed("5", json!({ "visibility": "unlisted" }))]), "5");
        let direct = Outgoing { visibility: Visibility::Direct, ..out("yes") };
        assert_eq!(judge(&direct, 60, &[listed("5", json!({}))]), "nothing, fresh false", "never wider");
    }

    #[test]
    fn absence_is_proof_only_in_a_listing_that_would_show_it() {
        let later = || listed("7", json!({ "content": "later", "created_at": "2026-11-22T12:00:20Z" }));
        assert_eq!(judge(&out("yes"), 60, &[later()]), "nothing, fresh true");
        let earlier = listed("3", json!({ "content": "earlier", "created_at": "2026-11-20T12:00:00Z" }));
        assert_eq!(judge(&out("yes"), 600, &[earlier]), "nothing, fresh true");
        assert_eq!(judge(&out("yes"), 600, &[]), "nothing, fresh false", "some servers never list");
        assert_eq!(judge(&out("yes"), 60, &[]), "nothing, fresh false");
        let direct = Outgoing { visibility: Visibility::Direct, ..out("yes") };
        assert_eq!(judge(&direct, 600, &[later()]), "nothing, fresh false");
        let private = listed("8", json!({ "content": "other", "visibility": "private" }));
        assert_eq!(judge(&direct, 600, &[later(), private]), "nothing, fresh true");
        // snac shows a direct message of ours as a private one.
        assert_eq!(judge(&direct, 60, &[listed("5", json!({ "visibility": "private" }))]), "5");
    }
}
