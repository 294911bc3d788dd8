//! How model values stand in columns: words, times, flags, lists.
//!
//! A word that is not known is an error of the file, never a guess. `NEVER` stands for an
//! absent time in the columns that lists are sorted by.

use rusqlite::Row;
use rusqlite::types::Type;

use crate::base::time::Timestamp;
use crate::model::interaction::Media;

/// The time that sorts after all others, for none.
pub(super) const NEVER: i64 = i64::MAX;

/// The column at `at` as the variant with that word.
pub(super) fn word<T>(row: &Row<'_>, at: usize, from_code: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let code = row.get_ref(at)?.as_str()?;
    from_code(code).ok_or_else(|| unknown(at, code))
}

/// The column at `at` as a variant, if it holds a word at all.
pub(super) fn word_or_none<T>(row: &Row<'_>, at: usize, from_code: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
    match row.get_ref(at)?.as_str_or_null()? {
        None | Some("") => Ok(None),
        Some(code) => from_code(code).map(Some).ok_or_else(|| unknown(at, code)),
    }
}

fn unknown(at: usize, code: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, format!("unknown word {code}").into())
}

/// The time in the column at `at`.
pub(super) fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<Timestamp> {
    Ok(Timestamp::from_millis(row.get(at)?))
}

/// The time in the column at `at`, where NULL or `NEVER` stands for none.
pub(super) fn time_or_none(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Timestamp>> {
    let millis: Option<i64> = row.get(at)?;
    Ok(millis.filter(|millis| *millis != NEVER).map(Timestamp::from_millis))
}

/// A time as it stands in a column that lists are sorted by.
pub(super) fn sorted(time: Option<Timestamp>) -> i64 {
    time.map_or(NEVER, Timestamp::millis)
}

/// A time as it stands in a column that may be NULL.
pub(super) fn nullable(time: Option<Timestamp>) -> Option<i64> {
    time.map(Timestamp::millis)
}

/// A text that may be empty for none.
pub(super) fn text_or_none(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    let text: Option<String> = row.get(at)?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A number that networks may leave out.
pub(super) fn count_or_none(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<u64>> {
    let count: Option<i64> = row.get(at)?;
    Ok(count.and_then(|count| u64::try_from(count).ok()))
}

/// A number that networks may leave out, as it stands in a column.
pub(super) fn count(count: Option<u64>) -> Option<i64> {
    count.map(|count| i64::try_from(count).unwrap_or(i64::MAX))
}

/// Media as they stand in a column.
pub(super) fn media_text(media: &[Media]) -> String {
    let list: Vec<[&str; 3]> = media.iter().map(|one| [one.kind.as_str(), one.url.as_str(), one.alt.as_str()]).collect();
    serde_json::to_string(&list).unwrap_or_else(|_| "[]".to_owned())
}

/// The media in the column at `at`.
pub(super) fn media(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<Media>> {
    let list: Vec<[String; 3]> = serde_json::from_str(row.get_ref(at)?.as_str()?).unwrap_or_default();
    Ok(list.into_iter().map(|[kind, url, alt]| Media { kind, url, alt }).collect())
}
