//! How sources write: RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//!
//! Written the way publishers do it: RSS carries its HTML escaped, with pictures as
//! enclosures of Media RSS; Atom and JSON Feed keep theirs in fields. Pure.

use serde_json::{Value, json};

use super::faults::http_date;
use super::feeds::{Form, Out, Shelf, Source, length};
use super::text::escape;

/// A document with its media type; its entries in the order of `out`.
pub(super) fn write(shelf: &Shelf, source: &Source, out: &[Out<'_>], address: &str) -> (&'static str, String) {
    match source.form {
        Form::Rss => ("application/rss+xml; charset=utf-8", rss(shelf, source, out, address)),
        Form::Atom => ("application/atom+xml", atom(shelf, source, out, address)),
        Form::Json => ("application/feed+json", json_feed(shelf, source, out, address).to_string()),
    }
}

fn rss(shelf: &Shelf, source: &Source, out: &[Out<'_>], address: &str) -> String {
    let mut document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n<title>{}</title>\n<link>{address}</link>\n\
         <description>{}</description>\n<language>{}</language>\n",
        escape(&source.name),
        escape(&source.about),
        shelf.language
    );
    if let Some(minutes) = shelf.rest(source) {
        document.push_str(&format!("<ttl>{minutes}</ttl>\n"));
    }
    for out in out {
        document.push_str(&format!(
            "<item>\n<title>{}</title>\n<link>{address}/{1}</link>\n<guid isPermaLink=\"false\">{2}-{1}</guid>\n\
             <pubDate>{3}</pubDate>\n<dc:creator>{4}</dc:creator>\n<description>{5}</description>\n",
            escape(&out.entry.title),
            out.number,
            source.place,
            http_date(out.at),
            escape(&out.entry.by),
            escape(out.body)
        ));
        if let Some(file) = &out.entry.audio {
            // A megabyte a minute, as podcasts are.
            let bytes = length(out.entry).as_secs() / 60 * 1_000_000;
            document.push_str(&format!("<enclosure url=\"{address}/{file}\" type=\"audio/mpeg\" length=\"{bytes}\"/>\n"));
        }
        if let Some(file) = &out.entry.picture {
            document.push_str(&format!(
                "<media:content url=\"{address}/{file}\" type=\"image/jpeg\"><media:description>{}</media:description></media:content>\n",
                escape(&out.entry.alt)
            ));
        }
        document.push_str("</item>\n");
    }
    document + "</channel>\n</rss>\n"
}

fn atom(shelf: &Shelf, source: &Source, out: &[Out<'_>], address: &str) -> String {
    let updated = out.iter().map(|out| out.updated).max().unwrap_or_default();
    let mut document = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{address}</id>\n\
         <title>{}</title>\n<subtitle>{}</subtitle>\n<link rel=\"self\" href=\"{address}\"/>\n<updated>{}</updated>\n",
        shelf.language,
        escape(&source.name),
        escape(&source.about),
        updated.rfc3339()
    );
    for out in out {
        document.push_str(&format!(
            "<entry>\n<id>tag:{0},{1}</id>\n<title>{2}</title>\n<link rel=\"alternate\" href=\"{address}/{1}\"/>\n\
             <published>{3}</published>\n<updated>{4}</updated>\n<author><name>{5}</name></author>\n\
             <content type=\"html\">{6}</content>\n",
            source.place,
            out.number,
            escape(&out.entry.title),
            out.at.rfc3339(),
            out.updated.rfc3339(),
            escape(&out.entry.by),
            escape(&(out.body.to_owned() + &picture(out, address)))
        ));
        document.push_str("</entry>\n");
    }
    document + "</feed>\n"
}

fn json_feed(shelf: &Shelf, source: &Source, out: &[Out<'_>], address: &str) -> Value {
    let items = out.iter().map(|out| {
        let mut item = json!({
            "id": format!("{}-{}", source.place, out.number),
            "url": format!("{address}/{}", out.number),
            "content_html": out.body.to_owned() + &picture(out, address),
            "date_published": out.at.rfc3339(),
            "date_modified": out.updated.rfc3339(),
            "authors": [{ "name": out.entry.by }],
        });
        // A note has no title; an empty one would be wrong (JSON Feed 1.1, items).
        if !out.entry.title.is_empty() {
            item["title"] = out.entry.title.as_str().into();
        }
        item
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.name,
        "description": source.about,
        "feed_url": address,
        "language": shelf.language,
        "items": items.collect::<Vec<_>>(),
    })
}

fn picture(out: &Out<'_>, address: &str) -> String {
    let written = |file: &String| format!("<p><img src=\"{address}/{file}\" alt=\"{}\"></p>", escape(&out.entry.alt));
    out.entry.picture.as_ref().map(written).unwrap_or_default()
}

/// An entry as a page.
pub(super) fn page(source: &Source, out: &Out<'_>) -> String {
    format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>{0}</title><p>{0} · {1}</p><h1>{2}</h1>{3}",
        escape(&source.name),
        escape(&out.entry.by),
        escape(&out.entry.title),
        out.body
    )
}
