//! Why something in a text is marked.

use crate::config::language::Language;
use crate::model::spelling::Rule;

impl Language {
    /// Why something is marked, in a sentence.
    pub fn spelling(&self, rule: Rule) -> String {
        self.code("spelling", rule.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Lang;

    #[test]
    fn every_rule_has_its_sentence() {
        for lang in Lang::ALL {
            let language = Language::new(*lang);
            for rule in Rule::ALL {
                assert!(language.knows(&format!("spelling-{}", rule.code())), "{lang}: {rule}");
            }
        }
    }
}
