//! Three clients of an agency on a Monday evening at 21:14: a restaurant, a carpet shop, a games studio.

use std::time::Duration;

use vigie::base::id::{AccountId, AuthorId, ClientId, ConversationId, DeliveryId, DraftId, InteractionId, PersonId, SlotId, SnippetId};
use vigie::base::text::excerpt;
use vigie::base::time::Timestamp;
use vigie::config::Lang;
use vigie::model::account::{Account, Feed, FeedStatus, Figures, Health, ServerLimits};
use vigie::model::author::Author;
use vigie::model::client::Colour;
use vigie::model::conversation::{Outgoing, Row};
use vigie::model::delivery::{Held, Load, State as Delivery};
use vigie::model::draft::{Draft, Target};
use vigie::model::exchange::{ActKind, Outgoing as Text, RemoteAct, RemoteId};
use vigie::model::fault::{Reason, ReasonCode};
use vigie::model::interaction::{Kind, Media, Message, Visibility};
use vigie::model::network::Network;
use vigie::model::person::{AuthorCard, AuthorRow, Evidence, Handle, Met, Past, Person, Resemblance, Whose, Written};
use vigie::model::query::{AccountRow, Actor, ConversationView, OutboxRow};
use vigie::model::slot::{CalendarRow, PostAccount, Standing};
use vigie::model::snippet::{AndThen, Saying, Snippet};
use vigie::model::triage::{State, Triage};

use super::Store;

/// 2026-09-14, 21:14 in Paris.
pub const NOW: Timestamp = Timestamp::from_millis(1_789_413_240_000);

const CLIENTS: [(&str, Colour, &str); 3] = [
    ("Chez Léon", Colour::Yellow, "@chezleon@pouet.example"),
    ("Tapis Karim", Colour::Magenta, "@tapiskarim@mastodon.example"),
    ("Studio Nébuleuse", Colour::Cyan, "@nebuleuse@jeux.example"),
];

pub fn ago(minutes: u64) -> Timestamp {
    NOW - Duration::from_secs(minutes * 60)
}

pub fn accounts() -> Vec<AccountRow> {
    let account = |at: usize| {
        let (name, colour, handle) = CLIENTS[at];
        let id = at as i64 + 1;
        AccountRow {
            account: Account {
                id: AccountId(id),
                client: ClientId(id),
                network: Network::Mastodon,
                server: format!("https://{}", handle.rsplit('@').next().unwrap()),
                remote_id: id.to_string(),
                handle: handle.to_owned(),
                name: name.to_owned(),
                health: Health::Ok,
                limits: ServerLimits::default(),
                visibility: Visibility::Public,
                language: Some("fr".to_owned()),
            },
            client_name: name.to_owned(),
            colour,
            feeds: vec![
                FeedStatus { feed: Feed::Notifications, read_at: Some(ago(1)), next_at: None, trouble: None },
                FeedStatus { feed: Feed::Own, read_at: Some(ago(4)), next_at: None, trouble: None },
            ],
            to_answer: 3 - at as u32,
            figures: Figures { followers: Some([1_843, 312, 20_467][at]), following: Some(80), posts: Some(900) },
        }
    };
    (0..3).map(account).collect()
}

/// A row that was unread `minutes` ago.
pub fn row(id: i64, client: usize, kind: Kind, who: (&str, &str), minutes: u64, text: &str) -> Row {
    let (client_name, colour, handle) = CLIENTS[client];
    let triage = if kind.asks() { Triage::opened(ago(minutes), ago(minutes)) } else { Triage::quiet(ago(minutes)) };
    Row {
        id: ConversationId(id),
        client: ClientId(client as i64 + 1),
        client_name: client_name.to_owned(),
        colour,
        account: AccountId(client as i64 + 1),
        account_handle: handle.to_owned(),
        account_name: String::new(),
        network: Network::Mastodon,
        kind,
        triage,
        outgoing: Outgoing::None,
        author: Some(AuthorId(id * 10 + 1)),
        vip: false,
        name: who.0.to_owned(),
        handle: who.1.to_owned(),
        excerpt: excerpt(text, 200),
        last_at: ago(minutes),
        count: 1,
        visibility: if kind == Kind::Dm { Visibility::Direct } else { Visibility::Public },
        newest: Some(InteractionId(id * 10)),
        newest_remote: Some(RemoteId::new(format!("r{id}"))),
        url: format!("https://pouet.example/{id}"),
        liked: false,
        boosted: false,
        edited: false,
        deleted: false,
        draft: false,
        blocked: false,
        network_muted: false,
        also: None,
    }
}

