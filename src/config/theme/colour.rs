//! Colours as numbers: how far apart they are, how well one is read on another, and what is
//! left of them on a terminal that has few.

/// A colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A colour of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The terminal's own.
    Plain,
    /// One of the sixteen that the person chose in the terminal, by number.
    Ansi(u8),
    /// One of the 240 that are the same everywhere, by number from 16.
    Fixed(u8),
    /// A colour of its own.
    Rgb(Rgb),
}

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// Those, and 240 that are the same everywhere.
    Fixed,
    /// All.
    True,
}

/// What stands behind the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Something dark.
    Dark,
    /// Something light.
    Light,
}

const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Rgb {
    /// The relative luminance as WCAG 2 defines it, from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// How well this is read on another, as WCAG 2 defines it, from 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Which of the two this is, as a background: black text is read better on a light one.
    pub fn ground(self) -> Ground {
        if self.contrast(Rgb(0, 0, 0)) > self.contrast(Rgb(255, 255, 255)) { Ground::Light } else { Ground::Dark }
    }

    /// The colour of one of the 240 that are the same everywhere.
    pub fn fixed(number: u8) -> Rgb {
        if number >= 232 {
            let grey = 8 + (number - 232) * 10;
            return Rgb(grey, grey, grey);
        }
        let cube = usize::from(number.saturating_sub(16));
        Rgb(STEPS[cube / 36 % 6], STEPS[cube / 6 % 6], STEPS[cube % 6])
    }

    /// How different two colours look; the eye sees green best, and blue better among blues.
    fn distance(self, other: Rgb) -> i64 {
        let part = |one: u8, other: u8| i64::from(one) - i64::from(other);
        let (red, green, blue) = (part(self.0, other.0), part(self.1, other.1), part(self.2, other.2));
        let warm = i64::midpoint(i64::from(self.0), i64::from(other.0));
        (512 + warm) * red * red / 256 + 4 * green * green + (767 - warm) * blue * blue / 256
    }

    fn nearest_fixed(self) -> u8 {
        (16..=255).min_by_key(|number| self.distance(Rgb::fixed(*number))).unwrap_or(16)
    }

    /// The nearest of the sixteen by its hue.
    ///
    /// How bright those are is the person's choice, so that a grey becomes the terminal's own
    /// text: the greys of many palettes are the background of others.
    fn nearest_ansi(self, ground: Ground) -> Paint {
        let Rgb(red, green, blue) = self;
        let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
        let chroma = most - least;
        if chroma < 40 {
            return Paint::Plain;
        }
        let part = |one: u8, other: u8| (f64::from(one) - f64::from(other)) / f64::from(chroma);
        let hue = match () {
            () if most == red => part(green, blue).rem_euclid(6.0),
            () if most == green => part(blue, red) + 2.0,
            () => part(red, green) + 4.0,
        };
        match (hue, ground) {
            // No palette has a yellow that is read on white.
            (0.4..1.5, Ground::Light) => Paint::Plain,
            (0.4..1.5, Ground::Dark) => Paint::Ansi(3),
            (1.5..2.6, _) => Paint::Ansi(2),
            (2.6..3.35, _) => Paint::Ansi(6),
            // Nor one a usual blue that is read on black.
            (3.35..4.3, Ground::Dark) => Paint::Ansi(12),
            (3.35..4.3, Ground::Light) => Paint::Ansi(4),
            (4.3..5.6, _) => Paint::Ansi(5),
            _ => Paint::Ansi(1),
        }
    }
}

impl Paint {
    /// The nearest that a terminal of so many colours shows, read on such a ground.
    pub fn fit(self, depth: Depth, ground: Ground) -> Paint {
        match (self, depth) {
            (_, Depth::None) => Paint::Plain,
            (Paint::Rgb(rgb), Depth::Sixteen) => rgb.nearest_ansi(ground),
            (Paint::Fixed(number), Depth::Sixteen) => Rgb::fixed(number).nearest_ansi(ground),
            (Paint::Rgb(rgb), Depth::Fixed) => Paint::Fixed(rgb.nearest_fixed()),
            (paint, _) => paint,
        }
    }

    /// The colour, when it is the same on every terminal.
    pub fn rgb(self) -> Option<Rgb> {
        match self {
            Paint::Rgb(rgb) => Some(rgb),
            Paint::Fixed(number) => Some(Rgb::fixed(number)),
            Paint::Plain | Paint::Ansi(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_the_one_of_wcag() {
        let table = [((0, 0, 0), (255, 255, 255), 21.0), ((119, 119, 119), (255, 255, 255), 4.48), ((255, 0, 0), (255, 0, 0), 1.0)];
        for ((r, g, b), (x, y, z), expected) in table {
            let found = Rgb(r, g, b).contrast(Rgb(x, y, z));
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
    }

    #[test]
    fn of_240_colours_the_nearest_is_taken() {
        let table = [((255, 255, 255), 231), ((0, 0, 0), 16), ((95, 135, 215), 68), ((130, 130, 130), 244), ((250, 90, 90), 203)];
        for ((r, g, b), expected) in table {
            assert_eq!(Paint::Rgb(Rgb(r, g, b)).fit(Depth::Fixed, Ground::Dark), Paint::Fixed(expected), "{r} {g} {b}");
        }
        for number in 16..=255 {
            let Paint::Fixed(found) = Paint::Rgb(Rgb::fixed(number)).fit(Depth::Fixed, Ground::Dark) else { panic!() };
            assert_eq!(Rgb::fixed(found), Rgb::fixed(number));
        }
    }

    #[test]
    fn of_sixteen_colours_the_one_of_the_same_hue_is_taken() {
        let table = [
            ((239, 143, 134), Paint::Ansi(1), Paint::Ansi(1)),
            ((224, 181, 104), Paint::Ansi(3), Paint::Plain),
            ((152, 197, 143), Paint::Ansi(2), Paint::Ansi(2)),
            ((127, 196, 201), Paint::Ansi(6), Paint::Ansi(6)),
            ((31, 95, 168), Paint::Ansi(12), Paint::Ansi(4)),
            ((209, 157, 222), Paint::Ansi(5), Paint::Ansi(5)),
            ((154, 161, 173), Paint::Plain, Paint::Plain),
        ];
        for ((r, g, b), dark, light) in table {
            let paint = Paint::Rgb(Rgb(r, g, b));
            assert_eq!((paint.fit(Depth::Sixteen, Ground::Dark), paint.fit(Depth::Sixteen, Ground::Light)), (dark, light), "{r} {g} {b}");
        }
    }

    #[test]
    fn a_background_is_dark_or_light_by_what_is_read_on_it() {
        let table =
            [((0, 0, 0), Ground::Dark), ((46, 52, 64), Ground::Dark), ((253, 246, 227), Ground::Light), ((0, 200, 0), Ground::Light)];
        for ((r, g, b), expected) in table {
            assert_eq!(Rgb(r, g, b).ground(), expected);
        }
    }
}
