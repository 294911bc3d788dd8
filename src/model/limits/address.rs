//! The addresses in a text, as X and Mastodon find them.
//!
//! Both search with the expressions of twitter-text; X also takes bare names that end in a
//! known domain, and Mastodon lets a path go on in any script. This finds what those
//! expressions find, in one walk instead of by backtracking. Offsets are bytes. Whether the
//! host answers is nobody's question here.

use std::ops::Range;

use super::domains_table::NAMES;

/// Longest name of the table, in characters.
const LONGEST_NAME: usize = 24;
/// Longest label of a host once it is written in ASCII.
const LONGEST_LABEL: usize = 63;
/// Longest address, in UTF-16, the protocol counted once more as both do.
const LONGEST_ADDRESS: usize = 4096;
/// Longest name of an address on X's own shortener.
const LONGEST_SHORT: usize = 40;

/// What differs between the networks that search this way.
pub(super) struct Dialect {
    /// What may stand before `://`, lower case.
    pub protocols: &'static [&'static str],
    /// Whether a name without a protocol is an address.
    pub bare: bool,
    /// Whether an address on `t.co` ends with its name.
    pub shortener: bool,
    /// What a path is made of, beside parentheses in pairs.
    pub path: fn(char) -> bool,
    /// What a path ends with.
    pub path_end: fn(char) -> bool,
    /// What a query is made of.
    pub query: fn(char) -> bool,
    /// What a query ends with.
    pub query_end: fn(char) -> bool,
}

/// The addresses of `text` in order; they never overlap.
pub(super) fn addresses(text: &str, dialect: &Dialect) -> Vec<Range<usize>> {
    let mut search = Search { text, dialect, found: Vec::new(), done: 0 };
    if !text.contains('.') || !(dialect.bare || text.contains("://")) {
        return search.found;
    }
    let mut at = 0;
    let mut protocol = None;
    while at < text.len() {
        let run = at + text[at..].find(|c| !of_host(c)).unwrap_or(text.len() - at);
        if run > at {
            let ended = search.run(at..run, protocol.take());
            at = ended.max(run);
            if ended > run {
                continue;
            }
            protocol = search.protocol(run);
            if let Some(start) = &protocol {
                at = *start + text[*start..].find("://").map_or(0, |colon| colon + 3);
            }
        } else {
            protocol = None;
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    search.found
}

/// A label of a host and what is known of it.
struct Label {
    at: Range<usize>,
    /// Whether it may stand before the name that is registered.
    inner: bool,
    /// Whether it may be the name that is registered.
    registered: bool,
    /// The end of the domain that it begins with.
    domain: Option<usize>,
    /// The furthest label whose domain ends a host that this label is whole in.
    reach: Option<usize>,
}

struct Search<'a> {
    text: &'a str,
    dialect: &'a Dialect,
    found: Vec<Range<usize>>,
    /// What was searched already: nothing before it is looked at again.
    done: usize,
}

impl Search<'_> {
    /// The start of the protocol that ends at `colon`, when `://` follows.
    fn protocol(&self, colon: usize) -> Option<usize> {
        self.text[colon..].strip_prefix("://")?;
        let ends = |name: &&&str| {
            colon.checked_sub(name.len()).and_then(|from| self.text.get(from..colon)).is_some_and(|tail| tail.eq_ignore_ascii_case(name))
        };
        let found = self.dialect.protocols.iter().filter(ends).map(|name| colon - name.len());
        found.filter(|start| self.may_begin(*start)).min()
    }

    /// Whether an address may begin at `start`: what is before it is not part of a word, a tag or a handle.
    fn may_begin(&self, start: usize) -> bool {
        match self.text[..start].chars().next_back() {
            None => self.done == 0,
            Some(before) => start - before.len_utf8() >= self.done && may_precede(before),
        }
    }

    /// Looks for addresses in a run of what hosts are made of; gives the end of what was looked at.
    fn run(&mut self, run: Range<usize>, protocol: Option<usize>) -> usize {
        if !self.text[run.clone()].contains('.') {
            return run.end;
        }
        let labels = labels(self.text, run.clone());
        let mut first = 0;
        if let Some(protocol) = protocol
            && let Some(last) = labels.first().and_then(|label| host(self.text, label.at.start, &labels, 0))
            && let Some(end) = labels[last].domain
        {
            let ended = self.take(protocol, run.start..end, true);
            if ended > run.end {
                return ended;
            }
            first = last;
        }
        while first < labels.len() {
            let Some((start, last)) = self.begin(&labels, first) else {
                first += 1;
                continue;
            };
            let Some(end) = labels[last].domain else {
                break;
            };
            let ended = self.take(start, start..end, false);
            if ended > run.end {
                return ended;
            }
            first = last;
        }
        run.end
    }

    /// Where the first address that begins in a label begins, and the label that its domain begins.
    fn begin(&self, labels: &[Label], first: usize) -> Option<(usize, usize)> {
        let text = self.text;
        let label = labels[first].at.clone();
        let next = labels.get(first + 1)?;
        let mut from = label.start.max(self.done);
        let part = text.get(from..label.end)?;
        if next.reach.is_none() {
            next.domain?;
            // What is registered has no low line in it.
            from += part.rfind('_').map_or(0, |line| line + 1);
        }
        let starts = text.get(from..label.end)?.char_indices().filter(|(_, c)| in_label(*c)).map(|(at, _)| from + at);
        starts.filter(|start| self.may_begin(*start)).find_map(|start| Some((start, host(text, start, labels, first)?)))
    }

    /// Takes the address with this host, unless it is none; gives the end of what it was taken from.
    fn take(&mut self, start: usize, host: Range<usize>, protocol: bool) -> usize {
        let tail = tail(self.text, host.end, self.dialect);
        let (text, before) = (self.text, self.text[..start].chars().next_back());
        self.done = tail.end;
        let address = &text[start..tail.end];
        let scheme = if protocol { host.start - start } else { "https://".len() };
        if scheme + address.encode_utf16().count() > LONGEST_ADDRESS || !is_host(&text[host.clone()]) {
            return tail.end;
        }
        if protocol {
            match shortened(address, self.dialect) {
                Short::No => self.found.push(start..tail.end),
                Short::Yes(length) => {
                    self.found.push(start..start + length);
                }
                Short::TooLong => {}
            }
        } else if self.dialect.bare && !before.is_some_and(|before| "-_./".contains(before)) {
            let mut found = plain_hosts(&text[host.clone()]);
            if let Some(last) = found.last_mut().filter(|_| tail.path) {
                last.end = tail.end - host.start;
            }
            self.found.extend(found.into_iter().map(|part| host.start + part.start..host.start + part.end));
        }
        tail.end
    }
}