fn seen(row: Row) -> Row {
    Row { triage: Triage { unread: 0, seen_upto: row.newest, ..row.triage.clone() }, ..row }
}

/// The texts of the evening, in one language.
fn texts(lang: Lang) -> [&'static str; 11] {
    match lang {
        Lang::Fr => [
            "Bonsoir, on a attendu 40 minutes ce midi et personne ne s'est excusé. C'est la dernière fois.",
            "Vous avez encore une table pour 4 samedi soir ? On vient avec un bébé, il faudrait une chaise haute.",
            "le tapis berbère est arrivé abîmé sur un coin, je fais quoi maintenant ???",
            "Votre jeu plante au niveau 7 depuis la mise à jour. Windows 11, carte RX 6600. Le journal est ici : https://paste.example/7f3a",
            "Bonjour, pouvez-vous me rappeler au sujet de ma commande 88121 ?",
            "La tarte au citron, mon dieu la tarte au citron",
            "Est-ce que le jeu sortira sur Mac ?",
            "Merci pour le conseil, le tapis est sublime dans le salon !",
            "Ce soir : tarte au citron meringuée, la vraie. #miam",
            "Merci à toutes et tous pour le festival !",
            "",
        ],
        Lang::En => [
            "Good evening, we waited 40 minutes at lunch and nobody said sorry. That was the last time.",
            "Do you still have a table for 4 on Saturday? We come with a baby and would need a high chair.",
            "the berber rug arrived with a torn corner, what do I do now???",
            "Your game crashes on level 7 since the update. Windows 11, RX 6600. The log is here: https://paste.example/7f3a",
            "Hello, could you call me back about my order 88121?",
            "The lemon tart, my god the lemon tart",
            "Will the game come out on Mac?",
            "Thanks for the advice, the rug looks gorgeous in the living room!",
            "Tonight: lemon meringue tart, the real one. #miam",
            "Thank you all for the festival!",
            "",
        ],
    }
}

pub fn rows(lang: Lang) -> Vec<Row> {
    let text = texts(lang);
    let mut angry = row(1, 0, Kind::Mention, ("Hélène Marchand", "@helene@mamot.example"), 29, text[0]);
    angry.triage.due_at = None;
    angry.count = 2;
    let table = row(2, 0, Kind::Comment, ("Joris", "@joris.dev@pouet.example"), 2, text[1]);
    let mut rug = row(3, 1, Kind::Reply, ("Fatou N'Diaye", "@fatou@mastodon.example"), 12, text[2]);
    rug.count = 4;
    rug.triage.starred = true;
    let mut crash = row(4, 2, Kind::Mention, ("kbk_1987", "@kbk_1987@jeux.example"), 61, text[3]);
    crash.edited = true;
    let order = seen(row(5, 1, Kind::Dm, ("Mme Berger", "@berger@mastodon.example"), 180, text[4]));
    let mut tart = seen(row(6, 0, Kind::Mention, ("Ana Ruiz", "@ana@example.social"), 300, text[5]));
    tart.liked = true;
    tart.also = Some("@tapiskarim@mastodon.example".to_owned());
    let mut mac = seen(row(7, 2, Kind::Comment, ("日本のファン", "@fan@jeux.example"), 1_500, text[6]));
    mac.draft = true;
    let mut thanks = seen(row(8, 1, Kind::Reply, ("Paul", "@paul@mastodon.example"), 2_000, text[7]));
    thanks.triage.state = State::WaitingThem;
    let mut likes = row(9, 0, Kind::Like, ("Lucile", "@lucile@pouet.example"), 8, text[8]);
    likes.count = 222;
    let mut boosts = seen(row(10, 2, Kind::Boost, ("Ana Ruiz", "@ana@example.social"), 90, text[9]));
    boosts.count = 1;
    let mut follows = row(11, 2, Kind::Follow, ("Nino", "@nino@pouet.example"), 200, "");
    follows.count = 2;
    vec![angry, table, rug, crash, order, tart, mac, thanks, likes, boosts, follows]
}

