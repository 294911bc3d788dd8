//! What a word could have been meant to be, the likeliest first.
//!
//! First what differs only by accents and doubled letters, then what is one edit away, and only
//! when that gives too little what the tables of the dictionary make of it. Candidates are ranked by a
//! distance in which an accent costs little, and what sounds alike costs less than what does not.

use std::collections::BTreeSet;

use super::sounds_table::{ENGLISH_PAIRS, FRENCH_PAIRS, SOUNDS};
use crate::model::spelling::Tongue;

/// How many suggestions are given.
pub(super) const OFFERED: usize = 7;
/// Longer words are not varied: nobody types them by mistake.
const LONGEST: usize = 28;
/// What an edit costs, in hundredths: as the person probably meant it.
const ACCENT: u32 = 25;
const DOUBLED: u32 = 40;
const SWAPPED: u32 = 70;
const ALIKE: u32 = 60;
const OTHER: u32 = 100;
/// What is added when the first letter is another one.
const FIRST: u32 = 40;
/// What two words instead of one cost.
const SPLIT: u32 = 95;
/// What a word that everybody uses is worth, one of the person's own, and the same sound.
const COMMON: u32 = 45;
const OWN: u32 = 120;
const SOUND: u32 = 60;

const COMMON_FR: &str = include_str!("../../assets/dictionaries/common_fr.txt");
const COMMON_EN: &str = include_str!("../../assets/dictionaries/common_en.txt");

/// What is asked of a dictionary.
pub(super) trait Lexicon {
    /// Whether the word is right as it stands.
    fn knows(&self, word: &str) -> bool;
    /// What its own tables make of a word; with `similar` ones it takes its time.
    fn tables(&self, word: &str, similar: bool) -> Vec<String>;
}

/// Suggestions for a word, at most [`OFFERED`]; `own` are the words of the person and the clients.
pub(super) fn suggest(word: &str, tongue: Tongue, lexicon: &dyn Lexicon, own: &[String]) -> Vec<String> {
    let lower = word.to_lowercase().replace('’', "'");
    let letters: Vec<char> = lower.chars().collect();
    if letters.len() > LONGEST || letters.is_empty() {
        return Vec::new();
    }
    let common = match tongue {
        Tongue::French => COMMON_FR,
        Tongue::English => COMMON_EN,
    };
    let common: BTreeSet<&str> = common.split_whitespace().collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut take = |candidate: String| {
        if candidate != lower && !found.contains(&candidate) && lexicon.knows(&candidate) {
            found.insert(candidate);
        }
    };
    near(&letters, tongue).into_iter().for_each(&mut take);
    edited(&letters, tongue).into_iter().for_each(&mut take);
    for (first, second) in splits(&letters) {
        let whole = first.chars().count() > 1 || ["a", "à", "y", "i"].contains(&first.as_str());
        if whole && second.chars().count() > 1 && lexicon.knows(&first) && lexicon.knows(&second) {
            found.insert(format!("{first} {second}"));
        }
    }
    let weight = |candidate: &str| rank(&lower, candidate, tongue, &common);
    let phrases = common.iter().filter(|phrase| phrase.contains('_'));
    found.extend(phrases.filter(|phrase| is_same_bare(phrase, &lower)).map(|phrase| phrase.replace('_', " ")));
    if !found.iter().any(|candidate| weight(candidate) <= OTHER) {
        found.extend(lexicon.tables(&lower, false));
    }
    if found.is_empty() {
        found.extend(lexicon.tables(&lower, true));
    }
    let mut ranked: Vec<(u32, String)> = found.into_iter().map(|candidate| (weight(&candidate), candidate)).collect();
    for mine in own {
        let away = distance(&lower, &mine.to_lowercase());
        if away <= 2 * OTHER && letters.len() > 2 && *mine != word {
            ranked.push((away.saturating_sub(OWN), mine.clone()));
        }
    }
    ranked.sort();
    let mut offered: Vec<String> = Vec::new();
    for (_, candidate) in ranked {
        let shaped = shaped(word, &candidate);
        if !offered.contains(&shaped) && shaped != word && offered.len() < OFFERED {
            offered.push(shaped);
        }
    }
    offered
}

/// The candidate with a capital where the word has one.
pub(super) fn shaped(word: &str, candidate: &str) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.clone().count() > 0 && letters.all(char::is_uppercase);
    match (first, rest) {
        (true, true) => candidate.to_uppercase(),
        (true, false) => {
            let mut chars = candidate.chars();
            chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
        }
        (false, _) => candidate.to_owned(),
    }
}

/// Whether a phrase of the list is the word, but for spaces and accents.
fn is_same_bare(phrase: &str, word: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).map(bare).collect::<String>();
    letters(phrase) == letters(word)
}

