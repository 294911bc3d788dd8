//! Which snippets a few words find, the best first.
//!
//! Every word that is typed has to begin a word of the name or the text; case and accents
//! do not matter. There are hundreds at most, so that they are all looked through.

use std::cmp::Reverse;

use super::Snippet;
use crate::base::text::fold;
use crate::model::filter::words;

/// The words of a snippet, folded once for many searches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The whole name.
    name: String,
    /// The words of the name.
    title: Vec<String>,
    /// The words of the text.
    body: Vec<String>,
}

impl Words {
    /// Those of `snippet`.
    pub fn of(snippet: &Snippet) -> Words {
        let saying = &snippet.saying;
        Words { name: fold(&saying.name), title: words(&saying.name), body: words(&saying.body) }
    }

    /// How well it fits what was typed, less being better; none when it does not.
    fn fit(&self, typed: &str, wanted: &[String]) -> Option<u32> {
        if self.name == typed {
            return Some(0);
        }
        let mut fit = if self.name.starts_with(typed) { 0 } else { 1 };
        for word in wanted {
            let begins = |known: &&String| known.starts_with(word.as_str());
            fit += match (self.title.iter().find(begins), self.body.iter().find(begins)) {
                (Some(known), _) if known == word => 1,
                (Some(_), _) => 2,
                (None, Some(known)) if known == word => 8,
                (None, Some(_)) => 9,
                (None, None) => return None,
            };
        }
        Some(fit)
    }
}

/// The places in `snippets` of those that `typed` finds: by fit, a client's own first, then
/// by how often and how lately they were used, then by name.
///
/// What is typed nothing for finds all.
pub fn found(snippets: &[(Snippet, Words)], typed: &str) -> Vec<usize> {
    let (typed, wanted) = (fold(typed.trim()), words(typed));
    let mut places: Vec<(u32, usize)> = snippets
        .iter()
        .enumerate()
        .filter_map(|(at, (_, words))| {
            let fit = if typed.is_empty() { Some(0) } else { words.fit(&typed, &wanted) };
            Some((fit.filter(|_| typed.is_empty() || !wanted.is_empty())?, at))
        })
        .collect();
    places.sort_by_key(|(fit, at)| {
        let (snippet, words) = &snippets[*at];
        (*fit, snippet.saying.client.is_none(), Reverse((snippet.uses, snippet.used_at)), words.name.clone())
    });
    places.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{ClientId, SnippetId};
    use crate::base::time::Timestamp;
    use crate::model::snippet::Saying;

    fn snippet(id: i64, client: Option<i64>, name: &str, body: &str, uses: u32) -> (Snippet, Words) {
        let saying = Saying { client: client.map(ClientId), name: name.to_owned(), body: body.to_owned(), then: None };
        let used_at = (uses > 0).then(|| Timestamp::from_millis(id));
        let snippet = Snippet { id: SnippetId(id), saying, uses, used_at };
        let words = Words::of(&snippet);
        (snippet, words)
    }

    #[test]
    fn any_word_finds_and_the_name_comes_first() {
        let all = [
            snippet(1, None, "merci", "Merci beaucoup {author} !", 9),
            snippet(2, None, "remboursement", "Votre commande {?numéro} est remboursée.", 0),
            snippet(3, Some(1), "horaires", "Nous ouvrons à midi. Merci de réserver l'été.", 0),
            snippet(4, None, "horaires", "Nous ouvrons à 9 h.", 30),
            snippet(5, None, "merci bien", "Avec plaisir", 10),
        ];
        let ids = |typed: &str| found(&all, typed).into_iter().map(|at| all[at].0.id.0).collect::<Vec<_>>();
        assert_eq!(ids(""), [3, 4, 5, 1, 2], "the client's own first, then by use");
        assert_eq!(ids("merci"), [1, 5, 3], "the very name, a name that begins so, a text");
        assert_eq!(ids("ETE"), [3]);
        assert_eq!(ids("ouvr"), [3, 4]);
        assert_eq!(ids("commande numero"), [2]);
        assert_eq!(ids("horaires 9"), [4]);
        assert!(ids("ercip").is_empty() && ids("merci zzz").is_empty() && ids("?!").is_empty());
    }

    #[test]
    fn of_two_used_as_often_the_latest_comes_first() {
        let all = [snippet(1, None, "a", "x", 2), snippet(2, None, "b", "x", 2)];
        assert_eq!(found(&all, "x"), [1, 0]);
    }
}