pub fn store(lang: Lang) -> Store {
    let rows = rows(lang);
    let accounts = accounts();
    let mut store = Store { rows, accounts, snippets: snippets(lang), ..Store::default() };
    let rug = long_thread(&store, lang);
    store.views.insert(3, rug);
    let likes = reactions(&store);
    store.views.insert(9, likes);
    store
}

pub fn message(row: &Row, id: i64, ours: bool, minutes: u64, text: &str) -> Message {
    Message {
        id: Some(InteractionId(id)),
        kind: row.kind,
        ours,
        elsewhere: false,
        name: if ours { row.client_name.clone() } else { row.name.clone() },
        handle: if ours { row.account_handle.clone() } else { row.handle.clone() },
        text: text.to_owned(),
        warning: String::new(),
        language: Some("fr".to_owned()),
        visibility: row.visibility,
        media: Vec::new(),
        happened_at: ago(minutes),
        edited_at: row.edited.then(|| ago(minutes)),
        deleted_at: None,
        url: row.url.clone(),
        remote_id: RemoteId::new(format!("r{id}")),
        liked: row.liked,
        boosted: row.boosted,
        delivery: ours.then_some(DeliveryId(id)),
    }
}

/// A thread of one message, or of as many as the row counts.
pub fn thread_of(row: &Row, accounts: &[AccountRow]) -> ConversationView {
    let account = accounts.iter().find(|found| found.account.id == row.account).map(|found| found.account.clone());
    let minutes = NOW.since(row.last_at).as_secs() / 60;
    let newest = row.newest.map_or(0, |id| id.0);
    let mut messages = vec![message(row, newest, false, minutes, &row.excerpt)];
    if row.kind.is_reaction() {
        messages.clear();
    }
    ConversationView {
        row: row.clone(),
        account: account.unwrap_or_else(|| super::sample::accounts()[0].account.clone()),
        subject: None,
        above: Vec::new(),
        unreached: false,
        others: Vec::new(),
        versions: Vec::new(),
        notes: Vec::new(),
        messages,
        actors: Vec::new(),
        drafts: Vec::new(),
        deliveries: Vec::new(),
        twin: row.also.as_ref().map(|_| ConversationId(99)),
        evidence: None,
    }
}

/// What the agency keeps: for all, for the restaurant and for the carpet shop.
pub fn snippets(lang: Lang) -> Vec<Snippet> {
    let say = |fr: &'static str, en: &'static str| if lang == Lang::Fr { fr } else { en }.to_owned();
    let snippet = |id, client: Option<i64>, name: String, body: String, then, uses| {
        let saying = Saying { client: client.map(ClientId), name, body, then };
        Snippet { id: SnippetId(id), saying, uses, used_at: (uses > 0).then(|| ago(60)) }
    };
    vec![
        snippet(1, None, say("merci", "thanks"), say("Merci beaucoup {author} !", "Thank you so much, {author}!"), Some(AndThen::Done), 31),
        snippet(
            2,
            None,
            say("remboursement", "refund"),
            say(
                "Bonjour {author}, votre commande {?numéro de commande} est remboursée sous {?jours} jours. Gardez ce numéro : {?Numéro de commande}.",
                "Hello {author}, your order {?order number} is refunded within {?days} days. Please keep this number: {?Order number}.",
            ),
            None,
            12,
        ),
        snippet(
            3,
            Some(1),
            say("horaires", "opening hours"),
            say("Nous sommes ouverts du mardi au samedi, midi et soir.", "We are open Tuesday to Saturday, lunch and dinner."),
            None,
            4,
        ),
        snippet(
            4,
            Some(2),
            say("tache sur le tapis", "stain on the rug"),
            say(
                "Ne frottez surtout pas, {author} !\nTamponnez à l'eau froide, puis laissez sécher à plat.\n\nSi la tache reste, nous la traitons à l'atelier.",
                "Whatever you do, don't rub, {author}!\nDab it with cold water and let it dry flat.\n\nIf the stain stays, we treat it in our workshop.",
            ),
            Some(AndThen::Snooze),
            2,
        ),
    ]
}