/// The last label of the host that begins at `start` in the label `first`: the one its domain begins.
fn host(text: &str, start: usize, labels: &[Label], first: usize) -> Option<usize> {
    let label = &labels[first];
    let part = text.get(start..label.at.end)?;
    if !part.chars().next().is_some_and(in_label) || !part.chars().next_back().is_some_and(in_label) {
        return None;
    }
    let next = labels.get(first + 1)?;
    next.reach.or_else(|| (next.domain.is_some() && !part.contains('_')).then_some(first + 1))
}

fn labels(text: &str, run: Range<usize>) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut start = run.start;
    for part in text[run].split('.') {
        let edges = part.chars().next().is_some_and(in_label) && part.chars().next_back().is_some_and(in_label);
        let at = start..start + part.len();
        let domain = if labels.is_empty() { None } else { domain(text, at.clone()) };
        labels.push(Label { at, inner: edges, registered: edges && !part.contains('_'), domain, reach: None });
        start += part.len() + 1;
    }
    for at in (0..labels.len()).rev() {
        let next = labels.get(at + 1);
        let further = next.and_then(|next| next.reach);
        let here = next.is_some_and(|next| next.domain.is_some()) && labels[at].registered;
        labels[at].reach = further.or_else(|| here.then_some(at + 1)).filter(|_| labels[at].inner);
    }
    labels
}

/// The end of the domain that a label begins with.
fn domain(text: &str, label: Range<usize>) -> Option<usize> {
    let part = &text[label.clone()];
    if part.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--")) {
        let rest = &part[4..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        return (length > 0).then_some(label.start + 4 + length);
    }
    let mut name = String::with_capacity(LONGEST_NAME * 4);
    let mut found = None;
    for (at, c) in part.char_indices().take(LONGEST_NAME) {
        name.extend(c.to_lowercase());
        let end = label.start + at + c.len_utf8();
        let goes_on = text[end..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric() || "@+-".contains(c));
        if !goes_on && NAMES.binary_search(&name.as_str()).is_ok() {
            found = Some(end);
        }
    }
    found
}

