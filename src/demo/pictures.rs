//! The pictures of the day, painted by numbers: a plate, a rug, washing, a view.
//!
//! Nothing is stored: a few lines of arithmetic give each motif, and a seed its colours, so that
//! two pictures of one motif are not the same.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;

type Pixel = [u8; 3];

/// A picture of this motif as PNG; an unknown motif is a view.
pub fn png(motif: &str, seed: u32) -> Vec<u8> {
    let paint: fn(i32, i32, u32) -> Pixel = match motif {
        "plate" => plate,
        "rug" => rug,
        "washing" => washing,
        _ => view,
    };
    // Small enough to be reckoned with.
    let seed = seed % 997;
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT as i32 {
        for x in 0..WIDTH as i32 {
            pixels.extend(paint(x, y, seed));
        }
    }
    let mut png = Vec::new();
    // Writing to memory, in a size that fits: there is nothing to go wrong, and a picture that
    // cannot be read would be told as such.
    PngEncoder::new(&mut png).write_image(&pixels, WIDTH, HEIGHT, ExtendedColorType::Rgb8).ok();
    png
}

/// A round dish on a wooden table, in slices, one of them gone.
fn plate(x: i32, y: i32, seed: u32) -> Pixel {
    let (dx, dy) = (x - 160, y - 120);
    let far = dx * dx + dy * dy;
    let hour = (dx.abs() * 7 / (dy.abs() + 20) + seed as i32) % 3;
    match far {
        _ if far < 86 * 86 && dx > 0 && dy < 0 && dx > -dy / 2 && dx < -dy * 2 => [236, 232, 224],
        0..=6400 if hour == 0 => [126, 52, 92],
        0..=6400 if hour == 1 => [164, 84, 60],
        0..=6400 => [206, 150, 84],
        6401..=7396 => [178, 112, 52],
        7397..=11025 => [236, 232, 224],
        _ if (y + x / 40) % 24 < 2 => [96, 62, 38],
        _ => [134, 92, 58],
    }
}

/// Lozenges on wool, with a border and fringes.
fn rug(x: i32, y: i32, seed: u32) -> Pixel {
    let dark: Pixel = [[92, 58, 40], [128, 36, 34], [40, 62, 96]][(seed % 3) as usize];
    let lozenge = (x % 64 - 32).abs() + (y % 64 - 32).abs();
    let edge = x.min(319 - x).min(y.min(239 - y));
    match () {
        () if !(14..=305).contains(&x) => {
            if y % 6 < 3 {
                [232, 222, 200]
            } else {
                [150, 148, 146]
            }
        }
        () if edge < 24 => dark,
        () if (26..=30).contains(&lozenge) || lozenge < 6 => dark,
        () if (x * 7 + y * 13) % 11 == 0 => [222, 210, 186],
        () => [234, 224, 204],
    }
}

/// A mountain of washing in large pixels, and something red on top.
fn washing(x: i32, y: i32, seed: u32) -> Pixel {
    let (column, row) = (x / 16, y / 16);
    let top = 4 + (column - 10).abs() * 9 / 10;
    let cloth: [Pixel; 5] = [[244, 240, 232], [88, 132, 188], [240, 196, 84], [120, 168, 116], [196, 148, 188]];
    match () {
        () if (9..=10).contains(&column) && row == 3 => [208, 40, 48],
        () if row >= top => cloth[((column * 7 + row * 5 + column * row + seed as i32) % 5) as usize],
        () => [36, 44, 72],
    }
}

/// Sky, a sun, hills.
fn view(x: i32, y: i32, seed: u32) -> Pixel {
    let sun = (x - 60 - (seed % 200) as i32).pow(2) + (y - 60).pow(2);
    let hill = 150 + ((x - 160) * (x - 160) / 900) - (x / 9) % 3;
    match () {
        () if y > hill + 40 => [84, 124, 60],
        () if y > hill => [112, 148, 84],
        () if sun < 26 * 26 => [252, 232, 148],
        () => [150, 190, (232 - y / 4).clamp(0, 255) as u8],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_motif_is_a_picture_of_its_own() {
        let all: Vec<Vec<u8>> = ["plate", "rug", "washing", "view"].iter().map(|motif| png(motif, 1)).collect();
        for (at, one) in all.iter().enumerate() {
            assert!(one.starts_with(b"\x89PNG") && one.len() < 100_000, "{}", one.len());
            assert!(all[at + 1..].iter().all(|other| other != one));
        }
        assert_ne!(png("rug", 1), png("rug", 2));
        assert!(["plate", "rug", "washing", "view"].iter().all(|motif| png(motif, u32::MAX).starts_with(b"\x89PNG")));
    }
}