/// The letter without its accent.
pub(super) fn bare(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

const fn accents(c: char) -> &'static [char] {
    match c {
        'a' => &['a', 'à', 'â'],
        'e' => &['e', 'é', 'è', 'ê', 'ë'],
        'i' => &['i', 'î', 'ï'],
        'o' => &['o', 'ô'],
        'u' => &['u', 'û', 'ù'],
        'c' => &['c', 'ç'],
        _ => &[],
    }
}

/// Every writing with other accents: two letters changed at most.
pub(super) fn accented(letters: &[char]) -> Vec<String> {
    let mut made = Vec::new();
    let vary = |word: &[char], from: usize, made: &mut Vec<Vec<char>>| {
        for at in from..word.len() {
            for other in accents(bare(word[at])).iter().filter(|other| **other != word[at]) {
                let mut varied = word.to_vec();
                varied[at] = *other;
                made.push(varied);
            }
        }
    };
    let mut once = Vec::new();
    vary(letters, 0, &mut once);
    for word in &once {
        let changed = word.iter().zip(letters).position(|(new, old)| new != old).unwrap_or(0);
        let mut twice = Vec::new();
        vary(word, changed + 1, &mut twice);
        made.extend(twice);
    }
    once.extend(made);
    let ligature: String = letters.iter().collect::<String>().replace("oe", "œ").replace("ae", "æ");
    once.into_iter().map(|word| word.into_iter().collect()).chain([ligature]).collect()
}

/// Other accents, and letters doubled or not, at most two of the latter.
fn near(letters: &[char], tongue: Tongue) -> Vec<String> {
    let mut toggled: Vec<Vec<char>> = Vec::new();
    for once in toggles(letters) {
        toggled.extend(toggles(&once));
        toggled.push(once);
    }
    if tongue == Tongue::English {
        return toggled.into_iter().map(|word| word.into_iter().collect()).collect();
    }
    let mut made = accented(letters);
    for word in toggles(letters) {
        for at in 0..word.len() {
            for other in accents(bare(word[at])).iter().filter(|other| **other != word[at]) {
                let mut varied = word.clone();
                varied[at] = *other;
                made.push(varied.into_iter().collect());
            }
        }
    }
    made.extend(toggled.into_iter().map(|word| word.into_iter().collect::<String>()));
    made
}

/// One consonant doubled that is not, or the other way round.
fn toggles(letters: &[char]) -> Vec<Vec<char>> {
    let mut made = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let doubled = at + 1 < letters.len() && letters[at + 1] == *letter;
        let second = at > 0 && letters[at - 1] == *letter;
        if doubled {
            let mut single = letters.to_vec();
            single.remove(at);
            made.push(single);
        } else if !second && "bcdfglmnprst".contains(*letter) {
            let mut twice = letters.to_vec();
            twice.insert(at, *letter);
            made.push(twice);
        }
    }
    made
}

/// Everything one edit away, and the usual endings of French that sound alike.
fn edited(letters: &[char], tongue: Tongue) -> Vec<String> {
    let alphabet = match tongue {
        Tongue::French => "abcdefghijklmnopqrstuvwxyzéèêàçî'-",
        Tongue::English => "abcdefghijklmnopqrstuvwxyz'",
    };
    let mut made: Vec<Vec<char>> = Vec::new();
    for at in 0..=letters.len() {
        let mut deleted = letters.to_vec();
        if at < letters.len() {
            deleted.remove(at);
            made.push(deleted.clone());
        }
        if at + 1 < letters.len() {
            let mut swapped = letters.to_vec();
            swapped.swap(at, at + 1);
            made.push(swapped);
        }
        for c in alphabet.chars() {
            let mut inserted = letters.to_vec();
            inserted.insert(at, c);
            made.push(inserted);
            if at < letters.len() {
                let mut replaced = deleted.clone();
                replaced.insert(at, c);
                made.push(replaced);
            }
        }
    }
    let word: String = letters.iter().collect();
    let mut texts: Vec<String> = made.into_iter().map(|word| word.into_iter().collect()).collect();
    let pairs = match tongue {
        Tongue::French => FRENCH_PAIRS,
        Tongue::English => ENGLISH_PAIRS,
    };
    for (one, other) in pairs {
        for (from, to) in [(one, other), (other, one)] {
            for (at, _) in word.match_indices(from) {
                let varied = format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
                if tongue == Tongue::French {
                    texts.extend(single_accents(&varied));
                }
                texts.push(varied);
            }
        }
    }
    texts
}

fn single_accents(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut made = Vec::new();
    for at in 0..letters.len() {
        for other in accents(bare(letters[at])).iter().filter(|other| **other != letters[at]) {
            let mut varied = letters.clone();
            varied[at] = *other;
            made.push(varied.into_iter().collect());
        }
    }
    made
}

fn splits(letters: &[char]) -> Vec<(String, String)> {
    (1..letters.len()).map(|at| (letters[..at].iter().collect(), letters[at..].iter().collect())).collect()
}

