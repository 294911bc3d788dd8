//! How alike two names look, told as facts: which letters differ, what was put around them.
//!
//! Names are compared as an eye compares them: letters of other alphabets, a capital I for an
//! l, `rn` for an m have the letter that they look like as their shape (a small part of the
//! confusables of UTS 39, those that handles and names are made of). Nothing here is a verdict:
//! two people may well have names one letter apart.

use crate::base::text::fold;

/// The letters of the longest name that is compared.
const LONGEST: usize = 48;

/// The letters of the shortest name that anything is said about.
const SHORTEST: usize = 4;

/// What is put around a name to seem the real one.
const AFFIXES: [&str; 22] = [
    "officielle",
    "officiel",
    "official",
    "support",
    "service",
    "contact",
    "authentic",
    "team",
    "help",
    "aide",
    "real",
    "vrai",
    "the",
    "sav",
    "info",
    "page",
    "off",
    "hq",
    "fr",
    "uk",
    "us",
    "tv",
];

/// How a name differs from one that it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// How many letters differ: other, missing, added, or turned around.
    pub letters: u32,
    /// The letters that differ, theirs before those of the known name; one side may be empty.
    pub swaps: Vec<(String, String)>,
    /// What stands around the name beside it: digits, signs, words such as *official*.
    pub around: Vec<String>,
}

impl Likeness {
    /// Whether the two are the same but for case and accents.
    pub fn is_same(&self) -> bool {
        self.letters == 0 && self.around.is_empty()
    }
}

/// A name that can be read as another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disguise {
    /// What it is taken for.
    pub reads: String,
    /// The letters that stand for others, theirs before what they look like.
    pub swaps: Vec<(String, String)>,
}

/// A piece of a name, and the letter it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    raw: String,
    shape: char,
}

/// The local part of a handle, or a name as it is.
fn bare(name: &str) -> &str {
    let name = name.trim();
    match name.strip_prefix('@') {
        Some(handle) => handle.split('@').next().unwrap_or_default(),
        None => name,
    }
}

/// The Latin letter that a letter of another alphabet, or a digit, looks like.
fn latin(c: char) -> Option<char> {
    Some(match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        'а' | 'А' | 'α' | 'Α' | 'ɑ' => 'a',
        'В' | 'Β' | 'ʙ' => 'b',
        'с' | 'С' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' | 'ё' | 'є' => 'e',
        'ɡ' => 'g',
        'һ' | 'Н' | 'Η' => 'h',
        'і' | 'ι' | 'ɩ' | 'ı' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'І' | 'Ι' | 'ӏ' | 'Ӏ' => 'l',
        'М' | 'Μ' => 'm',
        'п' | 'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' | 'σ' | 'օ' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' | 'Ѕ' => 's',
        'Т' | 'Τ' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'Х' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' | 'γ' => 'y',
        'Ζ' => 'z',
        _ => return None,
    })
}

/// The pieces of a name; a capital I is an l where `tall`, else an i.
fn pieces(name: &str, tall: bool) -> Vec<Piece> {
    let letters: Vec<char> = name.chars().take(LONGEST).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let pair = letters.get(at + 1).map(|next| (letter.to_ascii_lowercase(), next.to_ascii_lowercase()));
        let (shape, taken) = match (pair, letter) {
            (Some(('r', 'n')), _) => ('m', 2),
            (Some(('v', 'v')), _) => ('w', 2),
            (_, 'I') if tall => ('l', 1),
            (_, '1' | '|') => ('l', 1),
            (_, '0') => ('o', 1),
            // Nearly every letter of nearly every name: nothing to fold.
            (_, plain) if plain.is_ascii() => (plain.to_ascii_lowercase(), 1),
            (_, other) => match latin(*other) {
                Some(known) => (known.to_ascii_lowercase(), 1),
                None => (fold(&other.to_string()).chars().next().unwrap_or(*other), 1),
            },
        };
        pieces.push(Piece { raw: letters[at..at + taken].iter().collect(), shape });
        at += taken;
    }
    pieces
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.raw.as_str()).collect()
}

/// Whether two pieces of the same shape are the same to a reader who looks closely.
fn alike(one: &Piece, other: &Piece) -> bool {
    one.raw.eq_ignore_ascii_case(&other.raw) || fold(&one.raw) == fold(&other.raw)
}

