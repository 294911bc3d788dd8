//! The classic slips of English, one row each: rule, pattern, what could stand there.
//!
//! The language of the patterns is told in [`super::pattern`]. British and American spellings are
//! both right here; the dictionary decides about words.

use super::pattern::Row;
use crate::model::spelling::Rule;

/// Words that are wrong where they stand.
pub(super) const ENGLISH: &[Row] = &[
    (
        Rule::Its,
        "[its] a|an|the|not|been|so|very|great|nice|important|possible|too|really|just|going|always|time|hard|easy|fine|okay|ok|good|because|our|my|your|also",
        "it's",
    ),
    (Rule::Its, "^ [its] been|here|on|in|about|for|now|only", "it's"),
    (Rule::Its, "in|of|with|on|by|from|lost|for [it's] own|way|place|name|kind|size|price|colour|color|taste", "its"),
    (Rule::Its, "[it's] own|self", "its"),
    (
        Rule::Your,
        "[your] welcome|right|wrong|looking|going|not|very|so|the|a|an|all|always|amazing|awesome|kidding|able|doing|being|getting|sure|most",
        "you're",
    ),
    (
        Rule::Your,
        "[you're] order|account|message|parcel|email|name|address|phone|feedback|comment|patience|support|opinion|own|purchase|visit|question|request|help|time|review",
        "your",
    ),
    (Rule::Your, "[youre]", "you're|your"),
    (Rule::Their, "[their|they're] is|are|was|were|will|has|isn't|aren't|may|might|must|should !not", "there"),
    (Rule::Their, "[there|they're] own|order|account|website|team|customers|products|house|phone|names|name", "their"),
    (Rule::Their, "[their|there] going|coming|doing|waiting|looking|trying|not|all|both|always !is|are", "they're"),
    (Rule::Their, "over|out|right|go|went|been|get|got [their|they're] !own|new|old|way|order|money|first", "there"),
    (
        Rule::LooksAlike,
        "more|less|better|worse|other|rather|bigger|smaller|faster|later|earlier|sooner|cheaper|older|newer|higher|lower|longer|greater|easier|fewer|larger [then] !we|i|you|it|they|he|she",
        "than",
    ),
    (Rule::LooksAlike, "and|but|now|back|until|since|only [than] !that|the|a|i|we|you|it|he|she|they|usual|expected", "then"),
    (Rule::LooksAlike, "to|will|not|don't|didn't|can|could|would|might|may|you|we|never [loose] !ends|change|fit|fitting", "lose"),
    (Rule::LooksAlike, "no|an|the|side|in|any [affect] !is|was", "effect"),
    (Rule::LooksAlike, "will|can|could|may|might|does|doesn't|not|would|to [effect] !change", "affect"),
    (Rule::LooksAlike, "[alot]", "a lot"),
    (Rule::LooksAlike, "to|way|far|just [to] much|many|late|early|long|expensive|small|big|hot|cold|far", "too"),
    (Rule::LooksAlike, "[to] much|many|late|early|expensive|small|big|hot|cold", "too"),
    (Rule::LooksAlike, "me|us|you|them|it [to] $", "too"),
    (Rule::LooksAlike, "i|we|you|they|to [except] your|our|the|cards|payments|this", "accept"),
    (Rule::LooksAlike, "[whose] is|are|been|going|there|coming", "who's"),
    (Rule::LooksAlike, "[who's] order|account|name|parcel|idea", "whose"),
    (Rule::LooksAlike, "[weather] or|you|we|it", "whether"),
    (Rule::LooksAlike, "i|we|you|they [where] not|there|here|so|very|going|looking|told|happy|able", "were"),
    (Rule::LooksAlike, "[were] is|are the|my|our|your|you", "where"),
    (Rule::LooksAlike, "i|we|you|they|have|don't [no] that|what|how|why|if|about|when|who", "know"),
    (Rule::LooksAlike, "[apart] of", "a part"),
    (Rule::LooksAlike, "[everyday] $", "every day"),
    (Rule::LooksAlike, "please [advice]", "advise"),
    (Rule::LooksAlike, "some|any|your|good|the|for [advise] !us|you|me|on", "advice"),
    (Rule::LooksAlike, "[breath] in|deeply|easy", "breathe"),
    (Rule::CouldOf, "could|would|should|must|might|may|couldn't|wouldn't|shouldn't [of] !course", "have"),
    (Rule::CouldOf, "[suppose] to", "supposed"),
    (Rule::CouldOf, "[use] to be|have|work", "used"),
    (Rule::CouldOf, "i|we|you|they|he|she [seen] it|that|your|the|this", "saw|have seen"),
    (Rule::CouldOf, "we|they|you [was]", "were"),
    (Rule::CouldOf, "he|she|it [don't]", "doesn't"),
    (
        Rule::CouldOf,
        "!do|does|did|can|could|would|will|should|may|might|to|let|make|see|and|or|if|that|help|than|like he|she|it [have|are|do]",
        "=has|is|does",
    ),
    (Rule::CouldOf, "we|you|they [is|has|does]", "=are|have|do"),
    (
        Rule::CouldOf,
        "did|didn't|doesn't|does|don't i|you|we|they|it [went|saw|got|received|arrived|came]",
        "=go|see|get|receive|arrive|come",
    ),
    (Rule::CouldOf, "didn't|doesn't|don't|did [went|saw|got|received|arrived|came|has|is]", "=go|see|get|receive|arrive|come|have|be"),
    (Rule::Article, "[a] {en-vowel}", "an"),
    (Rule::Article, "[a] hour|honest|honour|honor|heir|umbrella|update|issue|unusual|upcoming|understanding|ugly|urgent", "an"),
    (
        Rule::Article,
        "[an] user|university|unique|useful|european|one|uniform|unit|usual|person|problem|parcel|product|great|good|new|new|big|message|nice|question|small|large|lot",
        "a",
    ),
];