/// The parts of a host that are written in Latin letters and end in a known domain.
fn plain_hosts(host: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < host.len() {
        let length = host[at..].find(|c| !is_plain(c) && c != '.').unwrap_or(host.len() - at);
        if length == 0 {
            at += host[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        // The domain may be in any letters, so it is looked for in what follows a dot too.
        let mut dots: Vec<usize> = host[at..at + length].match_indices('.').map(|(dot, _)| at + dot).collect();
        let mut start = at;
        let mut best: Option<(usize, usize)> = None;
        dots.push(at + length);
        let mut ended = at + length;
        for dot in dots {
            if dot == start {
                // An empty label ends what came before.
                if let Some((from, to)) = best.take() {
                    found.push(from..to);
                }
                start = dot + 1;
                continue;
            }
            let Some(end) = (host.get(dot..=dot) == Some(".")).then(|| domain(host, dot + 1..host.len())).flatten() else {
                continue;
            };
            best = Some((best.map_or(start, |(from, _)| from), end));
            ended = end.max(dot + 1);
        }
        if let Some((from, to)) = best {
            found.push(from..to);
            at = to.max(ended);
        } else {
            at += length;
        }
    }
    found
}

/// Whether every label is short enough once it is written in ASCII.
fn is_host(host: &str) -> bool {
    if host.starts_with("xn--") && plain_hosts(host).is_empty() {
        return false;
    }
    host.split('.').all(|label| (1..=LONGEST_LABEL).contains(&ascii_length(label)))
}

fn ascii_length(label: &str) -> usize {
    if label.is_ascii() {
        return label.len();
    }
    // A character takes at least one, so a longer one need not be written out.
    if label.chars().count() > LONGEST_LABEL {
        return usize::MAX;
    }
    let parts = label.split(['\u{3002}', '\u{ff0e}', '\u{ff61}']).map(|part| match part.is_ascii() {
        true => part.len(),
        false => idna::punycode::encode_str(part).map_or(LONGEST_LABEL + 1, |encoded| "xn--".len() + encoded.len()),
    });
    parts.fold(0, |length, part| length + part + 1) - 1
}

/// What follows the host of an address.
struct Tail {
    end: usize,
    path: bool,
}

fn tail(text: &str, from: usize, dialect: &Dialect) -> Tail {
    let mut end = from;
    if let Some(rest) = text[end..].strip_prefix(':') {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        end += if digits > 0 { 1 + digits } else { 0 };
    }
    let path = text[end..].starts_with('/');
    if path {
        end = path_from(text, end + 1, dialect);
    }
    if text[end..].starts_with('?') {
        end = query_from(text, end, dialect);
    }
    Tail { end, path }
}

fn path_from(text: &str, from: usize, dialect: &Dialect) -> usize {
    let mut end = from;
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        if c == '(' {
            let Some(length) = in_pair(&text[at..], dialect) else {
                break;
            };
            at += length;
            end = at;
        } else if (dialect.path)(c) || (dialect.path_end)(c) {
            at += c.len_utf8();
            if (dialect.path_end)(c) {
                end = at;
            }
        } else {
            break;
        }
    }
    end
}

/// The bytes of the parentheses that `text` begins with, with at most one pair inside.
fn in_pair(text: &str, dialect: &Dialect) -> Option<usize> {
    let run = |from: usize| from + text[from..].find(|c| !(dialect.path)(c)).unwrap_or(text.len() - from);
    let first = run(1);
    let rest = &text[first..];
    if rest.starts_with(')') {
        return (first > 1).then_some(first + 1);
    }
    rest.strip_prefix('(')?;
    let inner = run(first + 1);
    if inner == first + 1 || !text[inner..].starts_with(')') {
        return None;
    }
    let last = run(inner + 1);
    text[last..].starts_with(')').then_some(last + 1)
}

/// The end of the query that begins with the `?` at `from`, or `from` when there is none.
fn query_from(text: &str, from: usize, dialect: &Dialect) -> usize {
    let mut end = from;
    for (at, c) in text[from + 1..].char_indices().take_while(|(_, c)| (dialect.query)(*c)) {
        if (dialect.query_end)(c) {
            end = from + 1 + at + c.len_utf8();
        }
    }
    end
}

/// Whether an address is one of X's own shortener, and how much of it is.
enum Short {
    No,
    Yes(usize),
    TooLong,
}

fn shortened(address: &str, dialect: &Dialect) -> Short {
    let lower = |head: &str| address.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    let head = ["https://t.co/", "http://t.co/"].into_iter().find(|head| dialect.shortener && lower(head));
    let Some(from) = head.map(str::len) else {
        return Short::No;
    };
    let length = address[from..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(address.len() - from);
    match length {
        0 => Short::No,
        1..=LONGEST_SHORT => {
            let end = from + length;
            Short::Yes(if address[end..].starts_with('?') { query_from(address, end, dialect) } else { end })
        }
        _ => Short::TooLong,
    }
}

/// What labels and the dots between them are made of.
fn of_host(c: char) -> bool {
    in_label(c) || "-_.".contains(c)
}

/// What a label begins and ends with: anything but marks, white space and what steers direction.
fn in_label(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '"' || c == '`' || (c.is_ascii_control() && !matches!(c, '\t'..='\r'));
    }
    !is_space(c) && !is_invalid(c) && !is_direction(c)
}

fn may_precede(c: char) -> bool {
    is_direction(c) || !(c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃') || is_invalid(c))
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

fn is_invalid(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{feff}' | '\u{ffff}')
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || is_latin(c)
}

/// The accented letters of Latin, and the marks that accent them.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}'
        | '\u{253}' | '\u{254}' | '\u{256}' | '\u{257}' | '\u{259}' | '\u{25b}' | '\u{263}' | '\u{268}'
        | '\u{26f}' | '\u{272}' | '\u{289}' | '\u{28b}' | '\u{2bb}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}
