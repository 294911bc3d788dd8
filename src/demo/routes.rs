//! The routes of the client API: reading lists, publishing, acting on a status.
//!
//! Each is a few lines between [`super::world`] and [`super::render`]; how the server
//! misbehaves is in [`super::faults`], except for the dialects that change an answer.

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::answer::{Answer, Caller, Fields, House, Refusal};
use super::feeds;
use super::login;
use super::nouns::{Notice, Options, Report, Status, Tie, Visibility};
use super::paging::Ask;
use super::pictures;
use super::render::{self, Page};
use super::text;
use super::threads;
use super::uploads;
use super::world::World;

type Pairs = Vec<(String, String)>;

/// All routes.
pub fn router() -> Router<House> {
    Router::new()
        .route("/api/v1/apps", post(login::register))
        .route("/oauth/authorize", get(login::authorize))
        .route("/oauth/token", post(login::token))
        .route("/oauth/revoke", post(login::revoke))
        .route("/api/v1/instance", get(async |State(house): State<House>| Json(render::old_instance(&house.base))))
        .route("/api/v2/instance", get(instance))
        .route("/api/v1/accounts/verify_credentials", get(login::verify))
        .route("/api/v1/accounts/lookup", get(lookup))
        .route("/api/v1/accounts/relationships", get(relationships))
        .route("/api/v1/accounts/{id}", get(account))
        .route("/api/v1/accounts/{id}/statuses", get(account_statuses))
        .route("/api/v1/accounts/{id}/{act}", post(act_on_person))
        .route("/api/v1/reports", post(report))
        .route("/api/v1/notifications", get(notifications))
        .route("/api/v1/conversations", get(conversations))
        .route("/api/v1/conversations/{id}/read", post(read))
        .route("/api/v1/timelines/tag/{tag}", get(tag_timeline))
        .route("/api/v1/statuses", post(publish))
        .route("/api/v1/statuses/{id}", get(status).put(edit).delete(delete))
        .route("/api/v1/statuses/{id}/context", get(context))
        .route("/api/v1/statuses/{id}/{act}", post(act))
        .route("/api/v2/media", post(uploads::upload).layer(DefaultBodyLimit::max(64 * 1024 * 1024)))
        .route("/api/v1/media/{id}", get(uploads::uploaded))
        .route("/feeds/{place}", get(feeds::feed))
        .route("/feeds/{place}/{number}", get(feeds::page))
        .route("/media/{file}", get(picture))
        .route("/{handle}", get(profile_page))
        .route("/{handle}/{id}", get(web_page))
        .fallback(async || Refusal::not_found())
}

/// A picture that came with a status, which anybody who has its address may see.
async fn picture(State(house): State<House>, Path(file): Path<String>) -> Answer {
    let (id, place) = file.strip_suffix(".png").and_then(|name| name.rsplit_once('-')).ok_or_else(Refusal::not_found)?;
    let place: usize = place.parse().map_err(|_| Refusal::not_found())?;
    let world = house.network.world();
    let status = world.any_status(id).filter(|status| place < status.options.images.len()).ok_or_else(Refusal::not_found)?;
    let motif = status.options.motifs.get(place).map_or("view", String::as_str);
    let seed = id.bytes().fold(u32::try_from(place).unwrap_or(0), |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    Ok(([(header::CONTENT_TYPE, "image/png")], pictures::png(motif, seed)).into_response())
}

async fn instance(State(house): State<House>) -> Answer {
    let quirks = house.faults.quirks();
    if quirks.no_v2_instance {
        return Err(Refusal::not_found());
    }
    let mut instance = render::instance(&house.base);
    if let Some(domain) = quirks.account_domain {
        instance["account_domain"] = domain.into();
    }
    Ok(Json(instance).into_response())
}

async fn lookup(State(house): State<House>, Caller(viewer): Caller, Query(query): Query<Pairs>) -> Answer {
    let world = house.network.world();
    let acct = query.iter().find(|(key, _)| key == "acct").map(|(_, acct)| acct.as_str()).unwrap_or_default();
    let home = house.base.trim_start_matches("http://");
    let handle = acct.strip_suffix(home).and_then(|name| name.strip_suffix('@')).unwrap_or(acct);
    let who = world.find(handle).ok_or_else(Refusal::not_found)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.account(who)).into_response())
}

