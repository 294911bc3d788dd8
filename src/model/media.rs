//! A picture, film or sound that goes with a post: which file it is, what it shows, what is taken.
//!
//! A file is known by its path, its size and its digest, and is read when it is sent. Nothing here
//! reads one: what its first bytes say is an argument.

use crate::base::code::codes;
use crate::model::exchange::RemoteId;

codes! {
    /// How a file is written, by its media type.
    pub enum Format {
        /// JPEG.
        Jpeg = "image/jpeg",
        /// PNG, also one that moves.
        Png = "image/png",
        /// GIF.
        Gif = "image/gif",
        /// WebP.
        Webp = "image/webp",
        /// HEIC, as telephones write it.
        Heic = "image/heic",
        /// AVIF.
        Avif = "image/avif",
        /// MP4.
        Mp4 = "video/mp4",
        /// QuickTime.
        Mov = "video/quicktime",
        /// WebM.
        Webm = "video/webm",
        /// MP3.
        Mp3 = "audio/mpeg",
        /// Ogg.
        Ogg = "audio/ogg",
        /// WAV.
        Wav = "audio/wav",
        /// FLAC.
        Flac = "audio/flac",
    }
}

impl Format {
    /// The format whose files begin with `head`, of which the first 12 bytes are enough.
    pub fn of(head: &[u8]) -> Option<Format> {
        let at = |from: usize, mark: &[u8]| head.get(from..from + mark.len()) == Some(mark);
        let brand = |brands: &[&[u8]]| at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
        Some(match () {
            () if at(0, b"\xff\xd8\xff") => Format::Jpeg,
            () if at(0, b"\x89PNG\r\n\x1a\n") => Format::Png,
            () if at(0, b"GIF8") => Format::Gif,
            () if at(0, b"RIFF") && at(8, b"WEBP") => Format::Webp,
            () if at(0, b"RIFF") && at(8, b"WAVE") => Format::Wav,
            () if brand(&[b"heic", b"heix", b"mif1", b"msf1"]) => Format::Heic,
            () if brand(&[b"avif", b"avis"]) => Format::Avif,
            () if brand(&[b"qt  "]) => Format::Mov,
            () if at(4, b"ftyp") => Format::Mp4,
            () if at(0, b"\x1aE\xdf\xa3") => Format::Webm,
            () if at(0, b"ID3") || head.first() == Some(&0xff) && head.get(1).is_some_and(|byte| byte & 0xe6 == 0xe2) => Format::Mp3,
            () if at(0, b"OggS") => Format::Ogg,
            () if at(0, b"fLaC") => Format::Flac,
            () => return None,
        })
    }

    /// Whether it is a picture, which several of may go with a post.
    pub const fn is_image(self) -> bool {
        match self {
            Format::Jpeg | Format::Png | Format::Gif | Format::Webp | Format::Heic | Format::Avif => true,
            Format::Mp4 | Format::Mov | Format::Webm | Format::Mp3 | Format::Ogg | Format::Wav | Format::Flac => false,
        }
    }

    /// The end that names of such files have.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::Gif => "gif",
            Format::Webp => "webp",
            Format::Heic => "heic",
            Format::Avif => "avif",
            Format::Mp4 => "mp4",
            Format::Mov => "mov",
            Format::Webm => "webm",
            Format::Mp3 => "mp3",
            Format::Ogg => "ogg",
            Format::Wav => "wav",
            Format::Flac => "flac",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Some formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats(u32);

impl Formats {
    /// What every Mastodon takes.
    pub const USUAL: Formats = Formats(u32::MAX);

    /// Those among media types as a server lists them; all when none is known, since then the list tells nothing.
    pub fn read<'a>(types: impl IntoIterator<Item = &'a str>) -> Formats {
        let known = types.into_iter().filter_map(|word| match word {
            "image/heif" => Some(Format::Heic),
            "video/ogg" => Some(Format::Ogg),
            "audio/mp3" => Some(Format::Mp3),
            "audio/wave" | "audio/x-wav" | "audio/x-pn-wave" | "audio/vnd.wave" => Some(Format::Wav),
            "audio/x-flac" => Some(Format::Flac),
            word => Format::from_code(word),
        });
        let bits = known.fold(0, |bits, format| bits | format.bit());
        if bits == 0 { Formats::USUAL } else { Formats(bits) }
    }

    /// Formats from the number that they were stored as.
    pub const fn from_bits(bits: u32) -> Formats {
        Formats(bits)
    }

    /// The number to store them as.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether a format is among them.
    pub const fn has(self, format: Format) -> bool {
        self.0 & format.bit() != 0
    }
}

/// What the server of an account takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaLimits {
    /// How many with one post; none where there are no media.
    pub most: u32,
    /// The bytes of a picture.
    pub image: u64,
    /// The bytes of a film or a sound.
    pub video: u64,
    /// The code points of a description.
    pub alt: u32,
    /// The formats.
    pub formats: Formats,
}

impl Default for MediaLimits {
    /// What Mastodon takes where its server does not say.
    fn default() -> MediaLimits {
        MediaLimits { most: 4, image: 16 * 1024 * 1024, video: 99 * 1024 * 1024, alt: 1500, formats: Formats::USUAL }
    }
}

/// A file as it was when it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it lies; the whole path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// The digest of what is in it.
    pub digest: String,
    /// How it is written.
    pub format: Format,
}