/// The torn rug: a post of ours, four messages, a picture, a warning, an answer from elsewhere.
fn long_thread(store: &Store, lang: Lang) -> ConversationView {
    let row = store.rows.iter().find(|row| row.id.0 == 3).unwrap();
    let french = lang == Lang::Fr;
    let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
    let mut view = thread_of(row, &store.accounts);
    let mut subject = message(
        row,
        0,
        true,
        2_900,
        say("Les nouveaux berbères sont arrivés, tissés main dans l'Atlas.", "The new berbers are here, woven by hand in the Atlas."),
    );
    subject.id = None;
    subject.delivery = None;
    view.subject = Some(subject);
    let mut picture = message(row, 28, false, 60, say("voilà la photo", "here is the picture"));
    picture.warning = say("pied nu", "bare foot").to_owned();
    picture.media = vec![
        Media {
            kind: "image".into(),
            url: String::new(),
            alt: say("Un coin de tapis déchiré sur dix centimètres", "A corner of a rug, torn for ten centimetres").into(),
        },
        Media { kind: "video".into(), url: String::new(), alt: String::new() },
    ];
    let mut elsewhere =
        message(row, 27, true, 70, say("Oh non ! Pouvez-vous nous envoyer une photo ?", "Oh no! Could you send us a picture?"));
    elsewhere.elsewhere = true;
    elsewhere.delivery = None;
    view.messages = vec![
        message(row, 26, false, 95, say("bonjour, mon colis vient d'arriver et", "hello, my parcel just came and")),
        elsewhere,
        picture,
        message(
            row,
            30,
            false,
            12,
            say(
                "le tapis berbère est arrivé abîmé sur un coin, je fais quoi maintenant ???",
                "the berber rug arrived with a torn corner, what do I do now???",
            ),
        ),
    ];
    view
}

fn reactions(store: &Store) -> ConversationView {
    let row = store.rows.iter().find(|row| row.id.0 == 9).unwrap();
    let mut view = thread_of(row, &store.accounts);
    let mut subject = message(row, 0, true, 200, &row.excerpt);
    subject.id = None;
    subject.delivery = None;
    view.subject = Some(subject);
    let actor = |name: &str, minutes| Actor {
        name: name.to_owned(),
        handle: format!("@{}@pouet.example", name.to_lowercase()),
        happened_at: ago(minutes),
    };
    view.actors = vec![actor("Lucile", 8), actor("Nino", 9), actor("Ana", 15)];
    view
}

pub fn outbox_row(id: i64, row: &Row, state: Delivery) -> OutboxRow {
    OutboxRow {
        id: DeliveryId(id),
        conversation: Some(row.id),
        client_name: row.client_name.clone(),
        colour: row.colour,
        account: row.account,
        account_handle: row.account_handle.clone(),
        network: row.network,
        to: Some(row.handle.clone()),
        load: Load::Publish(Text {
            media: Vec::new(),
            text: format!(
                "{} Bonsoir, nous sommes vraiment désolés. Écrivez-nous en privé et nous arrangeons cela dès demain matin.",
                row.handle
            ),
            parent: None,
            visibility: Visibility::Public,
            language: None,
            warning: String::new(),
        }),
        state,
        attempts: 1,
        created_at: ago(1),
        changed_at: ago(1),
        waits: false,
    }
}

/// One delivery in each state that the outbox shows.
pub fn outbox(rows: &[Row]) -> Vec<OutboxRow> {
    let in_seconds = |seconds| NOW + Duration::from_secs(seconds);
    let refused = Reason { code: ReasonCode::Refused, detail: "Validation failed: Text is too long".into() };
    let states = [
        Delivery::Failed(refused),
        Delivery::Held(Held::Login),
        Delivery::Held(Held::Answered),
        Delivery::Held(Held::Ask),
        Delivery::Unsure(ago(1)),
        Delivery::Leaving(in_seconds(8)),
        Delivery::Queued(in_seconds(64)),
        Delivery::Sending,
    ];
    let mut outbox: Vec<OutboxRow> =
        states.into_iter().enumerate().map(|(at, state)| outbox_row(at as i64 + 1, &rows[at % 7], state)).collect();
    outbox[4].load = Load::Act(RemoteAct::new(ActKind::Boost, RemoteId::new("9")));
    outbox[6].to = None;
    outbox[6].conversation = None;
    outbox
}

