//! A picture that came with a message, small enough for a screen of cells; pure data.
//!
//! Nothing here fetches, decodes or draws.

use std::sync::Arc;

use crate::model::fault::Reason;

/// A picture: rows of pixels from the top, each red, green and blue.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Three bytes a pixel; a clone shares them.
    pub pixels: Arc<[u8]>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}x{})", self.width, self.height)
    }
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unseen {
    /// It did not come.
    Network(Reason),
    /// It has more bytes or pixels than are read.
    TooLarge,
    /// It is no picture that can be read.
    Unreadable,
}

impl Picture {
    /// The picture scaled to so many pixels, each the mean of those it stands for, from row `top` on.
    pub fn scaled(&self, width: u32, height: u32, rows: std::ops::Range<u32>) -> Vec<[u8; 3]> {
        let (width, height) = (width.max(1), height.max(1));
        let span = |at: u32, of: u32, all: u32| {
            let begin = u64::from(at) * u64::from(all) / u64::from(of);
            let end = (u64::from(at) + 1) * u64::from(all) / u64::from(of);
            (begin, end.max(begin + 1).min(u64::from(all)))
        };
        let mut scaled = Vec::new();
        for y in rows.start.min(height)..rows.end.min(height) {
            let lines = span(y, height, self.height);
            for x in 0..width {
                scaled.push(self.mean(span(x, width, self.width), lines));
            }
        }
        scaled
    }

    /// The mean of a part, given by columns and rows.
    fn mean(&self, (left, right): (u64, u64), (top, bottom): (u64, u64)) -> [u8; 3] {
        let mut sums = [0_u64; 3];
        let mut count = 0;
        for y in top..bottom {
            for x in left..right {
                let at = usize::try_from((y * u64::from(self.width) + x) * 3).unwrap_or(usize::MAX);
                let Some(pixel) = self.pixels.get(at..at.saturating_add(3)) else {
                    continue;
                };
                count += 1;
                for (sum, part) in sums.iter_mut().zip(pixel) {
                    *sum += u64::from(*part);
                }
            }
        }
        sums.map(|sum| u8::try_from(sum / std::cmp::max(count, 1)).unwrap_or(u8::MAX))
    }

    /// The columns and rows it takes in cells twice as high as wide, and never more than it has pixels for.
    pub fn cells(&self, columns: u16, rows: u16) -> (u16, u16) {
        let (wide, high) = (f64::from(self.width.max(1)), f64::from(self.height.max(1)));
        let most = (f64::from(columns.max(1)), f64::from(rows.max(1)));
        // Eight pixels a column are enough to be recognised, and no small picture is blown up.
        let scale = (most.0 / wide).min(most.1 * 2.0 / high).min(1.0 / 4.0);
        let whole = |cells: f64, most: f64| cells.round().clamp(1.0, most) as u16;
        (whole(wide * scale, most.0), whole(high * scale / 2.0, most.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripes() -> Picture {
        let pixels: Vec<u8> = [[255, 0, 0], [255, 0, 0], [0, 0, 255], [0, 0, 255]].concat();
        Picture { width: 2, height: 2, pixels: pixels.into() }
    }

    #[test]
    fn a_scaled_pixel_is_the_mean_of_what_it_stands_for() {
        assert_eq!(stripes().scaled(1, 1, 0..1), [[127, 0, 127]]);
        assert_eq!(stripes().scaled(1, 2, 1..2), [[0, 0, 255]]);
        assert_eq!(stripes().scaled(4, 4, 0..4).len(), 16, "larger, too");
        let broken = Picture { width: 9, height: 9, pixels: Vec::new().into() };
        assert_eq!(broken.scaled(1, 1, 0..1), [[0, 0, 0]]);
    }

    #[test]
    fn a_picture_keeps_its_shape_in_cells() {
        let of = |width, height| Picture { width, height, pixels: Vec::new().into() };
        assert_eq!(of(640, 480).cells(40, 20), (40, 15));
        assert_eq!(of(480, 640).cells(40, 10), (15, 10));
        assert_eq!(of(8, 8).cells(40, 20), (2, 1));
        assert_eq!(of(1, 1).cells(40, 20), (1, 1));
        assert_eq!(of(10_000, 1).cells(40, 20), (40, 1));
    }
}