async fn relationships(State(house): State<House>, Caller(viewer): Caller, Query(query): Query<Pairs>) -> Answer {
    let world = house.network.world();
    let page = Page { world: &world, base: &house.base, viewer };
    let asked = query.iter().filter(|(key, _)| key.trim_end_matches("[]") == "id").filter_map(|(_, id)| world.find_id(id));
    Ok(Json(asked.map(|who| page.relationship(who)).collect::<Vec<_>>()).into_response())
}

async fn account(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let world = house.network.world();
    let who = world.find_id(&id).ok_or_else(Refusal::not_found)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.account(who)).into_response())
}

/// A page of a list with its Link header.
fn list<T>(
    house: &House,
    uri: &Uri,
    query: &Pairs,
    ask: &Ask,
    items: &[T],
    id: impl Fn(&T) -> &str,
    write: impl Fn(&T) -> Value,
) -> Response {
    let ids: Vec<&str> = items.iter().map(id).collect();
    let link = ask.link(&format!("{}{}", house.base, uri.path()), query, &ids);
    let mut answer = Json(items.iter().map(write).collect::<Vec<_>>()).into_response();
    if let Some(link) = link.and_then(|link| HeaderValue::from_str(&link).ok()) {
        answer.headers_mut().insert(header::LINK, link);
    }
    answer
}

fn read_ask(house: &House, query: &Pairs, usual: usize, most: usize) -> Ask {
    let mut ask = Ask::read(query, usual, most);
    if house.faults.quirks().min_id_ignored {
        ask.min_id = None;
    }
    ask
}

async fn account_statuses(
    State(house): State<House>,
    Caller(viewer): Caller,
    Path(id): Path<String>,
    uri: Uri,
    Query(query): Query<Pairs>,
) -> Answer {
    let world = house.network.world();
    let who = world.find_id(&id).ok_or_else(Refusal::not_found)?;
    let yes = |name: &str| query.iter().any(|(key, value)| key == name && (value == "true" || value == "1"));
    let listed_after = house.faults.quirks().listed_after;
    let now = house.network.clock().now();
    let own = world.statuses().filter(|status| status.by == who && world.may_read(status, viewer));
    let kept = own
        .filter(|status| !(yes("exclude_reblogs") && status.boost_of.is_some()))
        .filter(|status| !(yes("exclude_replies") && status.options.in_reply_to.is_some()))
        .filter(|status| listed_after.is_zero() || now.since(status.at) >= listed_after)
        .collect();
    let ask = read_ask(&house, &query, 20, 40);
    let items: Vec<&Status> = ask.cut(kept, |status| &status.id);
    let page = Page { world: &world, base: &house.base, viewer };
    Ok(list(&house, &uri, &query, &ask, &items, |status| &status.id, |status| page.status(status)))
}

async fn notifications(State(house): State<House>, Caller(viewer): Caller, uri: Uri, Query(query): Query<Pairs>) -> Answer {
    let world = house.network.world();
    let named = |name: &str| -> Vec<&str> {
        query.iter().filter(|(key, _)| key.trim_end_matches("[]") == name).map(|(_, value)| value.as_str()).collect()
    };
    let types = if house.faults.quirks().types_ignored { Vec::new() } else { named("types") };
    let excluded = named("exclude_types");
    let wanted = |kind: &str| (types.is_empty() || types.contains(&kind)) && !excluded.contains(&kind);
    let forgotten = world.notices(viewer).count().saturating_sub(house.faults.quirks().notifications_kept);
    let kept = world.notices(viewer).skip(forgotten).filter(|notice| wanted(notice.kind.word())).collect();
    let ask = read_ask(&house, &query, 40, 80);
    let items: Vec<&Notice> = ask.cut(kept, |notice| &notice.id);
    let page = Page { world: &world, base: &house.base, viewer };
    Ok(list(&house, &uri, &query, &ask, &items, |notice| &notice.id, |notice| page.notification(notice)))
}