/// The name without what is put around names: signs, digits at its end, words such as *official*.
fn core(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<String>) {
    let mut around = Vec::new();
    pieces.retain(|piece| {
        let sign = piece.raw.chars().all(|c| !c.is_alphanumeric());
        if sign && !piece.raw.trim().is_empty() {
            around.push(piece.raw.clone());
        }
        !sign
    });
    let digits = pieces.iter().rev().take_while(|piece| piece.raw.chars().all(|c| c.is_ascii_digit())).count();
    if digits > 0 && pieces.len() - digits >= SHORTEST {
        around.push(text(&pieces.split_off(pieces.len() - digits)));
    }
    for affix in AFFIXES {
        let wide = affix.len();
        if pieces.len() < wide + SHORTEST {
            continue;
        }
        // Both are as long in pieces as in letters: no affix holds `rn` or `vv`.
        let stands = |part: &[Piece]| part.iter().map(|piece| piece.shape).eq(affix.chars());
        if stands(&pieces[pieces.len() - wide..]) {
            around.push(text(&pieces.split_off(pieces.len() - wide)));
        } else if stands(&pieces[..wide]) {
            let rest = pieces.split_off(wide);
            around.push(text(&pieces));
            pieces = rest;
        }
    }
    around.dedup();
    (pieces, around)
}

/// What differs between two names: Damerau's distance with the letters of each step.
fn steps(theirs: &[Piece], known: &[Piece]) -> Vec<(String, String)> {
    let (rows, columns) = (theirs.len(), known.len());
    let mut cost = vec![vec![0usize; columns + 1]; rows + 1];
    for (at, row) in cost.iter_mut().enumerate() {
        row[0] = at;
    }
    for (at, cell) in cost[0].iter_mut().enumerate() {
        *cell = at;
    }
    let turned =
        |i: usize, j: usize| i > 1 && j > 1 && theirs[i - 1].shape == known[j - 2].shape && theirs[i - 2].shape == known[j - 1].shape;
    for i in 1..=rows {
        for j in 1..=columns {
            let other = usize::from(theirs[i - 1].shape != known[j - 1].shape);
            let mut least = (cost[i - 1][j] + 1).min(cost[i][j - 1] + 1).min(cost[i - 1][j - 1] + other);
            if turned(i, j) {
                least = least.min(cost[i - 2][j - 2] + 1);
            }
            cost[i][j] = least;
        }
    }
    let (mut i, mut j, mut found) = (rows, columns, Vec::new());
    while i > 0 || j > 0 {
        let here = cost[i][j];
        if i > 0 && j > 0 && theirs[i - 1].shape == known[j - 1].shape && cost[i - 1][j - 1] == here {
            if !alike(&theirs[i - 1], &known[j - 1]) {
                found.push((theirs[i - 1].raw.clone(), known[j - 1].raw.clone()));
            }
            (i, j) = (i - 1, j - 1);
        } else if turned(i, j) && cost[i - 2][j - 2] + 1 == here {
            found.push((text(&theirs[i - 2..i]), text(&known[j - 2..j])));
            (i, j) = (i - 2, j - 2);
        } else if i > 0 && j > 0 && cost[i - 1][j - 1] + 1 == here {
            found.push((theirs[i - 1].raw.clone(), known[j - 1].raw.clone()));
            (i, j) = (i - 1, j - 1);
        } else if i > 0 && cost[i - 1][j] + 1 == here {
            found.push((theirs[i - 1].raw.clone(), String::new()));
            i -= 1;
        } else {
            found.push((String::new(), known[j - 1].raw.clone()));
            j -= 1;
        }
    }
    found.reverse();
    found
}

/// How `theirs` differs from the name `known` that it looks like; none when it does not.
///
/// Handles count without their server. What only looks the same always counts; letters that
/// differ outright count in long names alone, where chance seldom brings them so near.
pub fn compare(theirs: &str, known: &str) -> Option<Likeness> {
    let one = |theirs_tall: bool, known_tall: bool| {
        let (mine, around) = core(pieces(bare(theirs), theirs_tall));
        let (other, beside) = core(pieces(bare(known), known_tall));
        if mine.len() < SHORTEST || other.len() < SHORTEST {
            return None;
        }
        // Lengths apart more than two need no table.
        if mine.len().abs_diff(other.len()) > 2 {
            return None;
        }
        let shapes = |pieces: &[Piece]| pieces.iter().map(|piece| piece.shape).collect::<String>();
        let swaps = steps(&mine, &other);
        let looks_same = shapes(&mine) == shapes(&other);
        let allowed = match other.len() {
            ..8 => 0,
            8..12 => 1,
            _ => 2,
        };
        if !looks_same && swaps.len() > allowed {
            return None;
        }
        let around = around.into_iter().filter(|part| !beside.contains(part)).collect();
        Some(Likeness { letters: u32::try_from(swaps.len()).unwrap_or(u32::MAX), swaps, around })
    };
    // Only a capital I can be read in two ways.
    let (mine, other) = (theirs.contains('I'), known.contains('I'));
    let readings = [(false, false), (true, false), (false, true), (true, true)];
    let told_apart = readings.into_iter().filter(|(tall, known_tall)| (mine || !tall) && (other || !known_tall));
    let found = told_apart.filter_map(|(theirs, known)| one(theirs, known));
    // A capital I taken for what it is comes first where both readings are as near.
    found.min_by_key(|likeness| likeness.letters)
}

