//! Cases: from a seed and a number, always the same; and how a case is made smaller.

/// Numbers that look like chance (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64, number: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        dice.next();
        dice
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }
}

/// Letters that make trouble somewhere, as ranges.
const TROUBLE: [(u32, u32); 12] = [
    (0x00, 0x20),
    (0x20, 0x7e),
    (0x7f, 0xff),
    (0x300, 0x36f),
    (0x590, 0x6ff),
    (0x900, 0xdff),
    (0x1100, 0x11ff),
    (0x2000, 0x206f),
    (0x2190, 0x2bff),
    (0xfe00, 0xffff),
    (0x1f1e6, 0x1faff),
    (0xe0000, 0xe01ef),
];

/// Makes cases of real texts and of what a grammar is made of.
pub struct Maker<'m> {
    pub corpus: &'m [String],
    pub tokens: &'static [&'static str],
}

impl Maker<'_> {
    pub fn case(&self, seed: u64, number: u64) -> Vec<u8> {
        let mut dice = Dice::new(seed, number);
        match dice.below(10) {
            0 => (0..dice.below(60)).map(|_| dice.next() as u8).collect(),
            1 | 2 => self.letters(&mut dice).into_bytes(),
            3..=5 => self.sentence(&mut dice).into_bytes(),
            _ => self.mutant(&mut dice),
        }
    }

    fn letters(&self, dice: &mut Dice) -> String {
        (0..dice.below(40)).map(|_| letter(dice)).collect()
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        for _ in 0..dice.below(24) {
            match dice.below(8) {
                0 => text.push(letter(dice)),
                1 => text.push(' '),
                _ => text.push_str(self.tokens[dice.below(self.tokens.len())]),
            }
        }
        text
    }

    /// A real text with a few things wrong, as bytes: not even a letter need be whole.
    fn mutant(&self, dice: &mut Dice) -> Vec<u8> {
        let mut case = self.corpus[dice.below(self.corpus.len())].clone().into_bytes();
        for _ in 0..=dice.below(6) {
            let from = dice.below(case.len() + 1);
            let to = (from + dice.below(20)).min(case.len());
            match dice.below(7) {
                0 => drop(case.drain(from..to)),
                1 => {
                    let part = case[from..to].repeat(1 + dice.below(4));
                    case.splice(from..from, part);
                }
                2 | 3 => {
                    let token = self.tokens[dice.below(self.tokens.len())];
                    case.splice(from..from, token.bytes());
                }
                4 => {
                    let letter = letter(dice).to_string();
                    case.splice(from..to.min(from + 1), letter.bytes());
                }
                5 => case.truncate(from),
                _ => {
                    let other = self.corpus[dice.below(self.corpus.len())].as_bytes();
                    case.splice(from.., other[dice.below(other.len() + 1)..].iter().copied());
                }
            }
            case.truncate(4_000);
        }
        case
    }
}

fn letter(dice: &mut Dice) -> char {
    let (from, to) = TROUBLE[dice.below(TROUBLE.len())];
    char::from_u32(from + dice.below((to - from) as usize) as u32).unwrap_or('x')
}

/// The smallest case that is found to fail still, by taking parts away.
pub fn shrink(mut case: Vec<u8>, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut part = case.len() / 2;
    while part > 0 {
        let mut at = 0;
        while at < case.len() {
            let mut smaller = case.clone();
            smaller.drain(at..(at + part).min(case.len()));
            if fails(&smaller) { case = smaller } else { at += part }
        }
        part /= 2;
    }
    case
}
