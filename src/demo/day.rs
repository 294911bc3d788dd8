//! The day being played: events in their order, and people who answer us.
//!
//! [`Director`] holds no clock and never waits; `play` is the one task that does,
//! asleep until the next event or the next post. What a director writes carries the
//! hour it was meant for, so that a past told at once reads as if it had been lived.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::base::time::{Clock, FastClock, Timestamp};

use super::chance::Chance;
use super::crowd::{self, Passer};
use super::manners::Talk;
use super::network::{Network, naming};
use super::nouns::{Options, Visibility};
use super::scenario::{Event, Lang, Quiet, Scenario, hour};
use super::world::Refused;

/// Something that is about to happen.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// As written down.
    Event(Box<Event>),
    /// A reaction as written down.
    Quiet(Quiet),
    /// Somebody of the crowd likes the status with this id.
    Applause { place: usize, status: String },
    /// Somebody answers our reply.
    Answer { who: String, to: String, words: String },
    /// Somebody likes our reply.
    Thanks { who: String, to: String },
}

/// Plays a scenario on a network.
pub struct Director {
    pub(super) network: Arc<Network>,
    pub(super) scenario: Scenario,
    language: &'static str,
    midnight: Timestamp,
    pub(super) chance: Chance,
    crowd: Vec<Passer>,
    ahead: BTreeMap<(Timestamp, u64), Deed>,
    sequence: u64,
    /// The statuses with a key, by it.
    keys: HashMap<String, String>,
    /// What was written by the scenario; everything else is ours.
    pub(super) scripted: HashSet<String>,
    /// By the first status of the thread and the person.
    pub(super) talks: HashMap<(String, String), Talk>,
    /// Deeds that could not be done.
    missed: Vec<String>,
}

impl Director {
    /// Takes the stage: everybody is there, nothing has happened yet.
    pub fn new(network: Arc<Network>, scenario: Scenario, lang: Lang, midnight: Timestamp, seed: u64) -> Director {
        let mut chance = Chance::new(seed);
        let crowd = crowd::gather(&scenario.background, midnight, &mut chance);
        let mut director = Director {
            network,
            scenario,
            language: lang.code(),
            midnight,
            chance,
            crowd,
            ahead: BTreeMap::new(),
            sequence: 0,
            keys: HashMap::new(),
            scripted: HashSet::new(),
            talks: HashMap::new(),
            missed: Vec::new(),
        };
        director.introduce();
        director.write_down();
        director
    }

    fn introduce(&self) {
        for one in self.scenario.brands().chain(&self.scenario.person) {
            self.network.person(&one.handle, one.profile(self.midnight));
        }
    }

    fn write_down(&mut self) {
        for event in self.scenario.event.clone() {
            if let Some(at) = hour(&event.at, self.midnight) {
                self.plan(at, Deed::Event(Box::new(event)));
            }
        }
        for quiet in self.scenario.background.quiet.clone() {
            if let Some(at) = hour(&quiet.at, self.midnight) {
                self.plan(at, Deed::Quiet(quiet));
            }
        }
        for crowd in self.scenario.background.crowds.clone() {
            let Some(from) = hour(&crowd.at, self.midnight) else {
                continue;
            };
            let during = Duration::from_secs(u64::from(crowd.during) * 60);
            let begins = self.chance.below(crowd::CROWD as u64) as usize;
            let passers = self.crowd.iter().cycle().skip(begins).take(crowd::CROWD).map(|passer| passer.handle.clone());
            let people: Vec<String> = crowd.first.iter().cloned().chain(passers).take(crowd.count).collect();
            let waits = crowd::arrivals(people.len(), during, &mut self.chance);
            for (who, wait) in people.into_iter().zip(waits) {
                let quiet = Quiet { who, likes: crowd.on.clone(), follows: crowd.follows.clone(), ..Quiet::default() };
                self.plan(from + wait, Deed::Quiet(quiet));
            }
        }
    }