/// What a name is taken for by who reads it in passing: letters of another alphabet between
/// Latin ones, a capital I for an l between small letters.
pub fn disguise(name: &str) -> Option<Disguise> {
    let name = bare(name);
    let mut swaps: Vec<(String, String)> = Vec::new();
    let mut reads = String::new();
    for word in name.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = word.chars().collect();
        let mixed = letters.iter().any(|c| c.is_ascii_alphabetic()) && letters.iter().any(|c| foreign(*c));
        for (at, letter) in letters.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| letters.get(at));
            let read = match letter {
                'I' if stands_for_l(&letters, at) => 'l',
                other if mixed && foreign(*other) => match (latin(*other), before) {
                    (Some(known), None) => known.to_ascii_uppercase(),
                    (Some(known), Some(_)) => known,
                    (None, _) => *other,
                },
                other => *other,
            };
            reads.push(read);
            let swap = (letter.to_string(), read.to_string());
            if read != *letter && !swaps.contains(&swap) {
                swaps.push(swap);
            }
        }
    }
    (!swaps.is_empty()).then_some(Disguise { reads, swaps })
}

/// Whether a letter belongs to an alphabet of which some letters look Latin.
fn foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{531}'..='\u{587}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether the capital I at `at` stands between small letters beside another I or an l, as no name has it.
fn stands_for_l(letters: &[char], at: usize) -> bool {
    let tall = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| matches!(c, 'I' | 'l'));
    let small = |c: &&char| c.is_lowercase();
    let before = at.checked_sub(1);
    let small_before = letters[..at].iter().rev().find(|c| **c != 'I').filter(small).is_some();
    let small_after = letters[at..].iter().find(|c| **c != 'I').filter(small).is_some();
    let beside = tall(before) || letters.get(at + 1) == Some(&'I');
    small_before && small_after && beside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(theirs: &str, known: &str) -> Option<String> {
        compare(theirs, known).map(|likeness| {
            let swaps: Vec<String> = likeness.swaps.iter().map(|(one, other)| format!("{one}/{other}")).collect();
            format!("{} {} +{}", likeness.letters, swaps.join(" "), likeness.around.join(" "))
        })
    }

    #[test]
    fn names_that_look_alike_say_by_which_letters() {
        let table = [
            ("@chezIeon@a.test", "@chezleon@b.test", Some("1 I/l +")),
            ("@tapiskarirn", "@tapiskarim@b.test", Some("1 rn/m +")),
            ("@ville_de_paris", "@ville_de_paris@x.test", Some("0  +")),
            ("@ville_de_pairs", "@ville_de_paris", Some("1 ir/ri +")),
            ("@viiledeparis", "@ville_de_paris", Some("1 i/l +")),
            ("@chez_leon_officiel", "@chezleon", Some("0  +_ officiel")),
            ("@chezleon1987", "@chezleon", Some("0  +1987")),
            ("Chez Léon", "chez leon", Some("0  +")),
            ("Сhez Lеon", "Chez Leon", Some("2 С/C е/e +")),
            ("François HoIIande", "François Hollande", Some("2 I/l I/l +")),
            ("@nebu1euse", "@nebuleuse", Some("1 1/l +")),
            ("@martin", "@martine", None),
            ("@anna", "@hanna", None),
            ("@ana", "@ana", None),
            ("@chezpaul", "@chezleon", None),
        ];
        for (theirs, known, expected) in table {
            assert_eq!(said(theirs, known).as_deref(), expected, "{theirs} {known}");
        }
    }

    #[test]
    fn a_disguise_is_told_without_knowing_whose() {
        let reads = |name: &str| disguise(name).map(|found| found.reads);
        assert_eq!(reads("François HoIIande").as_deref(), Some("François Hollande"));
        assert_eq!(reads("@fholIande@a.test").as_deref(), Some("fhollande"));
        assert_eq!(reads("Сhеz Léon").as_deref(), Some("Chez Léon"));
        for honest in
            ["Ivan", "McIlroy", "studioIndie", "Ирина", "Γιώργος", "IKEA", "Louis XIII", "kbk_1987", "日本のファン", "Ill", "WIllem"]
        {
            assert_eq!(reads(honest), None, "{honest}");
        }
    }

    proptest! {
        #[test]
        fn every_name_is_its_own_likeness_and_none_panics(one in "\\PC{0,60}", other in "\\PC{0,60}") {
            let _ = (compare(&one, &other), disguise(&one));
            if let Some(likeness) = compare(&one, &one) {
                prop_assert!(likeness.is_same(), "{one:?} {likeness:?}");
            }
        }

        #[test]
        fn distance_has_no_direction(one in "[a-eI1_]{4,14}", other in "[a-eI1_]{4,14}") {
            let letters = |likeness: Option<Likeness>| likeness.map(|likeness| likeness.letters);
            let (there, back) = (compare(&one, &other), compare(&other, &one));
            if let (Some(there), Some(back)) = (letters(there), letters(back)) {
                prop_assert_eq!(there, back);
            }
        }
    }
}
