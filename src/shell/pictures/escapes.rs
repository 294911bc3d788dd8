//! What makes a terminal draw a picture: the sequences of kitty, of sixels and of iTerm2.
//!
//! Sources: the graphics protocol of kitty (sw.kovidgoyal.net/kitty/graphics-protocol), the
//! manual of the VT340 for sixels, and iterm2.com/documentation-images.html. No terminal is made
//! to answer: every sequence asks for silence where it can.

use std::fmt::Write as _;
use std::io::Cursor;

use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use crate::model::picture::Picture;
use crate::shell::clipboard::base64;
use crate::ui::pictures::Placed;

/// The most characters of data in one sequence of kitty.
const CHUNK: usize = 4096;

/// Gives kitty a picture to keep under a number; nothing is drawn yet.
pub(super) fn kitty_send(id: u32, picture: &Picture) -> String {
    let data = base64(&picture.pixels);
    let mut out = String::with_capacity(data.len() + data.len() / CHUNK * 16 + 64);
    let chunks: Vec<&str> = data.as_bytes().chunks(CHUNK).filter_map(|chunk| std::str::from_utf8(chunk).ok()).collect();
    for (at, chunk) in chunks.iter().enumerate() {
        let more = u8::from(at + 1 < chunks.len());
        let _ = match at {
            0 => write!(out, "\u{1b}_Ga=t,q=2,f=24,i={id},s={},v={},m={more};{chunk}\u{1b}\\", picture.width, picture.height),
            _ => write!(out, "\u{1b}_Gq=2,m={more};{chunk}\u{1b}\\"),
        };
    }
    out
}

/// Has kitty draw a part of a picture where the cursor is, over so many cells.
pub(super) fn kitty_place(id: u32, placed: &Placed) -> String {
    let (top, rows) = (u32::from(placed.top), u32::from(placed.rows.max(1)));
    let line = |row: u32| row * placed.picture.height / rows;
    let (y, height) = (line(top), line(top + u32::from(placed.area.height)) - line(top));
    let (columns, lines) = (placed.area.width, placed.area.height);
    format!("\u{1b}_Ga=p,q=2,i={id},p=1,x=0,y={y},w={},h={},c={columns},r={lines},C=1;\u{1b}\\", placed.picture.width, height.max(1))
}

/// Has kitty draw a picture no longer, or forget it.
pub(super) fn kitty_remove(id: u32, forget: bool) -> String {
    format!("\u{1b}_Ga=d,q=2,d={},i={id};\u{1b}\\", if forget { 'I' } else { 'i' })
}

/// The visible part as a picture of iTerm2's, over so many cells.
pub(super) fn iterm(placed: &Placed) -> String {
    let (width, height) = (placed.picture.width, placed.picture.height);
    let (top, rows) = (u32::from(placed.top), u32::from(placed.rows.max(1)));
    let line = |row: u32| row * height / rows;
    let (from, to) = (line(top), line(top + u32::from(placed.area.height)).max(line(top) + 1).min(height));
    let at = |row: u32| (row as usize) * (width as usize) * 3;
    let part = placed.picture.pixels.get(at(from)..at(to)).unwrap_or_default();
    let mut png = Cursor::new(Vec::new());
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Sub);
    if encoder.write_image(part, width, to - from, image::ExtendedColorType::Rgb8).is_err() {
        return String::new();
    }
    let png = png.into_inner();
    let (columns, lines) = (placed.area.width, placed.area.height);
    let size = png.len();
    let data = base64(&png);
    format!("\u{1b}]1337;File=inline=1;size={size};width={columns};height={lines};preserveAspectRatio=0;doNotMoveCursor=1:{data}\u{7}")
}

/// The visible part as sixels, for cells of so many pixels.
pub(super) fn sixel(placed: &Placed, cell: (u32, u32)) -> String {
    let (width, height) = (u32::from(placed.area.width) * cell.0, u32::from(placed.rows) * cell.1);
    let (from, lines) = (u32::from(placed.top) * cell.1, u32::from(placed.area.height) * cell.1);
    // Sixels come six rows at a time, and may not reach below the last cell.
    let lines = lines / 6 * 6;
    let pixels = placed.picture.scaled(width, height, from..from + lines);
    let colours: Vec<u8> = pixels.iter().enumerate().map(|(at, pixel)| reduced(*pixel, at % width as usize, at / width as usize)).collect();
    let mut out = format!("\u{1b}P0;1;0q\"1;1;{width};{lines}");
    for number in 0..216u32 {
        let part = |step: u32| step * 100 / 5;
        let _ = write!(out, "#{number};2;{};{};{}", part(number / 36), part(number / 6 % 6), part(number % 6));
    }
    for band in colours.chunks(width as usize * 6) {
        let mut used = band.to_vec();
        used.sort_unstable();
        used.dedup();
        for colour in used {
            let _ = write!(out, "#{colour}");
            let sixel = |x: usize| {
                let bits = (0..6).filter(|row| band.get(row * width as usize + x) == Some(&colour)).map(|row| 1u8 << row).sum::<u8>();
                char::from(63 + bits)
            };
            repeated(&mut out, (0..width as usize).map(sixel));
            out.push('$');
        }
        out.push('-');
    }
    out.push_str("\u{1b}\\");
    out
}

/// Writes characters, each run of them as a number and one.
fn repeated(out: &mut String, chars: impl Iterator<Item = char>) {
    let mut flush = |run: Option<(char, usize)>| match run {
        Some((c, count)) if count > 3 => {
            let _ = write!(out, "!{count}{c}");
        }
        Some((c, count)) => out.extend(std::iter::repeat_n(c, count)),
        None => {}
    };
    let mut run: Option<(char, usize)> = None;
    for c in chars {
        run = match run {
            Some((known, count)) if known == c => Some((c, count + 1)),
            before => {
                flush(before);
                Some((c, 1))
            }
        };
    }
    flush(run);
}

/// One of 216 colours for a pixel; the place decides between two that are near, so that
/// surfaces have no edges that are not there.
fn reduced([red, green, blue]: [u8; 3], x: usize, y: usize) -> u8 {
    const ORDER: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let lift = ORDER[y % 4][x % 4] * 51 / 16;
    let step = |part: u8| (u32::from(part) + lift) / 51;
    let number = step(red).min(5) * 36 + step(green).min(5) * 6 + step(blue).min(5);
    u8::try_from(number).unwrap_or(0)
}
