//! The speller with the dictionaries that are carried.

#[cfg(test)]
use super::*;
use crate::base::id::ClientId;

fn proof(text: &str) -> Proof {
    Proof { text: text.to_owned(), tongue: Some(Tongue::French), grammar: true, ..Proof::default() }
}

/// What is marked: the word and its first suggestion.
fn marked(speller: &mut Speller, proof: &Proof, own: &[OwnWord]) -> Vec<String> {
    let checked = speller.check(proof, own).unwrap();
    let told = |finding: &Finding| format!("{}={}", finding.word, finding.suggestions.first().map_or("?", String::as_str));
    checked.findings.iter().map(told).collect()
}

#[test]
fn every_row_of_the_tables_can_be_read() {
    let wrong: Vec<&str> = french_table::FRENCH
        .iter()
        .chain(english_table::ENGLISH)
        .filter(|row| Pattern::read(**row).is_none())
        .map(|(_, pattern, _)| *pattern)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn slips_are_marked_and_what_is_right_is_not() {
    let mut speller = Speller::new(false);
    let table: &[(&str, &[&str])] = &[
        ("Ils se sont demandés pourquoi.", &["demandés=demandé"]),
        ("Elles se sont demandé pourquoi.", &[]),
        ("Nous espérons que la visite vous ait plue.", &["plue=plu"]),
        ("Cela vous a plu.", &[]),
        ("Elle s'est permise de répondre.", &["permise=permis"]),
        ("Les années se sont succédées.", &["succédées=succédé"]),
        ("Si j'aurais su.", &["aurais=avais"]),
        ("Je me demande si vous auriez le temps.", &[]),
        ("Sa va, et sa fille va bien.", &["Sa=Ça"]),
        ("On est la. Par la porte.", &["la=là"]),
        ("Vous pouvez nous contactez par mail.", &["contactez=contacter"]),
        ("Nous avons reçus votre message.", &["reçus=reçu"]),
        ("Les photos que nous avons reçues.", &[]),
        ("Merci a tous, grâce a vous.", &["a=à", "a=à"]),
        ("Il a tous les droits.", &[]),
        ("Contactez nous !", &["Contactez nous=Contactez-nous"]),
        ("Vous nous contactez.", &[]),
        ("C'est ce que nous pensons.", &[]),
        ("Joyeuses fêtes !", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(marked(&mut speller, &proof(text), &[]), *expected, "{text}");
    }
}

#[test]
fn unknown_words_are_marked_and_names_are_not() {
    let mut speller = Speller::new(false);
    let table: &[(&str, &[&str])] = &[
        ("Bonjour Magalie, votre acceuil était parfait.", &["acceuil=?"]),
        ("Chez Bleumarin #miiiam @resto boutique.fr iPhone 15 haha mdrrr", &[]),
        ("Le Francais de Nancy.", &["Francais=?"]),
        ("Votre tarte-minute et l'après-ski d'Instagram.", &[]),
        ("M. Dupontel et Mme Vaugirardin.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(marked(&mut speller, &proof(text), &[]), *expected, "{text}");
    }
}

#[test]
fn own_words_are_right_for_those_whose_they_are() {
    let mut speller = Speller::new(false);
    let own =
        [OwnWord { word: "croustiflette".to_owned(), client: Some(ClientId(1)) }, OwnWord { word: "miamesque".to_owned(), client: None }];
    let text = "Une croustiflette miamesque.";
    assert_eq!(marked(&mut speller, &proof(text), &[]), ["croustiflette=?", "miamesque=?"]);
    assert_eq!(marked(&mut speller, &proof(text), &own), ["croustiflette=?"]);
    let theirs = Proof { clients: vec![ClientId(1)], ..proof(text) };
    assert!(marked(&mut speller, &theirs, &own).is_empty());
    let suggested = speller.suggest("croustiflete", Tongue::French, &theirs, &own).unwrap();
    assert_eq!(suggested.first().map(String::as_str), Some("croustiflette"));
}

#[test]
fn a_text_in_another_language_is_left_alone() {
    let mut speller = Speller::new(false);
    let foreign = Proof { text: "Guten Morgen, wir freuen uns sehr über Ihre Nachricht".to_owned(), grammar: true, ..Proof::default() };
    let checked = speller.check(&foreign, &[]).unwrap();
    assert!(checked.foreign && checked.findings.is_empty());
}

#[test]
fn places_are_bytes_of_the_text() {
    let mut speller = Speller::new(false);
    let typed = Proof { typography: true, ..proof("😀 Été à l’acceuil ! Où ?") };
    for finding in speller.check(&typed, &[]).unwrap().findings {
        assert_eq!(typed.text[finding.at.clone()], finding.word);
    }
}
