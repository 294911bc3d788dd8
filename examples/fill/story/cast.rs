//! Who is in the story: clients, their accounts, and the people who write to them.

use serde::Deserialize;
use vigie::base::id::AccountId;
use vigie::base::time::Timestamp;
use vigie::connector::rss;
use vigie::model::account::{Feed, Identity, NewAccount};
use vigie::model::author::Author;
use vigie::model::network::Network;
use vigie::store::Store;

use super::texts::{Texts, Words};
use super::{Plan, Wrong};

/// One of our accounts.
#[derive(Debug, Clone)]
pub struct Ours {
    pub id: AccountId,
    pub network: Network,
    pub remote_id: String,
    pub handle: String,
    pub name: String,
    pub trade: String,
    pub language: String,
}

/// Everybody, and what they say.
pub struct Cast {
    pub accounts: Vec<Ours>,
    pub texts: Texts,
    server: String,
}

#[derive(Deserialize)]
struct Clients {
    client: Vec<Client>,
}

#[derive(Deserialize)]
struct Client {
    name: String,
    trade: String,
    language: String,
}

/// The feeds that a network is polled for. A network that is added here says what it has.
pub fn feeds(network: Network) -> &'static [Feed] {
    match network {
        Network::Mastodon => &[Feed::Notifications, Feed::Messages, Feed::Own],
        Network::Rss => &[Feed::Entries],
    }
}

impl Cast {
    /// Stores clients and accounts; the first clients have one more where they do not divide.
    pub async fn hired(store: &Store, plan: &Plan) -> Result<Cast, Wrong> {
        let known: Clients = toml::from_str(include_str!("../clients.toml"))?;
        let mut cast = Cast { accounts: Vec::new(), texts: Texts::read()?, server: plan.server.clone() };
        let mut ids = Vec::new();
        for client in known.client.iter().take(plan.clients) {
            ids.push((store.add_client(&client.name, None).await?, client));
        }
        for number in 0..plan.accounts {
            let (client, about) = ids.get(number % ids.len()).ok_or("no client")?;
            let ours = cast.ours(number, number / ids.len(), about);
            let source = format!("{}/press/{number}.xml", plan.server);
            let is_source = ours.network.is_source();
            let identity = Identity {
                remote_id: if is_source { rss::remote_id(*client, &source) } else { ours.remote_id.clone() },
                handle: ours.handle.clone(),
                name: ours.name.clone(),
                language: Some(ours.language.clone()),
                ..Identity::default()
            };
            let new = NewAccount {
                client: *client,
                network: ours.network,
                server: if is_source { source } else { plan.server.clone() },
                identity,
            };
            let id = store.add_account(new).await?;
            cast.accounts.push(Ours { id, ..ours });
        }
        Ok(cast)
    }

    fn ours(&self, number: usize, nth: usize, client: &Client) -> Ours {
        let word: String = client.name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
        let (suffix, title) =
            [("", ""), ("_sav", " SAV"), ("_live", " Live"), ("_jobs", " Jobs"), ("_lab", " Lab"), ("_club", " Club")][nth % 6];
        // The last of the five accounts of a client is what its trade reads.
        let is_source = nth % 5 == 4;
        let handle = format!("@{word}{suffix}@{}", self.host());
        Ours {
            id: AccountId(0),
            network: if is_source { Network::Rss } else { Network::Mastodon },
            remote_id: format!("{}", 9_000 + number),
            handle: if is_source { format!("{}/press/{number}.xml", self.host()) } else { handle },
            name: if is_source { format!("{} – {}", client.trade, number) } else { format!("{}{title}", client.name) },
            trade: client.trade.clone(),
            language: client.language.clone(),
        }
    }

    fn host(&self) -> &str {
        self.server.trim_start_matches("http://").trim_start_matches("https://")
    }

    /// The words of an account's people; some speak the other language.
    pub fn words(&self, ours: &Ours, person: u64) -> (&Words, &'static str) {
        let french = (ours.language == "fr") != person.is_multiple_of(11);
        if french { (self.texts.of("fr"), "fr") } else { (self.texts.of("en"), "en") }
    }

    /// The person with this number, as an account sees them.
    pub fn person(&self, ours: &Ours, number: u64) -> Author {
        const SERVERS: [&str; 5] = ["piaille.example", "mastodon.example", "mamot.example", "social.example", "framapiaf.example"];
        let words = self.words(ours, number).0;
        let name = words.name(number);
        let short: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let server = SERVERS[(number % 5) as usize];
        Author {
            remote_id: format!("{}", 1_000_000 + number),
            handle: format!("@{short}{number}@{server}"),
            url: format!("https://{server}/@{short}{number}"),
            name,
            bio: words.bio(number).to_owned(),
            bot: false,
            created_at: Some(Timestamp::from_millis(1_500_000_000_000 + (number as i64 % 90_000) * 1_000_000)),
            followers: Some(number * 37 % 4_001),
            following: Some(number * 13 % 900),
            posts: Some(number * 101 % 20_011),
            verified: Vec::new(),
        }
    }
}