/// Posts of the calendar: one that is late, one that has left, one of tomorrow, one of later.
pub fn upcoming(rows: &[Row]) -> Vec<CalendarRow> {
    let posts = [
        (-30, Standing::Late, "Hier, trop tard pour être envoyé sans demander"),
        (-2, Standing::Sent, "Déjà parti"),
        (14, Standing::Scheduled, "Demain à midi, la carte d'automne #miam"),
        (60, Standing::Scheduled, "Dans trois jours"),
    ];
    let post = |(at, (hours, standing, text)): (usize, (i64, Standing, &str))| {
        let row = &rows[at % 3];
        let account = PostAccount { account: row.account, network: row.network, handle: row.account_handle.clone(), delivery: None };
        CalendarRow {
            slot: Some(SlotId(at as i64 + 1)),
            draft: Some(DraftId(at as i64 + 1)),
            at: Some(Timestamp::from_millis(NOW.millis() + hours * 3_600_000)),
            zone: "Europe/Paris".into(),
            standing,
            client: None,
            client_name: row.client_name.clone(),
            colour: row.colour,
            accounts: vec![account.clone(), account],
            text: text.into(),
            updated_at: ago(600),
        }
    };
    posts.into_iter().enumerate().map(post).collect()
}

/// The author of the angry mention: known for long, at two addresses, with a note.
pub fn regular(lang: Lang) -> (AuthorCard, Vec<Written>) {
    let french = lang == Lang::Fr;
    let row = &rows(lang)[0];
    let author = row.author.unwrap();
    let about = Author {
        remote_id: "17".into(),
        handle: row.handle.clone(),
        name: row.name.clone(),
        url: "https://mamot.example/@helene".into(),
        bio: if french { "Critique du dimanche. Lyon, et les trains." } else { "Sunday critic. Lyon, and trains." }.into(),
        created_at: Some(ago(1_200 * 1_440)),
        followers: Some(2_340),
        following: Some(180),
        posts: Some(4_100),
        verified: vec!["https://helene.example".into()],
        ..Author::default()
    };
    let handle = |author: i64, handle: &str| Handle {
        author: AuthorId(author),
        network: Network::Mastodon,
        handle: handle.to_owned(),
        name: row.name.clone(),
    };
    let past = Past {
        messages: 14,
        reactions: 3,
        conversations: 5,
        first_at: Some(ago(500 * 1_440)),
        last_at: Some(ago(29)),
        answered_at: Some(ago(9 * 1_440)),
    };
    let note = if french {
        "A fait une critique dans le journal local.\nToujours vouvoyer."
    } else {
        "Wrote a review in the local paper.\nCall her Madame."
    };
    let card = AuthorCard {
        author,
        network: Network::Mastodon,
        evidence: Evidence::of(&about, past.first_at),
        about,
        person: Some(Person { id: PersonId(4), note: note.into(), vip: true, labels: vigie::model::label::read("press") }),
        handles: vec![handle(author.0, "@helene@mamot.example"), handle(99, "@helene.m@pouet.example")],
        met: vec![Met { client_name: row.client_name.clone(), colour: row.colour, account_handle: row.account_handle.clone() }],
        past,
    };
    let texts = texts(lang);
    let written = (0..14)
        .map(|at| Written {
            id: InteractionId(900 - at),
            conversation: ConversationId(1 + at % 3),
            state: if at < 2 { State::Open } else { State::Done },
            client_name: row.client_name.clone(),
            colour: row.colour,
            network: Network::Mastodon,
            account_handle: row.account_handle.clone(),
            kind: Kind::Mention,
            excerpt: if at == 3 { String::new() } else { texts[at as usize % 8].to_owned() },
            happened_at: ago(29 + at as u64 * at as u64 * 3_000),
        })
        .collect();
    (card, written)
}

/// A president whose l is a capital I, four days old.
pub fn president() -> (Row, AuthorCard) {
    let row = row(40, 0, Kind::Mention, ("François HoIIande", "@fholIande@pouet.example"), 5, "Bravo à @chezleon ! François Hollande");
    let about = Author {
        handle: row.handle.clone(),
        name: row.name.clone(),
        created_at: Some(ago(4 * 1_440)),
        followers: Some(12),
        following: Some(1_840),
        posts: Some(9),
        ..Author::default()
    };
    let past = Past { messages: 1, conversations: 1, first_at: Some(ago(5)), last_at: Some(ago(5)), ..Past::default() };
    let mut evidence = Evidence::of(&about, past.first_at);
    let likeness = vigie::model::lookalike::compare(&about.handle, "@fhollande@mamot.example").unwrap();
    let known = "@fhollande@mamot.example".to_owned();
    evidence.resembles = vec![Resemblance { theirs: about.handle.clone(), known, whose: Whose::Vip, likeness }];
    let who = Handle { author: row.author.unwrap(), network: Network::Mastodon, handle: row.handle.clone(), name: row.name.clone() };
    let card = AuthorCard {
        author: row.author.unwrap(),
        network: Network::Mastodon,
        about,
        person: None,
        handles: vec![who],
        met: vec![Met { client_name: row.client_name.clone(), colour: row.colour, account_handle: row.account_handle.clone() }],
        past,
        evidence,
    };
    (row, card)
}

