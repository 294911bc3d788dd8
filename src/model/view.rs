//! A list that somebody named: a view, a filter and an order, for one client or for all.
//!
//! The filter is kept as it was written, since its relative times mean another time every day.

use crate::base::id::{ClientId, SavedViewId};
use crate::base::text::fold;
use crate::model::conversation::View;
use crate::model::filter::{Asker, Filter};
use crate::model::query::{InboxQuery, Sort};

/// What a saved view is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// The client whose list it is; none when it is everybody's.
    pub client: Option<ClientId>,
    /// What it is called.
    pub name: String,
    /// The list that is narrowed.
    pub view: View,
    /// The filter, as it was written.
    pub filter: String,
    /// In which order.
    pub sort: Sort,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its row.
    pub id: SavedViewId,
    /// What it is made of.
    pub is: NewView,
}

impl NewView {
    /// What it asks of the store for whoever asks; none when its filter cannot be read any more.
    pub fn query(&self, asker: Asker) -> Option<InboxQuery> {
        let filter = Filter::parse(&self.filter).ok()?;
        let (view, client, sort) = (self.view, self.client, self.sort);
        Some(InboxQuery { view, client, account: None, filter, sort, as_of: None, asker })
    }

    /// Whether another would stand beside it under the same name.
    pub fn is_named_like(&self, other: &NewView) -> bool {
        self.client == other.client && fold(&self.name) == fold(&other.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_asks_what_it_was_saved_with() {
        let view = NewView {
            client: Some(ClientId(3)),
            name: "Été".into(),
            view: View::ToAnswer,
            filter: "older:2h -kind:dm".into(),
            sort: Sort::Waiting,
        };
        let query = view.query(Asker::default()).unwrap();
        assert_eq!((query.view, query.client, query.sort), (View::ToAnswer, Some(ClientId(3)), Sort::Waiting));
        assert!(query.filter.is_relative());
        assert!(NewView { filter: "(".into(), ..view.clone() }.query(Asker::default()).is_none());
        assert!(view.is_named_like(&NewView { name: "ete".into(), ..view.clone() }));
        assert!(!view.is_named_like(&NewView { client: None, ..view.clone() }));
    }
}
