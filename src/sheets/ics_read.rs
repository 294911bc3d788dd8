//! Calendars read: our own posts as they were, the events of others as plans.

use std::collections::BTreeMap;
use std::time::Duration;

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFrequency, ICalendarProperty, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry as Part, Parser};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

use super::csv::handles;
use crate::base::id::DraftId;
use crate::base::time::Timestamp;
use crate::model::interaction::Visibility;
use crate::model::sheet::{Column, Entry, Moment, Problem, Wrong};
use crate::model::slot::Standing;
use crate::model::when;

/// How far events that repeat are followed.
const AHEAD: Duration = Duration::from_secs(90 * 86_400);

/// The most turns of an event that are looked at, so that one of every second ends.
const TURNS: usize = 50_000;

/// The most turns of one event that are taken: one a day.
const TAKEN: usize = 90;

/// What a calendar holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Events {
    /// Our posts, and what others have planned.
    pub entries: Vec<Entry>,
    /// Events of others that are over, cancelled, or further ahead than a repetition is followed.
    pub left_out: usize,
}

/// Reads a calendar at `now`: events of others that are over stay out of it.
///
/// # Errors
/// What is no calendar, or breaks off; events whose times cannot be read.
pub fn read(bytes: &[u8], now: Timestamp) -> Result<Events, Vec<Problem>> {
    let text = super::text(bytes)?;
    let begins: Vec<usize> =
        text.lines().enumerate().filter(|(_, line)| line.trim().eq_ignore_ascii_case("BEGIN:VEVENT")).map(|(at, _)| at + 1).collect();
    let count = |mark: &str| text.lines().filter(|line| line.trim().eq_ignore_ascii_case(mark)).count();
    // The crate forgives what is cut off; half a calendar is not to be taken for a whole one.
    if count("BEGIN:VCALENDAR") > count("END:VCALENDAR") {
        let line = text.lines().count().max(1);
        return Err(vec![Problem { line, column: None, value: String::new(), wrong: Wrong::BreaksOff }]);
    }
    let (mut events, mut problems, mut seen) = (Events::default(), Vec::new(), 0);
    let mut parser = Parser::new(text);
    let mut calendars = 0;
    loop {
        match parser.entry() {
            Part::ICalendar(calendar) => {
                calendars += 1;
                let lines: BTreeMap<usize, usize> = places(&calendar, &begins, &mut seen);
                take(&calendar, &lines, now, &mut events, &mut problems);
            }
            Part::UnterminatedComponent(_) | Part::UnexpectedComponentEnd { .. } => {
                let line = text.lines().count().max(1);
                problems.push(Problem { line, column: None, value: String::new(), wrong: Wrong::BreaksOff });
                break;
            }
            Part::Eof => break,
            // Cards, lines that are none, and whatever else that crate comes to know.
            _ => {}
        }
    }
    if calendars == 0 && problems.is_empty() {
        problems.push(Problem { line: 1, column: None, value: String::new(), wrong: Wrong::NoHeading });
    }
    if problems.is_empty() { Ok(events) } else { Err(problems) }
}

/// The line of each event of a calendar, by its place in it.
fn places(calendar: &ICalendar, begins: &[usize], seen: &mut usize) -> BTreeMap<usize, usize> {
    let mut lines = BTreeMap::new();
    for (at, component) in calendar.components.iter().enumerate() {
        if component.component_type == ICalendarComponentType::VEvent {
            lines.insert(at, begins.get(*seen).copied().unwrap_or(1));
            *seen += 1;
        }
    }
    lines
}

/// Events that belong together: one that repeats, and the turns of it that were changed.
fn groups(calendar: &ICalendar, lines: &BTreeMap<usize, usize>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut alone = Vec::new();
    for at in lines.keys() {
        match calendar.components.get(*at).and_then(|component| component.uid()) {
            Some(uid) => groups.entry(uid).or_default().push(*at),
            None => alone.push(vec![*at]),
        }
    }
    groups.into_values().chain(alone).collect()
}