/// The usual evening with two cards: a regular who is a VIP, and the president.
pub fn with_cards(lang: Lang) -> Store {
    let mut store = store(lang);
    let (card, written) = regular(lang);
    store.rows[0].vip = true;
    store.written.insert(card.author.0, written);
    store.authors.insert(card.author.0, card);
    let (row, card) = president();
    let mut view = thread_of(&row, &store.accounts);
    view.evidence = Some(Box::new(card.evidence.clone()));
    store.views.insert(row.id.0, view);
    let hail = Written { excerpt: row.excerpt.clone(), happened_at: ago(5), ..store.written[&11][0].clone() };
    store.written.insert(card.author.0, vec![hail]);
    store.authors.insert(card.author.0, card);
    store.rows.push(row);
    store.people = store
        .rows
        .iter()
        .take(6)
        .map(|row| AuthorRow {
            who: Handle { author: row.author.unwrap(), network: row.network, handle: row.handle.clone(), name: row.name.clone() },
            person: None,
        })
        .collect();
    store
}

/// A post of a client at a time, or an idea.
pub fn post(id: i64, client: usize, at: Option<&str>, standing: Standing, text: &str) -> CalendarRow {
    let (client_name, colour, handle) = CLIENTS[client];
    let account = AccountId(client as i64 + 1);
    CalendarRow {
        slot: at.map(|_| SlotId(id)),
        draft: Some(DraftId(id)),
        at: at.map(|at| Timestamp::parse(at).unwrap()),
        zone: if at.is_some() { "Europe/Paris".into() } else { String::new() },
        standing,
        client: Some(ClientId(client as i64 + 1)),
        client_name: client_name.to_owned(),
        colour,
        accounts: vec![PostAccount { account, network: Network::Mastodon, handle: handle.to_owned(), delivery: None }],
        text: text.to_owned(),
        updated_at: ago(60),
    }
}

/// The draft of a post.
pub fn draft_of(row: &CalendarRow) -> Draft {
    Draft {
        id: row.draft,
        target: Target::New,
        accounts: row.accounts.iter().map(|account| account.account).collect(),
        text: row.text.clone(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: Some("fr".into()),
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: row.updated_at,
    }
}

/// A week of the three clients, with what can be wrong in one.
pub fn calendar() -> Vec<CalendarRow> {
    let oysters = "Les huîtres de Cancale sont arrivées, douzaine à partager ce soir en terrasse";
    let mut failed = post(2, 1, Some("2026-09-14T16:00:00Z"), Standing::NotSent, "Trois tapis berbères rentrent de l'atelier demain matin");
    let reason = Reason { code: ReasonCode::Refused, detail: "Text character limit of 500 exceeded".into() };
    failed.accounts[0].delivery = Some((DeliveryId(40), Delivery::Failed(reason)));
    vec![
        post(1, 0, Some("2026-09-14T07:00:00Z"), Standing::Sent, "Carte du jour : dorade, fenouil, citron confit"),
        failed,
        post(3, 2, Some("2026-09-14T17:00:00Z"), Standing::Late, "La version 1.4 est en ligne"),
        post(4, 0, Some("2026-09-15T08:00:00Z"), Standing::Scheduled, oysters),
        post(5, 0, Some("2026-09-15T08:15:00Z"), Standing::Scheduled, "Deux tables se libèrent pour ce soir, appelez-nous"),
        post(6, 2, Some("2026-09-16T15:30:00Z"), Standing::Planned, "Dans les coulisses : comment nous testons une chaussette"),
        post(7, 1, Some("2026-09-17T07:00:00Z"), Standing::Editing, "Le guide d'entretien des tapis en laine, en cinq gestes"),
        post(8, 0, Some("2026-09-18T10:00:00Z"), Standing::Scheduled, oysters),
        post(9, 0, None, Standing::Idea, "Interview de Maud pour la rentrée"),
        post(10, 2, None, Standing::Idea, "Un concours de chaussettes perdues ?"),
    ]
}
