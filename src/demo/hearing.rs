//! What the day makes of our posts: who was answered, who answers back, who applauds.
//!
//! The other half of [`Director`]; it only plans, [`super::day`] performs. How a person
//! takes a reply is decided in [`super::manners`].

use std::time::Duration;

use crate::base::time::Timestamp;

use super::crowd;
use super::day::{Deed, Director};
use super::manners::{self, Reaction};
use super::nouns::{Status, Visibility};
use super::threads;

impl Director {
    pub(super) fn is_brand(&self, handle: &str) -> bool {
        self.scenario.brands().any(|brand| brand.handle == handle)
    }

    /// The talk a status belongs to: its thread, and whom it answers.
    pub(super) fn talk_of(&self, id: &str) -> Option<(String, String)> {
        let world = self.network.world();
        let status = world.any_status(id)?;
        let parent = status.options.in_reply_to.as_ref().and_then(|parent| world.any_status(parent))?;
        let whom = world.person(parent.by)?.handle.clone();
        Some((threads::root(&world, status).id.clone(), whom))
    }

    pub(super) fn answered(&self, id: &str, who: &str) -> bool {
        let world = self.network.world();
        let Some(status) = world.any_status(id) else {
            return false;
        };
        let root = threads::root(&world, status).id.clone();
        self.talks.get(&(root, who.to_owned())).is_some_and(|talk| talk.answered)
    }

    /// Looks at what was posted over HTTP since the last look, and plans what comes of it.
    pub fn listen(&mut self, now: Timestamp) {
        let fresh = std::mem::take(&mut self.network.world().unheard);
        for id in fresh {
            if self.scripted.contains(&id) {
                continue;
            }
            let found = {
                let world = self.network.world();
                world.any_status(&id).and_then(|status| Some((world.person(status.by)?.handle.clone(), status.clone())))
            };
            if let Some((brand, status)) = found
                && self.is_brand(&brand)
            {
                self.take_in(&status, now);
            }
        }
    }

    /// Plans what a post of ours brings.
    fn take_in(&mut self, status: &Status, now: Timestamp) {
        let Some((root, whom)) = self.talk_of(&status.id) else {
            if status.options.visibility == Visibility::Public {
                self.applaud(status, now);
            }
            return;
        };
        let talk = self.talks.entry((root, whom.clone())).or_default();
        talk.answered = true;
        let Some(who) = self.scenario.person.iter().find(|one| one.handle == whom) else {
            return;
        };
        let Some(mood) = self.scenario.moods.get(&who.mood) else {
            return;
        };
        let reaction = manners::react(who, mood, &self.scenario.polite, talk, &status.text, &mut self.chance);
        let soon = Duration::from_secs(60 + self.chance.below(300));
        let to = status.id.clone();
        match reaction {
            Reaction::Says { words, likes } => {
                if likes {
                    self.plan(now + soon.mul_f64(0.6), Deed::Thanks { who: whom.clone(), to: to.clone() });
                }
                self.plan(now + soon, Deed::Answer { who: whom, to, words });
            }
            Reaction::Likes => self.plan(now + soon, Deed::Thanks { who: whom, to }),
            Reaction::Silence => {}
        }
    }

    /// A post of ours is liked by a few.
    fn applaud(&mut self, status: &Status, now: Timestamp) {
        let count = 3 + self.chance.below(9) as usize;
        let begins = self.chance.below(crowd::CROWD as u64) as usize;
        let soon = now + Duration::from_secs(40 + self.chance.below(120));
        for (n, wait) in crowd::arrivals(count, Duration::from_secs(45 * 60), &mut self.chance).into_iter().enumerate() {
            self.plan(soon + wait, Deed::Applause { place: (begins + n) % crowd::CROWD, status: status.id.clone() });
        }
    }
}