    pub(super) fn plan(&mut self, at: Timestamp, deed: Deed) {
        self.sequence += 1;
        self.ahead.insert((at, self.sequence), deed);
    }

    /// When the next thing happens.
    pub fn next(&self) -> Option<Timestamp> {
        self.ahead.first_key_value().map(|((at, _), _)| *at)
    }

    /// Lets everything happen that is due by `now`, in its order.
    pub fn play_until(&mut self, now: Timestamp) {
        while let Some(entry) = self.ahead.first_entry() {
            let at = entry.key().0;
            if at > now {
                return;
            }
            let deed = entry.remove();
            let described = format!("{deed:?}");
            if let Err(refused) = self.perform(deed, at) {
                self.missed.push(format!("{refused:?}: {described}"));
            }
        }
    }

    fn perform(&mut self, deed: Deed, at: Timestamp) -> Result<(), Refused> {
        match deed {
            Deed::Event(event) => self.event(*event, at),
            Deed::Quiet(quiet) => self.quiet(&quiet, at),
            Deed::Applause { place, status } => {
                let handle = self.crowd.get(place).map(|passer| passer.handle.clone()).unwrap_or_default();
                let who = self.arrive(&handle, at);
                self.network.world().favourite(who, &status, at)
            }
            Deed::Answer { who, to, words } => {
                let visibility = self.network.visibility(&to).unwrap_or_default();
                let (text, language) = (self.addressed(&to, &who, &words), self.speaks(&who, None));
                let by = self.arrive(&who, at);
                let id = self.network.world().post(by, &text, Options { visibility, language, ..Options::reply_to(&to) }, at)?;
                self.scripted.insert(id);
                Ok(())
            }
            Deed::Thanks { who, to } => {
                let who = self.arrive(&who, at);
                self.network.world().favourite(who, &to, at)
            }
        }
    }

    /// The place of a person, who comes with their profile when of the crowd.
    fn arrive(&self, handle: &str, at: Timestamp) -> usize {
        let mut world = self.network.world();
        if let Some(known) = world.find(handle) {
            return known;
        }
        let who = world.join(handle, at);
        if let Some(passer) = self.crowd.iter().find(|passer| passer.handle == handle) {
            world.present(who, passer.profile.clone());
        }
        who
    }

    /// Words that begin with the names of whom they answer.
    fn addressed(&self, to: &str, who: &str, words: &str) -> String {
        let world = self.network.world();
        let author = world.any_status(to).and_then(|status| world.person(status.by)).map(|author| author.handle.clone());
        match author.filter(|author| author != who) {
            Some(author) => naming(&author, words),
            None => words.to_owned(),
        }
    }

    fn speaks(&self, who: &str, told: Option<String>) -> Option<String> {
        let own = || self.scenario.character(who).and_then(|one| one.language.clone());
        told.or_else(own).or_else(|| Some(self.language.to_owned()))
    }

    fn known(&self, key: &Option<String>) -> Result<Option<String>, Refused> {
        key.as_ref().map(|key| self.keys.get(key).cloned().ok_or(Refused::NotFound)).transpose()
    }

    fn event(&mut self, event: Event, at: Timestamp) -> Result<(), Refused> {
        let by = self.arrive(&event.who, at);
        if let Some(asked) = self.known(&event.unless)?
            && self.answered(&asked, &event.who)
        {
            return Ok(());
        }
        if let Some(edited) = self.known(&event.edits)? {
            return self.network.world().edit(by, &edited, &event.says, at);
        }
        if let Some(deleted) = self.known(&event.deletes)? {
            return self.network.world().delete(by, &deleted).map(|_| ());
        }
        let to = self.known(&event.to)?;
        let kept = to.as_ref().and_then(|to| self.network.visibility(to)).filter(|kept| *kept != Visibility::Unlisted);
        let visibility = match (&event.direct, event.unlisted) {
            (Some(_), _) => Visibility::Direct,
            (None, true) => Visibility::Unlisted,
            (None, false) => kept.unwrap_or_default(),
        };
        let mut text = event.direct.as_ref().map_or_else(|| event.says.clone(), |whom| naming(whom, &event.says));
        if let Some(to) = &to {
            text = self.addressed(to, &event.who, &text);
        }
        let options = Options {
            visibility,
            in_reply_to: to,
            spoiler: event.warning.clone(),
            language: self.speaks(&event.who, event.language.clone()),
            sensitive: !event.warning.is_empty(),
            images: event.images.iter().cloned().map(Some).collect(),
            motifs: event.motifs.clone(),
            quotes: self.known(&event.quotes)?,
            idempotency_key: None,
        };
        let id = self.network.world().post(by, &text, options, at)?;
        self.remember(event, id);
        Ok(())
    }

