//! Where the next post of a client may go: its usual hours, where none of its posts is near.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::{at_hour, local, moved_minutes, plus};
use crate::base::id::ClientId;
use crate::base::time::Timestamp;
use crate::model::slot::{CalendarRow, Standing};

/// The hours of a client of whom too little is known.
const HOURS: [i8; 3] = [9, 12, 17];
/// So many posts tell the hours of a client.
const ENOUGH: usize = 6;
/// Nothing is offered that begins sooner, in minutes.
const SOONEST: i64 = 10;
/// How many days are looked through.
const DAYS: i32 = 28;

/// The next `count` free times of a client, each at an hour at which it usually posts.
///
/// On weekends nothing is offered unless the client posts on that day of the week.
pub fn free(
    rows: &[&CalendarRow],
    client: Option<ClientId>,
    spacing: Duration,
    now: Timestamp,
    zone: &TimeZone,
    count: usize,
) -> Vec<Timestamp> {
    let mine = rows.iter().filter(|row| row.client == client && row.standing != Standing::Skipped);
    let times: Vec<Timestamp> = mine.filter_map(|row| row.at).collect();
    let mut by_hour: BTreeMap<i8, usize> = BTreeMap::new();
    for at in &times {
        *by_hour.entry(local(*at, zone).hour()).or_default() += 1;
    }
    let mut hours: Vec<(i8, usize)> = by_hour.into_iter().collect();
    hours.sort_by_key(|(hour, n)| (std::cmp::Reverse(*n), *hour));
    let mut hours: Vec<i8> = hours.into_iter().take(HOURS.len()).map(|(hour, _)| hour).collect();
    if times.len() < ENOUGH {
        hours = HOURS.to_vec();
    }
    hours.sort_unstable();
    let (today, soonest) = (local(now, zone).date(), moved_minutes(now, SOONEST));
    let open = |day: &jiff::civil::Date| {
        let weekday = day.weekday();
        weekday.to_monday_zero_offset() < 5 || times.iter().any(|at| local(*at, zone).weekday() == weekday)
    };
    let near = |at: Timestamp, other: &Timestamp| at.since(*other).max(other.since(at)) < spacing;
    let offered = (0..DAYS).map(|days| plus(today, days)).filter(open).flat_map(|day| {
        let zone = zone.clone();
        hours.clone().into_iter().map(move |hour| at_hour(day, hour, 0, &zone))
    });
    offered.filter(|at| *at >= soonest && !times.iter().any(|other| near(*at, other))).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{DraftId, SlotId};
    use crate::model::client::Colour;
    use crate::model::planner::notes::SPACING;

    fn row(at: &str) -> CalendarRow {
        CalendarRow {
            slot: Some(SlotId(1)),
            draft: Some(DraftId(1)),
            at: Timestamp::parse(at),
            zone: String::new(),
            standing: Standing::Scheduled,
            client: Some(ClientId(1)),
            client_name: String::new(),
            colour: Colour::Yellow,
            accounts: Vec::new(),
            text: String::new(),
            updated_at: Timestamp::default(),
        }
    }

    fn offered(rows: &[CalendarRow], now: &str, count: usize) -> String {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let rows: Vec<_> = rows.iter().collect();
        let free = free(&rows, Some(ClientId(1)), SPACING, Timestamp::parse(now).unwrap(), &zone, count);
        free.iter().map(|at| local(*at, &zone).strftime("%a %H:%M").to_string()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_is_taken_or_too_near_is_not_offered() {
        // A Thursday in November, 14:00 in Paris.
        assert_eq!(offered(&[], "2026-11-26T13:00:00Z", 5), "Thu 17:00, Fri 09:00, Fri 12:00, Fri 17:00, Mon 09:00");
        assert_eq!(offered(&[row("2026-11-26T16:20:00Z")], "2026-11-26T13:00:00Z", 1), "Fri 09:00");
        assert_eq!(offered(&[], "2026-11-26T15:51:00Z", 1), "Fri 09:00");
    }

    #[test]
    fn a_client_that_posts_at_its_own_hours_is_offered_those() {
        let rows: Vec<CalendarRow> = (16..22).map(|day| row(&format!("2026-11-{day}T19:00:00Z"))).collect();
        assert_eq!(offered(&rows, "2026-11-26T13:00:00Z", 3), "Thu 20:00, Fri 20:00, Sat 20:00");
    }
}