/// The turns of a group, by the place of their events: on the wall, and the zone of that wall.
type Turn = (usize, DateTime, Option<String>);

/// Works out when the events of a group are.
fn turns(calendar: &ICalendar, group: &[usize], now: Timestamp) -> (Vec<Turn>, Option<String>) {
    let zones = calendar.components.iter().filter(|component| component.component_type == ICalendarComponentType::VTimezone);
    let mut apart: Vec<ICalendarComponent> = zones.cloned().collect();
    let first = apart.len();
    apart.extend(group.iter().filter_map(|at| calendar.components.get(*at)).cloned());
    let most = apart[first..].iter().map(|component| most(component, now)).max().unwrap_or_default();
    // By itself, so that an event without an end does not use up the turns of the others.
    let expanded = ICalendar { components: apart }.expand_dates(Tz::Floating, most);
    let mut found: Vec<Turn> = Vec::new();
    for event in &expanded.events {
        // As text, since that is where the two calendars of the program meet.
        if let Some(at) = (event.comp_id as usize).checked_sub(first).and_then(|at| group.get(at))
            && let Ok(wall) = event.start.naive_local().to_string().parse()
        {
            found.push((*at, wall, event.start.timezone().name().map(|name| name.into_owned())));
        }
    }
    found.sort();
    (found, expanded.errors.first().map(|error| error.error.to_string()))
}

/// How many turns of an event come before the last that is wanted, at the most.
fn most(component: &ICalendarComponent, now: Timestamp) -> usize {
    let rule = component.property(&ICalendarProperty::Rrule).and_then(|entry| entry.values.first());
    let Some(ICalendarValue::RecurrenceRule(rule)) = rule else {
        return 1_000;
    };
    let by_day = matches!(
        rule.freq,
        ICalendarFrequency::Daily | ICalendarFrequency::Weekly | ICalendarFrequency::Monthly | ICalendarFrequency::Yearly
    );
    let within_a_day = !rule.byhour.is_empty() || !rule.byminute.is_empty() || !rule.bysecond.is_empty();
    if !by_day || within_a_day {
        return TURNS;
    }
    let days = begins(component).map_or(0, |began| (now + AHEAD).since(began).as_secs() / 86_400);
    usize::try_from(days).unwrap_or(TURNS).saturating_add(100).min(TURNS)
}

/// The first day of an event.
fn begins(component: &ICalendarComponent) -> Option<Timestamp> {
    let Some(ICalendarValue::PartialDateTime(at)) = component.property(&ICalendarProperty::Dtstart)?.values.first() else {
        return None;
    };
    let day = jiff::civil::Date::new(i16::try_from(at.year?).ok()?, i8::try_from(at.month?).ok()?, i8::try_from(at.day?).ok()?).ok()?;
    let day = day.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp::from_millis(day.timestamp().as_millisecond()))
}

fn take(calendar: &ICalendar, lines: &BTreeMap<usize, usize>, now: Timestamp, events: &mut Events, problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    for group in groups(calendar, lines) {
        let (turns, error) = turns(calendar, &group, now);
        if let (Some(value), Some(line)) = (error, group.first().and_then(|at| lines.get(at))) {
            problems.push(Problem { line: *line, column: Some(Column::Date), value, wrong: Wrong::Repetition });
        }
        for (at, wall, zone) in turns {
            let (Some(component), Some(line)) = (calendar.components.get(at), lines.get(&at)) else {
                continue;
            };
            let mut entry = entry(component, *line, wall, zone);
            let before = taken.entry(at).or_default();
            // What somebody else has planned never leaves by itself.
            let ours = entry.state.is_some();
            if ours || before.len() < TAKEN && is_ahead(component, &entry, now) {
                entry.state = entry.state.or(Some(Standing::Planned));
                before.push(entry);
            }
        }
    }
    for at in lines.keys() {
        let found = taken.remove(at).unwrap_or_default();
        events.left_out += usize::from(found.is_empty());
        events.entries.extend(found);
    }
}