async fn conversations(State(house): State<House>, Caller(viewer): Caller, uri: Uri, Query(query): Query<Pairs>) -> Answer {
    let quirks = house.faults.quirks();
    if quirks.no_conversations {
        return Err(Refusal::not_found());
    }
    let world = house.network.world();
    let ask = read_ask(&house, &query, 20, 40);
    let mut kept = if quirks.conversations_always_empty { Vec::new() } else { threads::conversations(&world, viewer) };
    kept.reverse();
    // Pages go by the newest message, not by the conversation's own id.
    let items = ask.cut(kept, |conversation| &conversation.last.id);
    let page = Page { world: &world, base: &house.base, viewer };
    Ok(list(&house, &uri, &query, &ask, &items, |conversation| &conversation.last.id, |conversation| page.conversation(conversation)))
}

async fn tag_timeline(
    State(house): State<House>,
    Caller(viewer): Caller,
    Path(tag): Path<String>,
    uri: Uri,
    Query(query): Query<Pairs>,
) -> Answer {
    let world = house.network.world();
    let tag = tag.to_lowercase();
    let public = |status: &&Status| status.options.visibility == Visibility::Public && status.boost_of.is_none();
    let kept = world.statuses().filter(public).filter(|status| status.tags.contains(&tag)).collect();
    let ask = read_ask(&house, &query, 20, 40);
    let items: Vec<&Status> = ask.cut(kept, |status| &status.id);
    let page = Page { world: &world, base: &house.base, viewer };
    Ok(list(&house, &uri, &query, &ask, &items, |status| &status.id, |status| page.status(status)))
}

fn find<'a>(world: &'a World, id: &str, viewer: usize) -> Result<&'a Status, Refusal> {
    world.status(id, viewer).ok_or_else(Refusal::not_found)
}

async fn status(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let world = house.network.world();
    let status = find(&world, &id, viewer)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.status(status)).into_response())
}

async fn context(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let world = house.network.world();
    let status = find(&world, &id, viewer)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.context(status)).into_response())
}

async fn publish(State(house): State<House>, Caller(viewer): Caller, headers: HeaderMap, fields: Fields) -> Answer {
    let visibility = match fields.get("visibility") {
        Some(word) => Visibility::parse(word).ok_or_else(|| Refusal::invalid("Visibility is not included in the list"))?,
        None => Visibility::Public,
    };
    let options = Options {
        visibility,
        in_reply_to: fields.get("in_reply_to_id").map(str::to_owned),
        spoiler: fields.get("spoiler_text").unwrap_or_default().to_owned(),
        language: fields.get("language").map(str::to_owned),
        sensitive: fields.yes("sensitive"),
        images: house
            .network
            .world()
            .attach(viewer, fields.all("media_ids"))
            .ok_or_else(|| Refusal::invalid("Cannot attach files that have not finished processing. Try again in a moment!"))?,
        motifs: Vec::new(),
        quotes: fields.get("quoted_status_id").map(str::to_owned),
        idempotency_key: headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned),
    };
    let now = house.network.clock().now();
    let mut world = house.network.world();
    let known = options.idempotency_key.as_ref().and_then(|key| world.known_key(viewer, key)).map(|status| status.id.clone());
    let id = match known.filter(|_| !house.faults.quirks().ignores_idempotency_key) {
        Some(id) => id,
        None => world.post(viewer, fields.get("status").unwrap_or_default(), options, now)?,
    };
    let status = find(&world, &id, viewer)?;
    let answer = Json(Page { world: &world, base: &house.base, viewer }.status(status)).into_response();
    drop(world);
    house.network.tell();
    Ok(answer)
}

async fn edit(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>, fields: Fields) -> Answer {
    let now = house.network.clock().now();
    let mut world = house.network.world();
    world.edit(viewer, &id, fields.get("status").unwrap_or_default(), now)?;
    let status = find(&world, &id, viewer)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.status(status)).into_response())
}

async fn delete(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let mut world = house.network.world();
    let mut written = Page { world: &world, base: &house.base, viewer }.status(find(&world, &id, viewer)?);
    let gone = world.delete(viewer, &id)?;
    // The source comes back once, so that a client can offer to write it anew.
    written["text"] = json!(gone.text);
    Ok(Json(written).into_response())
}