    fn remember(&mut self, event: Event, id: String) {
        self.scripted.insert(id.clone());
        let place = self.talk_of(&id);
        if self.is_brand(&event.who) {
            if let Some((root, whom)) = place {
                self.talks.entry((root, whom)).or_default().answered = true;
            }
        } else if let Some((root, _)) = place.or_else(|| Some((id.clone(), String::new()))) {
            let talk = self.talks.entry((root, event.who)).or_default();
            talk.answered = false;
            talk.then.extend(event.then);
        }
        if let Some(key) = event.key {
            self.keys.insert(key, id);
        }
    }

    fn quiet(&mut self, quiet: &Quiet, at: Timestamp) -> Result<(), Refused> {
        let who = self.arrive(&quiet.who, at);
        let (likes, boosts, unlikes) = (self.known(&quiet.likes)?, self.known(&quiet.boosts)?, self.known(&quiet.unlikes)?);
        let mut world = self.network.world();
        if let Some(id) = likes {
            world.favourite(who, &id, at)?;
        }
        if let Some(id) = boosts {
            world.boost(who, &id, at)?;
        }
        if let Some(id) = unlikes {
            world.unfavourite(who, &id)?;
        }
        if let Some(whom) = quiet.follows.as_ref().and_then(|handle| world.find(handle)) {
            world.follow(who, whom, at);
        }
        Ok(())
    }
}

