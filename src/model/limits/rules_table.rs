//! What each network takes of a text, a row each.
//!
//! Sources: version 3 of the configuration of twitter-text; `configuration.statuses` of
//! Mastodon; the lexicon `app.bsky.feed.post`; the documentation of Threads, Instagram,
//! LinkedIn, Facebook, Telegram and Discord; the validation of Lemmy. Units that no network
//! states are UTF-16, of which there are never fewer than code points or graphemes.

use super::{Terms, Unit};
use crate::base::code::codes;

codes! {
    /// A rule of counting: a network, or one kind of text there.
    pub enum Rule {
        /// A post on X.
        X = "x",
        /// A post on X of an account that pays.
        XPremium = "x-premium",
        /// A post on Mastodon, as it is set up at first.
        Mastodon = "mastodon",
        /// A post on GoToSocial, as it is set up at first.
        Gotosocial = "gotosocial",
        /// A post on Bluesky.
        Bluesky = "bluesky",
        /// A post on Threads.
        Threads = "threads",
        /// A post on LinkedIn.
        Linkedin = "linkedin",
        /// A comment on LinkedIn.
        LinkedinComment = "linkedin-comment",
        /// A post of a page on Facebook.
        Facebook = "facebook",
        /// A comment on Facebook.
        FacebookComment = "facebook-comment",
        /// The caption of a post on Instagram.
        Instagram = "instagram",
        /// A comment on Instagram.
        InstagramComment = "instagram-comment",
        /// A comment on YouTube.
        Youtube = "youtube",
        /// The description of a video on YouTube.
        YoutubeDescription = "youtube-description",
        /// The title of a video on TikTok.
        Tiktok = "tiktok",
        /// A message on Telegram.
        Telegram = "telegram",
        /// What stands below a picture on Telegram.
        TelegramCaption = "telegram-caption",
        /// A message on Discord.
        Discord = "discord",
        /// The text of a post on Reddit.
        Reddit = "reddit",
        /// The title of a post on Reddit.
        RedditTitle = "reddit-title",
        /// A comment on Reddit.
        RedditComment = "reddit-comment",
        /// The text of a post on Lemmy.
        Lemmy = "lemmy",
        /// The title of a post on Lemmy.
        LemmyTitle = "lemmy-title",
        /// A comment on Lemmy.
        LemmyComment = "lemmy-comment",
        /// An answer to a review on a Google Business Profile.
        GoogleBusiness = "google-business",
        /// A post on a Google Business Profile.
        GoogleBusinessPost = "google-business-post",
    }
}

const fn plain(unit: Unit, limit: u32) -> Terms {
    Terms { unit, limit, address: 0, bytes: None, hashtags: None, mentions: None, warning: false, alt: None }
}

const fn fediverse(address: u32, limit: u32) -> Terms {
    Terms { address, warning: true, alt: Some(1500), ..plain(Unit::Shortened, limit) }
}

impl Rule {
    /// What it takes.
    pub const fn terms(self) -> Terms {
        match self {
            Rule::X => Terms { alt: Some(1000), ..plain(Unit::Weight, 280) },
            Rule::XPremium => Terms { alt: Some(1000), ..plain(Unit::Weight, 25_000) },
            Rule::Mastodon => fediverse(23, 500),
            Rule::Gotosocial => fediverse(25, 5000),
            Rule::Bluesky => Terms { bytes: Some(3000), alt: Some(2000), ..plain(Unit::Grapheme, 300) },
            Rule::Threads => Terms { alt: Some(1000), ..plain(Unit::EmojiBytes, 500) },
            Rule::Linkedin => Terms { alt: Some(4086), ..plain(Unit::Utf16, 3000) },
            Rule::LinkedinComment => plain(Unit::Utf16, 1250),
            Rule::Facebook => plain(Unit::Utf16, 63_206),
            Rule::FacebookComment => plain(Unit::Utf16, 8000),
            Rule::Instagram => Terms { hashtags: Some(5), mentions: Some(20), alt: Some(1000), ..plain(Unit::Utf16, 2200) },
            Rule::InstagramComment => Terms { hashtags: Some(4), ..plain(Unit::Utf16, 300) },
            Rule::Youtube => plain(Unit::Utf16, 10_000),
            Rule::YoutubeDescription => plain(Unit::Byte, 5000),
            Rule::Tiktok => plain(Unit::Utf16, 2200),
            Rule::Telegram => plain(Unit::Utf16, 4096),
            Rule::TelegramCaption => plain(Unit::Utf16, 1024),
            Rule::Discord => Terms { alt: Some(1024), ..plain(Unit::CodePoint, 2000) },
            Rule::Reddit => plain(Unit::Utf16, 40_000),
            Rule::RedditTitle => plain(Unit::Utf16, 300),
            Rule::RedditComment => plain(Unit::Utf16, 10_000),
            Rule::Lemmy => Terms { alt: Some(1500), ..plain(Unit::CodePoint, 50_000) },
            Rule::LemmyTitle => plain(Unit::CodePoint, 200),
            Rule::LemmyComment => plain(Unit::CodePoint, 10_000),
            Rule::GoogleBusiness => plain(Unit::Byte, 4096),
            Rule::GoogleBusinessPost => plain(Unit::Utf16, 1500),
        }
    }

    /// The network's own name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::X | Rule::XPremium => "X",
            Rule::Mastodon => "Mastodon",
            Rule::Gotosocial => "GoToSocial",
            Rule::Bluesky => "Bluesky",
            Rule::Threads => "Threads",
            Rule::Linkedin | Rule::LinkedinComment => "LinkedIn",
            Rule::Facebook | Rule::FacebookComment => "Facebook",
            Rule::Instagram | Rule::InstagramComment => "Instagram",
            Rule::Youtube | Rule::YoutubeDescription => "YouTube",
            Rule::Tiktok => "TikTok",
            Rule::Telegram | Rule::TelegramCaption => "Telegram",
            Rule::Discord => "Discord",
            Rule::Reddit | Rule::RedditTitle | Rule::RedditComment => "Reddit",
            Rule::Lemmy | Rule::LemmyTitle | Rule::LemmyComment => "Lemmy",
            Rule::GoogleBusiness | Rule::GoogleBusinessPost => "Google Business",
        }
    }

    /// Whether it is the first of its network: the one that stands for it where no kind of text is named.
    pub fn is_first(self) -> bool {
        Rule::ALL.iter().find(|rule| rule.name() == self.name()) == Some(&self)
    }
}