async fn act(State(house): State<House>, Caller(viewer): Caller, Path((id, act)): Path<(String, String)>) -> Answer {
    let now = house.network.clock().now();
    let mut world = house.network.world();
    let mut shown = id.clone();
    match act.as_str() {
        "favourite" => world.favourite(viewer, &id, now)?,
        "unfavourite" => world.unfavourite(viewer, &id)?,
        "reblog" => shown = world.boost(viewer, &id, now)?,
        "unreblog" => world.unboost(viewer, &id)?,
        _ => return Err(Refusal::not_found()),
    }
    let status = find(&world, &shown, viewer)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.status(status)).into_response())
}

async fn act_on_person(State(house): State<House>, Caller(viewer): Caller, Path((id, act)): Path<(String, String)>) -> Answer {
    let now = house.network.clock().now();
    let mut world = house.network.world();
    let whom = world.find_id(&id).ok_or_else(Refusal::not_found)?;
    match act.as_str() {
        "follow" => world.follow(viewer, whom, now),
        "unfollow" => world.unfollow(viewer, whom),
        "block" => world.tie(viewer, Tie::Block, whom, true),
        "unblock" => world.tie(viewer, Tie::Block, whom, false),
        "mute" => world.tie(viewer, Tie::Mute, whom, true),
        "unmute" => world.tie(viewer, Tie::Mute, whom, false),
        _ => return Err(Refusal::not_found()),
    }
    Ok(Json(Page { world: &world, base: &house.base, viewer }.relationship(whom)).into_response())
}

async fn report(State(house): State<House>, Caller(viewer): Caller, fields: Fields) -> Answer {
    let mut world = house.network.world();
    let whom = fields.get("account_id").and_then(|id| world.find_id(id)).ok_or_else(Refusal::not_found)?;
    let category = fields.get("category").unwrap_or("other");
    if !["spam", "legal", "violation", "other"].contains(&category) {
        return Err(Refusal::invalid("Category is not included in the list"));
    }
    let report = Report {
        by: viewer,
        whom,
        category: category.to_owned(),
        comment: fields.get("comment").unwrap_or_default().to_owned(),
        statuses: fields.all("status_ids").map(str::to_owned).collect(),
    };
    let mut written = json!({
        "category": report.category,
        "comment": report.comment,
        "status_ids": report.statuses,
        "forwarded": false,
        "action_taken": false,
    });
    written["id"] = json!(world.report(report)?.to_string());
    written["target_account"] = Page { world: &world, base: &house.base, viewer }.account(whom);
    Ok(Json(written).into_response())
}

async fn read(State(house): State<House>, Caller(viewer): Caller, Path(id): Path<String>) -> Answer {
    let mut world = house.network.world();
    let last = |world: &World| threads::conversations(world, viewer).into_iter().find(|one| one.id == id).map(|one| one.last.id.clone());
    let message = last(&world).ok_or_else(Refusal::not_found)?;
    world.read(viewer, &message);
    let all = threads::conversations(&world, viewer);
    let one = all.iter().find(|one| one.id == id).ok_or_else(Refusal::not_found)?;
    Ok(Json(Page { world: &world, base: &house.base, viewer }.conversation(one)).into_response())
}

/// What a browser shows of a person.
async fn profile_page(State(house): State<House>, Path(handle): Path<String>) -> Response {
    let world = house.network.world();
    let person = handle.strip_prefix('@').and_then(|handle| world.find(handle)).and_then(|who| world.person(who));
    match person {
        Some(person) => {
            let bio = text::html(&person.profile.bio, &house.base, |_| None);
            Html(format!("<!DOCTYPE html><meta charset=\"utf-8\"><h1>{}</h1>{bio}", text::escape(person.name()))).into_response()
        }
        None => (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><p>Not found</p>")).into_response(),
    }
}

/// What a browser shows of a public status.
async fn web_page(State(house): State<House>, Path((handle, id)): Path<(String, String)>) -> Response {
    let world = house.network.world();
    let public = |status: &&Status| matches!(status.options.visibility, Visibility::Public | Visibility::Unlisted);
    let author = handle.strip_prefix('@').and_then(|handle| world.find(handle)).and_then(|who| world.person(who));
    match (author, world.any_status(&id).filter(public)) {
        (Some(author), Some(status)) => {
            let words = text::html(&status.text, &house.base, |_| None);
            Html(format!("<!DOCTYPE html><meta charset=\"utf-8\"><h1>{}</h1>{words}", text::escape(author.name()))).into_response()
        }
        _ => (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><p>Not found</p>")).into_response(),
    }
}
