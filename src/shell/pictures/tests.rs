//! Pictures from bytes to escape sequences, without a network and without a terminal.

#[cfg(test)]
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use ratatui::layout::Rect;

use super::canvas::{Canvas, Change};
use super::larder::Larder;
use super::*;
use crate::config::pictures::Protocol;
use crate::ui::pictures::Placed;

fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, _| if x * 2 < width { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn placed(protocol: Protocol, y: u16, top: u16, height: u16) -> Placed {
    let picture = decode::small(&png(40, 40)).unwrap();
    Placed { url: "https://a.test/1".into(), picture, protocol, area: Rect { x: 3, y, width: 10, height }, top, rows: 5 }
}

#[test]
fn a_picture_is_decoded_and_made_small() {
    let picture = decode::small(&png(1600, 800)).unwrap();
    assert_eq!((picture.width, picture.height, picture.pixels.len()), (720, 360, 720 * 360 * 3));
    assert_eq!((&picture.pixels[..3], &picture.pixels[picture.pixels.len() - 3..]), (&[255, 0, 0][..], &[0, 0, 255][..]));
    for bytes in [&b""[..], b"<svg/>", b"GIF89a", &png(4, 4)[..40]] {
        assert_eq!(decode::small(bytes), Err(Unseen::Unreadable));
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_opened() {
    // A small file that says that it is 60,000 pixels wide and high.
    let mut bytes = png(4, 4);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let crc = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(decode::small(&bytes), Err(Unseen::TooLarge));
}

/// The check sum of a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

#[test]
fn what_was_fetched_is_kept_until_there_is_too_much() {
    let folder = tempfile::tempdir().unwrap();
    let larder = Larder::of(folder.path().join("pictures"), 250);
    assert_eq!(larder.get("https://a.test/1"), None);
    for n in 0..6 {
        larder.keep(&format!("https://a.test/{n}"), &[n; 60]);
    }
    let kept: u64 = std::fs::read_dir(folder.path().join("pictures")).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    assert!((60..=250).contains(&kept), "{kept}");
    larder.keep("https://a.test/9", &[9; 60]);
    let all: Vec<u8> = (0..10).filter(|n| larder.get(&format!("https://a.test/{n}")) == Some(vec![*n; 60])).collect();
    assert!(!all.is_empty() && all.len() < 4, "{all:?}");
}

#[test]
fn kitty_gets_a_picture_once_and_places_it_where_it_belongs() {
    let mut canvas = Canvas::default();
    let first = canvas.change(vec![placed(Protocol::Kitty, 4, 0, 5)], &[], None);
    assert!(first.before.is_empty() && first.rows.is_empty());
    assert!(first.after.starts_with("\u{1b}[5;4H\u{1b}_Ga=t,q=2,f=24,i=1,s=40,v=40,m=1;"), "{:?}", &first.after[..60]);
    assert!(first.after.ends_with("\u{1b}_Ga=p,q=2,i=1,p=1,x=0,y=0,w=40,h=40,c=10,r=5,C=1;\u{1b}\\"));
    assert_eq!(canvas.change(vec![placed(Protocol::Kitty, 4, 0, 5)], &[4, 5], None), Change::default(), "text does not wipe it");
    let scrolled = canvas.change(vec![placed(Protocol::Kitty, 1, 2, 3)], &[], None);
    assert_eq!(scrolled.before, "\u{1b}_Ga=d,q=2,d=i,i=1;\u{1b}\\");
    assert_eq!(scrolled.after, "\u{1b}[2;4H\u{1b}_Ga=p,q=2,i=1,p=1,x=0,y=16,w=40,h=24,c=10,r=3,C=1;\u{1b}\\");
    assert_eq!(canvas.change(Vec::new(), &[], None).before, "\u{1b}_Ga=d,q=2,d=i,i=1;\u{1b}\\", "something stands over it");
    assert_eq!(canvas.clear(), "\u{1b}_Ga=d,q=2,d=I,i=1;\u{1b}\\", "and at the end it is forgotten");
}

#[test]
fn what_lies_in_the_cells_is_wiped_by_painting_them() {
    for protocol in [Protocol::Sixel, Protocol::Iterm] {
        let mut canvas = Canvas::default();
        let here = || vec![placed(protocol, 4, 0, 5)];
        assert!(!canvas.change(here(), &[], Some((8, 16))).after.is_empty());
        assert_eq!(canvas.change(here(), &[3, 9], Some((8, 16))), Change::default(), "nothing under it was painted");
        let again = canvas.change(here(), &[6], Some((8, 16)));
        assert!(again.rows.is_empty() && !again.after.is_empty(), "drawn again");
        let gone = canvas.change(Vec::new(), &[], None);
        assert_eq!((gone.rows, gone.after.len()), (vec![4, 5, 6, 7, 8], 0));
    }
}

#[test]
fn sixels_are_six_rows_at_a_time_and_stay_above_the_last_cell() {
    let sixel = escapes::sixel(&placed(Protocol::Sixel, 0, 0, 5), (8, 16));
    assert!(sixel.starts_with("\u{1b}P0;1;0q\"1;1;80;78#0;2;0;0;0"), "{:?}", &sixel[..40]);
    assert!(sixel.ends_with("-\u{1b}\\") && sixel.matches('-').count() == 13);
    // Forty red columns, then forty blue ones.
    assert!(sixel.contains("#5!40?!40~$#180!40~!40?$-"), "{:?}", &sixel[sixel.len() - 80..]);
}

#[test]
fn iterm_gets_the_visible_part_as_a_png() {
    let whole = escapes::iterm(&placed(Protocol::Iterm, 0, 0, 5));
    let part = escapes::iterm(&placed(Protocol::Iterm, 0, 3, 2));
    for (sequence, lines) in [(&whole, 5), (&part, 2)] {
        assert!(sequence.starts_with("\u{1b}]1337;File=inline=1;size="), "{sequence}");
        assert!(sequence.contains(&format!("width=10;height={lines};preserveAspectRatio=0;doNotMoveCursor=1:iVBORw0KGgo")), "{sequence}");
        assert!(sequence.ends_with('\u{7}'));
    }
}
