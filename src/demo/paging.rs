//! Pages of a list: `limit`, `max_id`, `since_id`, `min_id`, and the Link header.
//!
//! Pure. `since_id` gives the newest items after an id and may leave a gap; `min_id`
//! gives those right after it and leaves none. That difference is what clients get
//! wrong, so it is kept exactly.

use crate::base::percent::encode;

/// What of a list was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The most items wanted.
    pub limit: usize,
    /// Only what is older.
    pub max_id: Option<String>,
    /// Only what is newer, the newest of it.
    pub since_id: Option<String>,
    /// Only what is newer, the oldest of it.
    pub min_id: Option<String>,
}

impl Ask {
    /// Reads a query; `usual` and `most` bound the limit.
    pub fn read(query: &[(String, String)], usual: usize, most: usize) -> Ask {
        let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let limit = value("limit").and_then(|limit| limit.parse().ok()).unwrap_or(usual).clamp(1, most);
        let id = |name: &str| value(name).filter(|id| !id.is_empty());
        Ask { limit, max_id: id("max_id"), since_id: id("since_id"), min_id: id("min_id") }
    }

    /// Cuts the page out of `items`, which come oldest first; it goes out newest first.
    pub fn cut<T>(&self, items: Vec<T>, id: impl Fn(&T) -> &str) -> Vec<T> {
        let wanted = |item: &T| {
            let id = id(item);
            self.max_id.as_ref().is_none_or(|max| older(id, max))
                && self.since_id.as_ref().is_none_or(|since| older(since, id))
                && self.min_id.as_ref().is_none_or(|min| older(min, id))
        };
        let mut left: Vec<T> = items.into_iter().filter(wanted).collect();
        if self.min_id.is_some() {
            left.truncate(self.limit);
        } else {
            left.drain(..left.len().saturating_sub(self.limit));
        }
        left.reverse();
        left
    }

    /// The Link header of a page with these ids, newest first; none for an empty page.
    pub fn link(&self, url: &str, query: &[(String, String)], ids: &[&str]) -> Option<String> {
        let (newest, oldest) = (ids.first()?, ids.last()?);
        let paging = ["limit", "max_id", "since_id", "min_id"];
        let kept: String = query
            .iter()
            .filter(|(key, _)| !paging.contains(&key.as_str()))
            .map(|(key, value)| format!("&{}={}", encode(key), encode(value)))
            .collect();
        let limit = self.limit;
        let mut links = Vec::new();
        // A short page is the last one when walking back.
        if ids.len() == limit {
            links.push(format!("<{url}?limit={limit}&max_id={}{kept}>; rel=\"next\"", encode(oldest)));
        }
        links.push(format!("<{url}?limit={limit}&min_id={}{kept}>; rel=\"prev\"", encode(newest)));
        Some(links.join(", "))
    }
}

/// Whether id `a` was given out before id `b`.
fn older(a: &str, b: &str) -> bool {
    (a.len(), a) < (b.len(), b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(query: &[(&str, &str)]) -> Ask {
        let query: Vec<(String, String)> = query.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Ask::read(&query, 20, 40)
    }

    fn cut(query: &[(&str, &str)]) -> Vec<&'static str> {
        ask(query).cut(vec!["1", "2", "3", "4", "5", "6"], |id| id)
    }

    #[test]
    fn pages_are_cut_as_the_network_documents() {
        assert_eq!(cut(&[("limit", "2")]), ["6", "5"]);
        assert_eq!(cut(&[("limit", "2"), ("max_id", "5")]), ["4", "3"]);
        assert_eq!(cut(&[("limit", "2"), ("since_id", "2")]), ["6", "5"], "since_id leaves a gap");
        assert_eq!(cut(&[("limit", "2"), ("min_id", "2")]), ["4", "3"], "min_id does not");
        assert!(cut(&[("min_id", "6")]).is_empty());
        assert_eq!(cut(&[]).len(), 6);
        assert_eq!(ask(&[("limit", "900")]).limit, 40);
    }

    #[test]
    fn links_lead_both_ways_and_keep_the_question() {
        let query = [("types[]".to_owned(), "mention".to_owned()), ("limit".to_owned(), "2".to_owned())];
        let ask = Ask::read(&query, 20, 40);
        assert_eq!(
            ask.link("http://h.test/n", &query, &["6", "5"]).as_deref(),
            Some(
                "<http://h.test/n?limit=2&max_id=5&types%5B%5D=mention>; rel=\"next\", \
                 <http://h.test/n?limit=2&min_id=6&types%5B%5D=mention>; rel=\"prev\""
            )
        );
        assert!(!ask.link("u", &[], &["6"]).unwrap().contains("next"));
        assert_eq!(ask.link("u", &[], &[]), None);
    }
}