/// Whether an event of somebody else is still to come, and not too far.
fn is_ahead(component: &ICalendarComponent, entry: &Entry, now: Timestamp) -> bool {
    let zone = TimeZone::get(&entry.zone).unwrap_or(TimeZone::UTC);
    let cancelled = component.status() == Some(&ICalendarStatus::Cancelled);
    let far = |when: Timestamp| component.is_recurrent_or_override() && when > now + AHEAD;
    !cancelled && entry.at.and_then(|moment| moment.instant(&zone)).is_some_and(|when| when > now && !far(when))
}

fn entry(component: &ICalendarComponent, line: usize, wall: DateTime, zone: Option<String>) -> Entry {
    let ours = |name: &str| of(component, &ICalendarProperty::Other(format!("X-VIGIE-{name}")));
    let start = component.property(&ICalendarProperty::Dtstart).and_then(|entry| entry.values.first());
    let (has_offset, whole_day) = match start {
        Some(ICalendarValue::PartialDateTime(at)) => (at.tz_hour.is_some(), at.hour.is_none()),
        _ => (false, false),
    };
    let mut entry = Entry { line, zone: zone.filter(|name| name != "Etc/UTC").unwrap_or_default(), ..Entry::default() };
    let time = if whole_day { Time::new(when::MORNING as i8, 0, 0, 0).unwrap_or(wall.time()) } else { wall.time() };
    let instant = has_offset.then(|| wall.to_zoned(TimeZone::UTC).ok()).flatten();
    entry.at = Some(match instant {
        Some(at) => Moment::Instant(Timestamp::from_millis(at.timestamp().as_millisecond())),
        None => Moment::Wall { date: wall.date(), time, offset: None },
    });
    let Some(said) = ours("AT").and_then(|at| Timestamp::parse(&at)) else {
        entry.text = foreign(component);
        return entry;
    };
    // What a calendar shows to the second is kept whole, unless it was moved there.
    if entry.at == Some(Moment::Instant(Timestamp::from_millis(said.millis().div_euclid(1_000) * 1_000))) {
        entry.at = Some(Moment::Instant(said));
    }
    entry.id = ours("ID").and_then(|id| id.parse().ok()).map(DraftId);
    entry.zone = ours("ZONE").unwrap_or_default();
    entry.client = ours("CLIENT").unwrap_or_default();
    entry.accounts = ours("ACCOUNTS").map(|accounts| handles(&accounts)).unwrap_or_default();
    entry.state = Some(ours("STATE").and_then(|state| Standing::from_code(&state)).unwrap_or(Standing::Planned));
    entry.warning = ours("WARNING").unwrap_or_default();
    entry.visibility = ours("VISIBILITY").and_then(|visibility| Visibility::from_code(&visibility));
    entry.language = ours("LANGUAGE").unwrap_or_default();
    entry.text = of(component, &ICalendarProperty::Description).unwrap_or_default();
    for own in component.entries.iter().filter(|entry| entry.name == ICalendarProperty::Other("X-VIGIE-OWN".to_owned())) {
        if let Some((handle, text)) = value(&own.values).split_once(' ') {
            entry.own.insert(handle.to_owned(), text.to_owned());
        }
    }
    entry
}

/// The text of an event of another program: its title, and what stands below it.
fn foreign(component: &ICalendarComponent) -> String {
    let title = of(component, &ICalendarProperty::Summary).unwrap_or_default();
    let below = of(component, &ICalendarProperty::Description).unwrap_or_default();
    [title.trim(), below.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn of(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<String> {
    component.property(name).map(|entry| value(&entry.values)).filter(|text| !text.is_empty())
}

/// A text whose commas somebody left unescaped is one text all the same.
fn value(values: &[ICalendarValue]) -> String {
    values.iter().filter_map(ICalendarValue::as_text).collect::<Vec<_>>().join(",")
}
