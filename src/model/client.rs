//! The agency's customer: who owns the accounts.

use crate::base::code::codes;
use crate::base::id::ClientId;

codes! {
    /// A client's colour, one of the terminal's own sixteen.
    pub enum Colour {
        /// Red.
        Red = "red",
        /// Green.
        Green = "green",
        /// Yellow.
        Yellow = "yellow",
        /// Blue.
        Blue = "blue",
        /// Magenta.
        Magenta = "magenta",
        /// Cyan.
        Cyan = "cyan",
        /// Bright red.
        BrightRed = "bright-red",
        /// Bright green.
        BrightGreen = "bright-green",
        /// Bright yellow.
        BrightYellow = "bright-yellow",
        /// Bright blue.
        BrightBlue = "bright-blue",
        /// Bright magenta.
        BrightMagenta = "bright-magenta",
        /// Bright cyan.
        BrightCyan = "bright-cyan",
    }
}

impl Colour {
    /// The colour that the client added after `clients` others gets by itself.
    pub fn for_next(clients: usize) -> Colour {
        // Red is kept for errors until nothing else is left.
        const ORDER: [Colour; 6] = [Colour::Yellow, Colour::Magenta, Colour::Cyan, Colour::Green, Colour::Blue, Colour::BrightYellow];
        ORDER[clients % ORDER.len()]
    }
}

/// A customer of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its row in the store.
    pub id: ClientId,
    /// The name, unique without regard to case and accents.
    pub name: String,
    /// How its rows are recognised.
    pub colour: Colour,
}
