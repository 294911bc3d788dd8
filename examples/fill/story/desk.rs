//! What the person does at the desk: done, muted, starred, answered; and what is left lying.

use std::time::Duration;

use vigie::base::backoff::Jitter;
use vigie::base::id::{AccountId, ConversationId, InteractionId};
use vigie::base::time::Timestamp;
use vigie::model::account::Health;
use vigie::model::conversation::{Row, View};
use vigie::model::delivery::Outcome;
use vigie::model::draft::{Audience, Draft, Target};
use vigie::model::exchange::{Receipt, RemoteId};
use vigie::model::fault::{Fault, Trouble};
use vigie::model::intent::Intent;
use vigie::model::interaction::Visibility;
use vigie::model::journal::{Hand, Origin};
use vigie::model::query::{Answer, InboxQuery, Place, Query, Sort, Span};
use vigie::model::triage::{After, Verb};
use vigie::store::{Claim, Store};

use super::cast::Cast;
use super::chance::Chance;
use super::{Plan, Wrong};

/// The rows that are looked at together.
const WINDOW: u32 = 120;

/// The person, and how far they have come.
pub struct Desk {
    hand: Hand,
    claim: Claim,
    /// What was opened and not looked at yet.
    pub backlog: u64,
    /// How much of it is let lie.
    lies: u64,
    /// The longest wait that was looked at.
    place: Option<Place>,
    receipts: u64,
}

impl Desk {
    /// Takes the place of the process that sends.
    pub async fn open(store: &Store, plan: &Plan) -> Result<Desk, Wrong> {
        let owner = "desk".to_owned();
        let epoch = store.take_lease("work", &owner, Duration::from_secs(1_000 * 86_400)).await?.ok_or("somebody else sends")?;
        let hand = Hand { person: "ana".to_owned(), origin: Origin::Screen };
        Ok(Desk { hand, claim: Claim { owner, epoch }, backlog: 0, lies: plan.interactions / 400, place: None, receipts: 0 })
    }

    /// Works through what came; on the last day most of it is left for tomorrow.
    pub async fn works(&mut self, store: &Store, cast: &Cast, chance: &mut Chance, last: bool) -> Result<(), Wrong> {
        if last {
            return Ok(());
        }
        while self.backlog > self.lies {
            let span = Span { around: self.place, before: 0, after: WINDOW };
            let rows = rows(store, View::ToAnswer, Sort::Waiting, span).await?;
            let Some(end) = rows.last() else {
                self.backlog = 0;
                break;
            };
            let place = end.place(Sort::Waiting);
            self.place = Some(Place { id: place.id + 1, ..place });
            self.backlog = self.backlog.saturating_sub(rows.len() as u64);
            self.handle(store, cast, chance, rows).await?;
        }
        let quiet = rows(store, View::Quiet, Sort::Newest, Span::top(40)).await?;
        let ids = quiet.iter().filter(|row| !row.triage.seen()).map(|row| row.id).collect();
        self.verb(store, ids, Verb::See).await
    }

