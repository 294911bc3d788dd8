//! The bytes of a picture to pixels, few of them.
//!
//! What a picture says of its size is believed before anything is made room for: one that
//! would be large is refused, however small its file is.

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};

use crate::model::picture::{Picture, Unseen};

/// The longest side of a picture that is decoded, in pixels.
const LONGEST: u32 = 10_000;
/// The most pixels that are decoded.
const MOST: u64 = 40_000_000;
/// The most bytes that decoding may take.
const ROOM: u64 = 256 * 1024 * 1024;
/// The longest side of what is kept.
const SMALL: u32 = 720;

/// Decodes a picture and makes it small.
///
/// # Errors
/// It is too large, or none that can be read.
pub(super) fn small(bytes: &[u8]) -> Result<Picture, Unseen> {
    let sized = reader(bytes)?.into_dimensions().map_err(|_| Unseen::Unreadable)?;
    if sized.0 > LONGEST || sized.1 > LONGEST || u64::from(sized.0) * u64::from(sized.1) > MOST {
        return Err(Unseen::TooLarge);
    }
    let mut reader = reader(bytes)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(LONGEST), Some(LONGEST), Some(ROOM));
    reader.limits(limits);
    let image = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => Unseen::TooLarge,
        _ => Unseen::Unreadable,
    })?;
    let image = if sized.0.max(sized.1) > SMALL { image.thumbnail(SMALL, SMALL) } else { image };
    Ok(flat(&image))
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, Unseen> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unseen::Unreadable)
}

/// The pixels without what shines through: that stands on white, as on most pages.
fn flat(image: &DynamicImage) -> Picture {
    let image = image.to_rgba8();
    let mut pixels = Vec::with_capacity(image.as_raw().len() / 4 * 3);
    for [red, green, blue, solid] in image.pixels().map(|pixel| pixel.0) {
        let over = |part: u8| (u32::from(part) * u32::from(solid) + 255 * (255 - u32::from(solid))) / 255;
        pixels.extend([red, green, blue].map(|part| u8::try_from(over(part)).unwrap_or(u8::MAX)));
    }
    Picture { width: image.width(), height: image.height(), pixels: pixels.into() }
}
