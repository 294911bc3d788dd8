//! Which pictures the terminal shows at this moment, and what changes that.
//!
//! A picture lies over cells that are blank. It is taken away as soon as it moves, is cut or is
//! covered, and drawn again where it belongs; one that stays is not sent again, unless the cells
//! under it were painted meanwhile, since on some terminals that wipes it.

use std::collections::BTreeMap;

use crossterm::Command;
use crossterm::cursor::MoveTo;

use super::escapes;
use crate::config::pictures::Protocol;
use crate::ui::pictures::Placed;

/// Kitty keeps so many pictures for us.
const KEPT: usize = 16;

/// The pictures on the terminal.
#[derive(Debug, Default)]
pub(in crate::shell) struct Canvas {
    shown: Vec<Placed>,
    /// The pictures that kitty keeps, by address.
    sent: BTreeMap<String, u32>,
    last: u32,
}

/// What is to be written so that the terminal shows other pictures.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::shell) struct Change {
    /// Before the cells.
    pub before: String,
    /// The rows whose cells are to be painted again: something lay over them.
    pub rows: Vec<u16>,
    /// After the cells.
    pub after: String,
}

impl Canvas {
    /// Nothing of what was drawn is on the terminal any more.
    pub fn forget(&mut self) {
        // Clearing a screen takes the pictures of kitty away, and not what it keeps; a number is
        // never used again, so that what it keeps does no harm.
        self.shown.clear();
        self.sent.clear();
    }

    /// Whether a frame with these pictures leaves those on the terminal as they are; `painted`
    /// are the rows whose cells it has painted.
    pub fn change(&mut self, wanted: Vec<Placed>, painted: &[u16], cell: Option<(u32, u32)>) -> Change {
        let wiped = |placed: &Placed| {
            let wipes = placed.protocol != Protocol::Kitty;
            wipes && painted.iter().any(|row| (placed.area.y..placed.area.bottom()).contains(row))
        };
        let stays = |placed: &&Placed| wanted.contains(placed);
        let mut change = Change::default();
        for gone in self.shown.iter().filter(|placed| !stays(placed)) {
            match self.sent.get(&gone.url).filter(|_| gone.protocol == Protocol::Kitty) {
                Some(id) => change.before.push_str(&escapes::kitty_remove(*id, false)),
                None => change.rows.extend(gone.area.y..gone.area.bottom()),
            }
        }
        // What is painted again wipes its neighbours.
        let rows = change.rows.clone();
        let covered = |placed: &Placed| rows.iter().any(|row| (placed.area.y..placed.area.bottom()).contains(row));
        for placed in &wanted {
            if !self.shown.contains(placed) || wiped(placed) || (placed.protocol != Protocol::Kitty && covered(placed)) {
                let drawn = self.draw(placed, cell);
                change.after.push_str(&drawn);
            }
        }
        self.shown = wanted;
        change
    }

    fn draw(&mut self, placed: &Placed, cell: Option<(u32, u32)>) -> String {
        let mut out = String::new();
        // Writing to a text cannot fail.
        let _ = MoveTo(placed.area.x, placed.area.y).write_ansi(&mut out);
        match placed.protocol {
            Protocol::Kitty => {
                let id = match self.sent.get(&placed.url) {
                    Some(id) => *id,
                    None => {
                        out.push_str(&self.make_room());
                        self.last += 1;
                        self.sent.insert(placed.url.clone(), self.last);
                        out.push_str(&escapes::kitty_send(self.last, &placed.picture));
                        self.last
                    }
                };
                out.push_str(&escapes::kitty_place(id, placed));
            }
            Protocol::Iterm => out.push_str(&escapes::iterm(placed)),
            Protocol::Sixel => out.push_str(&escapes::sixel(placed, cell.unwrap_or((8, 16)))),
            Protocol::Blocks => {}
        }
        out
    }

    /// Has kitty forget what is not shown, when it keeps much.
    fn make_room(&mut self) -> String {
        if self.sent.len() < KEPT {
            return String::new();
        }
        let shown: Vec<String> = self.shown.iter().map(|placed| placed.url.clone()).collect();
        let gone: Vec<u32> = self.sent.iter().filter(|(url, _)| !shown.contains(url)).map(|(_, id)| *id).collect();
        self.sent.retain(|url, _| shown.contains(url));
        gone.into_iter().map(|id| escapes::kitty_remove(id, true)).collect()
    }

    /// What takes every picture away: kitty keeps them beyond a screen.
    pub fn clear(&mut self) -> String {
        let all = self.sent.values().map(|id| escapes::kitty_remove(*id, true)).collect();
        self.forget();
        all
    }
}