impl File {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}

/// A file that goes with a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The file.
    pub file: File,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
    /// The network's id of it, once it is there; never stored.
    pub remote: Option<RemoteId>,
}

codes! {
    /// What a client wants of descriptions.
    pub enum AltRule {
        /// Nothing leaves without.
        Required = "required",
        /// It is said that one is missing.
        Warn = "warn",
        /// Nothing.
        Off = "off",
    }
}

/// Why files cannot leave as they are; `place` counts from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaProblem {
    /// More than go with one post.
    TooMany {
        /// How many do.
        most: u32,
    },
    /// A film or a sound goes alone.
    Alone,
    /// Its format is not taken.
    Format {
        /// Which file.
        place: usize,
    },
    /// It is too large.
    TooLarge {
        /// Which file.
        place: usize,
        /// The bytes that are taken.
        most: u64,
    },
    /// Its description is too long.
    LongAlt {
        /// Which file.
        place: usize,
        /// By how many code points.
        by: u32,
    },
    /// Its client wants a description.
    NoAlt {
        /// Which file.
        place: usize,
    },
}

impl MediaLimits {
    /// The first thing that speaks against `media`, for a client with this rule.
    pub fn problem(&self, rule: AltRule, media: &[Attached]) -> Option<MediaProblem> {
        if media.len() > self.most as usize {
            return Some(MediaProblem::TooMany { most: self.most });
        }
        if media.len() > 1 && media.iter().any(|one| !one.file.format.is_image()) {
            return Some(MediaProblem::Alone);
        }
        media.iter().enumerate().find_map(|(place, one)| {
            let most = if one.file.format.is_image() { self.image } else { self.video };
            let long = u32::try_from(one.alt.chars().count()).unwrap_or(u32::MAX).saturating_sub(self.alt);
            match () {
                () if !self.formats.has(one.file.format) => Some(MediaProblem::Format { place }),
                () if one.file.bytes > most => Some(MediaProblem::TooLarge { place, most }),
                () if long > 0 => Some(MediaProblem::LongAlt { place, by: long }),
                () if rule == AltRule::Required && one.alt.trim().is_empty() => Some(MediaProblem::NoAlt { place }),
                () => None,
            }
        })
    }
}

codes! {
    /// Why a file cannot be chosen.
    pub enum Unattachable {
        /// It is not there, or no file.
        Missing = "missing",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It is no picture, film or sound that is known.
        Format = "format",
        /// No network takes so much.
        TooLarge = "too-large",
    }
}

/// No network takes a larger file; it is not even read.
pub const LARGEST: u64 = 512 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn attached(format: Format, bytes: u64, alt: &str) -> Attached {
        let file = File { path: "/home/ana/cake.jpg".into(), bytes, digest: "d".into(), format };
        Attached { file, alt: alt.into(), remote: None }
    }

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let table: [(&[u8], Option<Format>); 9] = [
            (b"\xff\xd8\xff\xe0", Some(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(Format::Png)),
            (b"RIFF1234WEBP", Some(Format::Webp)),
            (b"RIFF1234WAVE", Some(Format::Wav)),
            (b"\0\0\0\x18ftypheic", Some(Format::Heic)),
            (b"\0\0\0\x18ftypisom", Some(Format::Mp4)),
            (b"\xff\xfb\x90", Some(Format::Mp3)),
            (b"#!/bin/sh", None),
            (b"", None),
        ];
        for (head, format) in table {
            assert_eq!(Format::of(head), format, "{head:?}");
        }
    }

    #[test]
    fn what_a_server_does_not_take_is_told() {
        let limits = MediaLimits { formats: Formats::read(["image/jpeg", "video/mp4"]), alt: 4, ..MediaLimits::default() };
        let jpeg = |bytes, alt| attached(Format::Jpeg, bytes, alt);
        let table = [
            (AltRule::Required, vec![jpeg(1, "cake")], None),
            (AltRule::Required, vec![jpeg(1, "cake"), jpeg(1, " ")], Some(MediaProblem::NoAlt { place: 1 })),
            (AltRule::Warn, vec![jpeg(1, "")], None),
            (AltRule::Warn, vec![jpeg(1, "cakes")], Some(MediaProblem::LongAlt { place: 0, by: 1 })),
            (AltRule::Warn, vec![jpeg(1, ""); 5], Some(MediaProblem::TooMany { most: 4 })),
            (AltRule::Warn, vec![attached(Format::Png, 1, "")], Some(MediaProblem::Format { place: 0 })),
            (AltRule::Warn, vec![jpeg(limits.image + 1, "")], Some(MediaProblem::TooLarge { place: 0, most: limits.image })),
            (AltRule::Warn, vec![attached(Format::Mp4, limits.image + 1, "")], None),
            (AltRule::Warn, vec![jpeg(1, ""), attached(Format::Mp4, 1, "")], Some(MediaProblem::Alone)),
        ];
        for (rule, media, expected) in table {
            assert_eq!(limits.problem(rule, &media), expected, "{media:?}");
        }
    }

    #[test]
    fn a_list_that_names_nothing_known_forbids_nothing() {
        assert!(Formats::read(["*/*"]).has(Format::Avif));
        let some = Formats::from_bits(Formats::read(["image/heif", "audio/x-wav"]).bits());
        assert!(some.has(Format::Heic) && some.has(Format::Wav) && !some.has(Format::Png));
    }
}