/// Plays the day until it is stopped.
pub(super) async fn play(mut director: Director, clock: FastClock, stop: CancellationToken) {
    let network = Arc::clone(&director.network);
    loop {
        let wait = director.next().map_or(Duration::from_secs(3_600), |at| clock.wait_until(at));
        tokio::select! {
            () = stop.cancelled() => return,
            () = network.heard() => {}
            () = tokio::time::sleep(wait) => {}
        }
        let now = clock.now();
        director.listen(now);
        director.play_until(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::FixedClock;
    use crate::demo::nouns::{Notice, NoticeKind};
    use crate::demo::{scenario, threads};

    fn midnight() -> Timestamp {
        Timestamp::parse("2026-11-23T23:00:00Z").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        hour(text, midnight()).unwrap()
    }

    fn director(lang: Lang, seed: u64) -> Director {
        let network = Arc::new(Network::new(Arc::new(FixedClock::at(at("08:02")))));
        Director::new(network, scenario::read(lang).unwrap(), lang, midnight(), seed)
    }

    /// Kind, time and language of the newest word in a conversation.
    type Newest = (&'static str, Timestamp, Option<String>);

    /// What waits for an answer, by brand, author and first status.
    fn to_answer(director: &Director) -> HashMap<(String, String, String), Newest> {
        let world = director.network.world();
        let mut waiting = HashMap::new();
        for brand in director.scenario.brands() {
            let who = world.find(&brand.handle).unwrap();
            for notice in world.notices(who).filter(|notice| matches!(notice.kind, NoticeKind::Mention | NoticeKind::Quote)) {
                let status = world.any_status(notice.status.as_ref().unwrap()).unwrap();
                let answered = world.statuses().any(|ours| ours.by == who && ours.options.in_reply_to.as_ref() == Some(&status.id));
                let root = threads::root(&world, status);
                let kind = match status.options.visibility {
                    Visibility::Direct => "direct",
                    _ if notice.kind == NoticeKind::Quote => "quote",
                    _ if root.by == who => "comment",
                    _ => "mention",
                };
                let author = world.person(status.by).unwrap().handle.clone();
                if !answered {
                    waiting.insert((brand.handle.clone(), author, root.id.clone()), (kind, status.at, status.options.language.clone()));
                }
            }
        }
        waiting
    }

    #[test]
    fn the_first_screen_is_full() {
        for lang in [Lang::Fr, Lang::En] {
            let mut director = director(lang, 1);
            director.play_until(at("08:02"));
            assert!(director.missed.is_empty(), "{lang:?}: {:?}", director.missed);
            let waiting = to_answer(&director);
            assert!(waiting.len() >= 16, "{lang:?}: {waiting:#?}");
            for kind in ["direct", "quote", "comment", "mention"] {
                assert!(waiting.values().any(|(known, ..)| *known == kind), "{lang:?}: no {kind}");
            }
            let languages: HashSet<_> = waiting.values().map(|(_, _, language)| language).collect();
            assert!(languages.len() >= 2, "{lang:?}: {languages:?}");
            assert!(waiting.values().any(|(_, when, _)| *when < at("-2 23:00")), "{lang:?}: nothing waits for days");
            for client in &director.scenario.client {
                let theirs = waiting.keys().filter(|(brand, ..)| client.accounts.iter().any(|one| one.handle == *brand)).count();
                assert!(theirs >= 3, "{lang:?}: {} has {theirs}", client.name);
            }
            let world = director.network.world();
            let quiet: usize = director
                .scenario
                .brands()
                .filter_map(|brand| world.find(&brand.handle))
                .map(|who| {
                    let reactions = [NoticeKind::Favourite, NoticeKind::Reblog, NoticeKind::Follow];
                    world.notices(who).filter(|notice| reactions.contains(&notice.kind) && notice.at > at("-1 18:00")).count()
                })
                .sum();
            assert!(quiet >= 40, "{lang:?}: {quiet} quiet reactions");
        }
    }

    #[test]
    fn every_scene_of_the_day_is_played() {
        for (lang, salad, fuss, shipping, edited, lucile) in [
            (Lang::Fr, "miam", "nicoise", "livraison", "ines_double", "lucile16"),
            (Lang::En, "nicoise_plate", "tuna", "shipping", "ines_double", "lucy16"),
        ] {
            let mut director = director(lang, 1);
            director.play_until(at("23:30"));
            assert!(director.missed.is_empty() && director.next().is_none(), "{lang:?}: {:?}", director.missed);
            let world = director.network.world();
            let keyed = |key: &str| world.any_status(&director.keys[key]).unwrap();
            assert_eq!((keyed(fuss).at, keyed(shipping).at), (at("14:10"), at("20:45")));
            assert_eq!(keyed(shipping).options.visibility, Visibility::Direct);
            assert!(keyed(edited).edited_at.is_some());
            assert!(world.any_status(&director.keys["kev_regret"]).is_none(), "deleted");
            let storm = at("14:48")..=at("15:23");
            let likes = |notice: &&Notice| notice.kind == NoticeKind::Favourite && storm.contains(&notice.at);
            let fans: Vec<_> = world.notices(keyed(salad).by).filter(likes).map(|notice| notice.from).collect();
            assert!(fans.len() >= 222, "{lang:?}: {}", fans.len());
            assert_eq!(world.person(fans[0]).unwrap().handle, lucile);
            let double = world.find("fholIande").and_then(|who| world.person(who)).unwrap();
            assert_eq!((double.name(), double.profile.followers), ("François HoIIande", 12));
            assert!(midnight().since(double.created_at) < Duration::from_secs(7 * 86_400));
            assert!(world.statuses().any(|status| status.at == at("21:14") && status.text.contains("29 minutes")), "{lang:?}");
            let taken_back = director.scenario.background.quiet.iter().find(|quiet| quiet.unlikes.is_some()).unwrap();
            assert!(!keyed(taken_back.unlikes.as_ref().unwrap()).favourited_by.contains(&world.find(&taken_back.who).unwrap()));
        }
    }

    #[test]
    fn working_hours_are_lively() {
        for lang in [Lang::Fr, Lang::En] {
            let director = director(lang, 1);
            let spoken: Vec<Timestamp> = director
                .ahead
                .iter()
                .filter(|((when, _), deed)| matches!(deed, Deed::Event(_)) && (at("08:02")..at("22:30")).contains(when))
                .map(|((when, _), _)| *when)
                .collect();
            assert!(spoken.len() >= 55, "{lang:?}: {}", spoken.len());
            for pair in spoken.windows(2) {
                let rest = pair[1].since(pair[0]);
                assert!(rest <= Duration::from_secs(45 * 60), "{lang:?}: {} quiet after {}", rest.as_secs() / 60, pair[0].rfc3339());
            }
        }
    }

    #[test]
    fn a_reply_gets_its_answer_and_the_angry_calm_down() {
        for (lang, key, who, cold, warm) in [
            (Lang::Fr, "nicoise", "gilbert_pons", "La niçoise n'a pas de thon.", "Bonjour Gilbert, désolés pour la déception."),
            (Lang::En, "tuna", "gilbert_pound", "There is no tuna in it.", "Hello Gilbert, we are sorry to have let you down."),
        ] {
            let mut director = director(lang, 1);
            director.play_until(at("14:12"));
            let brand = director.scenario.client[0].accounts[0].handle.clone();
            let network = Arc::clone(&director.network);

            network.reply(&brand, &director.keys[key], cold).unwrap();
            director.listen(at("14:13"));
            director.play_until(at("14:19"));
            let answer = network.posts_of(who).pop().unwrap();
            assert!(director.scenario.moods["angry"].cold.iter().any(|words| answer.text.ends_with(words.as_str())), "{answer:?}");

            let sent = network.reply(&brand, &answer.id, warm).unwrap();
            director.listen(at("14:20"));
            director.play_until(at("14:26"));
            let answer = network.posts_of(who).pop().unwrap();
            assert_eq!(answer.in_reply_to.as_ref(), Some(&sent));
            assert!(answer.text.starts_with(&format!("@{brand} ")), "{answer:?}");
            director.play_until(at("14:45"));
            assert_eq!(network.posts_of(who).len(), 3, "{lang:?}: an answered complaint is not repeated");
        }
    }

    #[test]
    fn a_message_answered_in_time_is_not_complained_about() {
        let mut director = director(Lang::Fr, 1);
        director.play_until(at("20:50"));
        let asked = director.keys["livraison"].clone();
        director.network.reply("tapismarechal", &asked, "Bonsoir Sophie, merci ! Le prix arrive demain.").unwrap();
        director.listen(at("20:51"));
        director.play_until(at("23:00"));
        let hers = director.network.posts_of("sophie_rk");
        assert!(hers.iter().all(|post| post.visibility == Visibility::Direct), "{hers:?}");
        assert!(hers.iter().all(|post| !post.text.contains("29 minutes")), "{hers:?}");
    }

    #[test]
    fn a_new_post_of_ours_is_liked_by_a_few() {
        let mut director = director(Lang::Fr, 1);
        director.play_until(at("09:00"));
        let id = director.network.post("chezamedee", "Complet ce soir.", Options::default()).unwrap();
        director.listen(at("09:00"));
        director.play_until(at("10:00"));
        assert!((3..12).contains(&director.network.favourited_by(&id).len()));
    }

    #[test]
    fn the_same_seed_tells_the_same_day() {
        let told = |seed| {
            let mut director = director(Lang::Fr, seed);
            director.play_until(at("23:00"));
            let world = director.network.world();
            let likes = world.statuses().map(|status| (status.at, status.by, status.text.clone(), status.favourited_by.clone()));
            likes.collect::<Vec<_>>()
        };
        assert_eq!(told(5), told(5));
        assert_ne!(told(5), told(6));
    }
}