/// How far a candidate is, all things considered; less is better.
fn rank(word: &str, candidate: &str, tongue: Tongue, common: &BTreeSet<&str>) -> u32 {
    let mut cost = if let Some((first, second)) = candidate.split_once(' ') {
        let whole = candidate.replace(' ', "");
        // Of two words, short ones are by chance.
        SPLIT + distance(word, &whole) + if first.chars().count().min(second.chars().count()) < 3 { 30 } else { 0 }
    } else {
        distance(word, &candidate.to_lowercase())
    };
    if tongue == Tongue::French && sound(word) == sound(&candidate.to_lowercase()) {
        cost = cost.saturating_sub(SOUND);
    }
    if common.contains(candidate) || common.contains(candidate.replace(' ', "_").as_str()) {
        cost = cost.saturating_sub(COMMON);
    }
    // A dictionary takes any two words with a hyphen between them for one.
    let joined = |mark: char| candidate.contains(mark) && !word.contains(mark);
    if (joined('-') || joined('\'')) && !common.contains(candidate) {
        cost += OTHER;
    }
    // A proper name is rarely what a word in small letters was meant to be.
    if candidate.chars().next().is_some_and(char::is_uppercase) { cost + 60 } else { cost }
}

/// The weighted distance of two words in small letters.
pub(super) fn distance(one: &str, other: &str) -> u32 {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    let gap = |word: &[char], at: usize| match () {
        () if at > 0 && word[at] == word[at - 1] => DOUBLED,
        () if matches!(word[at], '-' | '\'' | ' ') => DOUBLED,
        () if word[at] == 'h' || at + 1 == word.len() && matches!(word[at], 'e' | 's' | 't') => ALIKE,
        () => OTHER,
    };
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 && j == 0 {
                continue;
            }
            let mut best = u32::MAX;
            if i > 0 {
                best = best.min(rows[i - 1][j] + gap(&a, i - 1));
            }
            if j > 0 {
                best = best.min(rows[i][j - 1] + gap(&b, j - 1));
            }
            if i > 0 && j > 0 {
                best = best.min(rows[i - 1][j - 1] + replaced(a[i - 1], b[j - 1]));
            }
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + SWAPPED);
            }
            rows[i][j] = best;
        }
    }
    let first = a.first().map(|c| bare(*c)) != b.first().map(|c| bare(*c));
    rows[a.len()][b.len()] + if first { FIRST } else { 0 }
}

fn replaced(one: char, other: char) -> u32 {
    const GROUPS: &[&str] = &["aeo", "iy", "ckqs", "szçc", "gj", "mn", "td", "pb", "fv", "eu"];
    match () {
        () if one == other => 0,
        () if bare(one) == bare(other) => ACCENT,
        () if GROUPS.iter().any(|group| group.contains(bare(one)) && group.contains(bare(other))) => ALIKE,
        () => OTHER,
    }
}

/// Roughly how a French word sounds.
fn sound(word: &str) -> String {
    let mut text: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    for (from, to) in SOUNDS {
        text = text.replace(from, to);
    }
    let mut sound: String = String::new();
    for c in text.chars() {
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    let silent = sound.trim_end_matches(['e', 's', 't', 'd', 'x', 'p']);
    if silent.is_empty() { sound } else { silent.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words(&'static [&'static str]);

    impl Lexicon for Words {
        fn knows(&self, word: &str) -> bool {
            self.0.contains(&word)
        }

        fn tables(&self, _: &str, _: bool) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn accents_come_first_then_what_sounds_alike() {
        let known = Words(&[
            "développer",
            "appeler",
            "épeler",
            "accueil",
            "langage",
            "décembre",
            "malgré",
            "parce",
            "que",
            "quelque",
            "chose",
            "été",
            "ôte",
        ]);
        let table = [
            ("developper", "développer"),
            ("apeler", "appeler"),
            ("acceuil", "accueil"),
            ("language", "langage"),
            ("malgrès", "malgré"),
            ("parceque", "parce que"),
            ("quelquechose", "quelque chose"),
            ("Ete", "Été"),
        ];
        for (word, expected) in table {
            assert_eq!(suggest(word, Tongue::French, &known, &[]).first().map(String::as_str), Some(expected), "{word}");
        }
    }

    #[test]
    fn words_of_ones_own_come_before_others() {
        let known = Words(&["marie"]);
        let own = ["Marine".to_owned()];
        assert_eq!(suggest("marin", Tongue::French, &known, &own).first().map(String::as_str), Some("Marine"));
    }

    #[test]
    fn the_distance_is_that_of_a_hand() {
        let table = [("ecole", "école", ACCENT), ("apeler", "appeler", DOUBLED), ("teh", "the", SWAPPED), ("abc", "abc", 0)];
        for (one, other, expected) in table {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }
}