    async fn handle(&mut self, store: &Store, cast: &Cast, chance: &mut Chance, rows: Vec<Row>) -> Result<(), Wrong> {
        let (mut done, mut answered) = (Vec::new(), Vec::new());
        for row in rows {
            match chance.share() {
                share if share < 0.85 => done.push(row.id),
                share if share < 0.90 => answered.push(row),
                share if share < 0.92 => self.verb(store, vec![row.id], Verb::Mute).await?,
                share if share < 0.94 => self.verb(store, vec![row.id], Verb::Star).await?,
                share if share < 0.985 => self.verb(store, vec![row.id], Verb::See).await?,
                _ => {}
            }
        }
        for some in done.chunks(30) {
            self.verb(store, some.to_vec(), Verb::Done).await?;
        }
        for row in &answered {
            let after = if chance.happens(0.3) { After::Done } else { After::WaitThem };
            self.send(store, cast, chance, row, after).await?;
        }
        store.leave_due().await?;
        let mut accounts: Vec<AccountId> = answered.iter().map(|row| row.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        for account in accounts {
            while self.carry(store, account, None).await? {}
        }
        Ok(())
    }

    async fn verb(&self, store: &Store, ids: Vec<ConversationId>, verb: Verb) -> Result<(), Wrong> {
        if !ids.is_empty() {
            store.intend(self.hand.clone(), Intent::Triage(ids, verb)).await?;
        }
        Ok(())
    }

    async fn send(&self, store: &Store, cast: &Cast, chance: &mut Chance, row: &Row, after: After) -> Result<(), Wrong> {
        let draft = reply(cast, chance, row);
        let intent = Intent::Send { draft, after, hold: Duration::ZERO, drawn_upto: row.newest };
        store.intend(self.hand.clone(), intent).await?;
        Ok(())
    }

    /// Takes one due delivery and closes it; without an outcome it has arrived.
    async fn carry(&mut self, store: &Store, account: AccountId, outcome: Option<Outcome>) -> Result<bool, Wrong> {
        let Some(delivery) = store.claim(account, &self.claim).await? else {
            return Ok(false);
        };
        self.receipts += 1;
        let receipt = Receipt {
            remote_id: RemoteId::new(format!("12{:012}", self.receipts)),
            url: format!("https://social.example/12{:012}", self.receipts),
            posted_at: delivery.began_at.unwrap_or_default(),
        };
        store.settle(delivery.id, outcome.unwrap_or(Outcome::Receipt(receipt)), Jitter::NONE).await?;
        Ok(true)
    }

    /// Drafts in writing, and deliveries that did not go well.
    pub async fn leaves_things(&mut self, store: &Store, cast: &Cast, chance: &mut Chance) -> Result<(), Wrong> {
        let rows = rows(store, View::ToAnswer, Sort::Newest, Span::top(60)).await?;
        let (drafts, rest) = rows.split_at(rows.len() / 4);
        for row in drafts {
            store.intend(self.hand.clone(), Intent::SaveDraft(reply(cast, chance, row))).await?;
        }
        let new = Draft { target: Target::New, ..blank(cast.accounts.iter().take(3).map(|ours| ours.id).collect()) };
        store.intend(self.hand.clone(), Intent::SaveDraft(Draft { text: "Bientôt : #nouveauté".to_owned(), ..new })).await?;
        let outcomes = [
            Outcome::Fault(Fault::refused(422, "Validation failed: Text character limit of 500 exceeded")),
            Outcome::Fault(Fault::refused(404, "Record not found")),
            Outcome::Answered,
            Outcome::Silence,
            Outcome::Fault(Fault::Transient(Trouble::Server(503))),
        ];
        for (row, outcome) in rest.iter().zip(outcomes) {
            self.send(store, cast, chance, row, After::WaitThem).await?;
            store.leave_due().await?;
            self.carry(store, row.account, Some(outcome)).await?;
        }
        if let Some(ours) = cast.accounts.last() {
            store.set_health(ours.id, Health::NeedsLogin).await?;
        }
        store.drop_lease("work", &self.claim.owner).await?;
        Ok(())
    }
}

impl Desk {
    /// Posts on the calendar, half of them before the end of the year and half after it.
    pub async fn plans(&self, store: &Store, cast: &Cast, chance: &mut Chance, plan: &Plan) -> Result<(), Wrong> {
        const SPAN: u64 = 5 * 365 * 86_400;
        for at in 0..u64::from(plan.slots) {
            let chosen = chance.below(u64::try_from(cast.accounts.len())?);
            let Some(ours) = cast.accounts.get(usize::try_from(chosen)?) else {
                continue;
            };
            let beside = cast.accounts.iter().filter(|other| other.network == ours.network && other.trade == ours.trade);
            let accounts = std::iter::once(ours).chain(beside.filter(|other| other.id != ours.id)).map(|ours| ours.id);
            let texts = cast.texts.of(&ours.language);
            let draft = Draft { text: texts.answer(&ours.trade, chance), ..blank(accounts.take(usize::try_from(at % 3)? + 1).collect()) };
            let time = plan.until - Duration::from_secs(SPAN / 2) + Duration::from_secs(SPAN / u64::from(plan.slots) * at / 900 * 900);
            // What is past would be late at once.
            let scheduled = time > plan.until && at % 3 != 0;
            let intent = Intent::Place { draft, at: time, zone: "Europe/Paris".to_owned(), scheduled };
            store.intend(self.hand.clone(), intent).await?;
        }
        Ok(())
    }
}

async fn rows(store: &Store, view: View, sort: Sort, span: Span) -> Result<Vec<Row>, Wrong> {
    let query = InboxQuery { view, sort, ..InboxQuery::default() };
    match store.ask(Query::Inbox(query, span)).await? {
        Answer::Inbox(window) => Ok(window.rows),
        other => Err(format!("{other:?}").into()),
    }
}

fn blank(accounts: Vec<AccountId>) -> Draft {
    Draft {
        id: None,
        target: Target::New,
        accounts,
        text: String::new(),
        warning: String::new(),
        visibility: Visibility::Public,
        language: None,
        then: None,
        run: None,
        variants: std::collections::BTreeMap::new(),
        media: Vec::new(),
        updated_at: Timestamp::default(),
    }
}

fn reply(cast: &Cast, chance: &mut Chance, row: &Row) -> Draft {
    let ours = cast.accounts.iter().find(|ours| ours.id == row.account);
    let text = ours.map_or_else(String::new, |ours| cast.texts.of(&ours.language).answer(&ours.trade, chance));
    let target = Target::Reply {
        conversation: row.id,
        to: row.newest.unwrap_or(InteractionId(0)),
        remote: row.newest_remote.clone().unwrap_or_else(|| RemoteId::new("")),
        audience: Audience::Public,
    };
    Draft { target, text, visibility: row.visibility, ..blank(vec![row.account]) }
}
