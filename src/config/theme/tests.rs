//! The themes that are compiled in keep what they promise, and files change what they name.

#[cfg(test)]
use super::*;

const TRUE: Terminal = Terminal { depth: Depth::True, ground: None };

fn on(name: &str, depth: Depth, ground: Option<Ground>) -> Theme {
    let (theme, warnings) = Theme::gather(&[], name, Terminal { depth, ground });
    assert_eq!(warnings, []);
    theme
}

fn own(name: &str, text: &str) -> (Theme, Vec<Warning>) {
    Theme::gather(&[(name.to_owned(), text.to_owned())], name, TRUE)
}

#[test]
fn nothing_is_wrong_in_the_themes_that_are_compiled_in() {
    for (name, text) in FILES {
        let (_, warnings) = own(name, text);
        assert_eq!(warnings, [], "{name}");
    }
}

/// Everything that is read in a theme, with what it is read on, and how well.
fn contrasts(colours: &Colours) -> Vec<(String, f64)> {
    let background = colours.made_for().and_then(Paint::rgb).unwrap();
    let surfaces = Surface::ALL.iter().map(|surface| (surface.code(), colours.behind(*surface).rgb().unwrap_or(background)));
    let roles = Role::ALL.iter().map(|role| (role.code(), colours.ink(*role).paint));
    let clients = Colour::ALL.iter().map(|colour| (colour.code(), colours.client(*colour)));
    let inks: Vec<(&str, Paint)> = roles.chain(clients).collect();
    surfaces
        .flat_map(|(surface, behind)| {
            inks.iter().map(move |(ink, paint)| {
                let rgb = paint.rgb().unwrap_or_else(|| panic!("{ink} has no colour of its own"));
                (format!("{ink} on {surface}"), rgb.contrast(behind))
            })
        })
        .collect()
}

#[test]
fn everything_is_read_on_everything_that_stands_behind_it() {
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("contrast", 7.0)] {
        for (ground, depth) in [(Ground::Dark, Depth::True), (Ground::Light, Depth::True), (Ground::Dark, Depth::Fixed)] {
            let theme = on(name, depth, Some(ground));
            let line = |what: &str| what.starts_with("line on") && !what.ends_with("background");
            let weak: Vec<_> = contrasts(theme.colours()).into_iter().filter(|(what, found)| *found < least && !line(what)).collect();
            // A terminal of 240 colours comes near.
            let weak: Vec<_> = weak.into_iter().filter(|(_, found)| depth == Depth::True || *found < least - 0.5).collect();
            assert!(weak.is_empty(), "{name} {depth:?}: {weak:?}");
        }
    }
}

#[test]
fn the_default_is_read_on_white_as_far_as_its_colours_are_known() {
    let theme = on(DEFAULT, Depth::True, Some(Ground::Light));
    let colours = theme.colours();
    let inks = Role::ALL.iter().map(|role| colours.ink(*role).paint).chain(Colour::ALL.iter().map(|colour| colours.client(*colour)));
    for paint in inks {
        match paint {
            // What is read on white in the palettes of xterm, VGA and the usual terminals.
            Paint::Plain | Paint::Ansi(1 | 4 | 5) => {}
            paint => assert!(paint.rgb().unwrap().contrast(Rgb(255, 255, 255)) >= 4.5, "{paint:?}"),
        }
    }
    let dark = on(DEFAULT, Depth::True, Some(Ground::Dark));
    assert_eq!(dark.colours(), Theme::default().colours(), "nothing is asked of a terminal that says nothing");
    assert_eq!(dark.colours().ink(Role::Warn).paint, Paint::Ansi(3));
}

#[test]
fn a_background_is_painted_when_the_terminal_has_not_its_like() {
    let table = [
        ("dark", Some(Ground::Dark), false),
        ("dark", Some(Ground::Light), true),
        ("dark", None, true),
        ("light", Some(Ground::Light), false),
        ("light", Some(Ground::Dark), true),
        ("contrast", Some(Ground::Dark), true),
        (DEFAULT, Some(Ground::Light), false),
        (DEFAULT, None, false),
    ];
    for (name, ground, expected) in table {
        let theme = on(name, Depth::True, ground);
        assert_eq!(theme.colours().behind(Surface::Background) != Paint::Plain, expected, "{name} {ground:?}");
    }
}

#[test]
fn with_sixteen_colours_nothing_stands_behind_the_text() {
    for (name, _) in FILES {
        for ground in [None, Some(Ground::Dark), Some(Ground::Light)] {
            let theme = on(name, Depth::Sixteen, ground);
            let colours = theme.colours();
            for surface in Surface::ALL {
                assert_eq!(colours.behind(*surface), Paint::Plain, "{name} {surface}");
            }
            assert_eq!(colours.ink(Role::Text).paint, Paint::Plain, "{name}");
            for role in Role::ALL {
                assert!(matches!(colours.ink(*role).paint, Paint::Plain | Paint::Ansi(_)), "{name} {role}");
            }
        }
    }
}

#[test]
fn auto_is_dark_or_light_by_the_background_and_the_default_where_colours_are_few() {
    let table = [
        (Depth::True, Some(Ground::Dark), "dark"),
        (Depth::True, Some(Ground::Light), "light"),
        (Depth::True, None, DEFAULT),
        (Depth::Fixed, Some(Ground::Dark), DEFAULT),
        (Depth::Sixteen, Some(Ground::Light), DEFAULT),
        (Depth::None, Some(Ground::Light), MONOCHROME),
    ];
    for (depth, ground, expected) in table {
        assert_eq!(on(AUTO, depth, ground).colours(), on(expected, depth, ground).colours(), "{depth:?} {ground:?}");
    }
}

#[test]
fn learning_the_background_says_whether_anything_changes() {
    let mut theme = on(DEFAULT, Depth::True, None);
    assert!(!theme.stands_on(Ground::Dark));
    assert!(theme.stands_on(Ground::Light));
    assert!(!theme.stands_on(Ground::Light));
    assert!(theme.choose("light"));
    assert!(!Theme::monochrome().stands_on(Ground::Light));
}

#[test]
fn a_file_changes_what_it_names() {
    let (theme, warnings) = own("mine", "accent = \"#102030\"\nerror = \"underline bright-red\"\n[clients]\nred = \"magenta\"\n");
    assert_eq!(warnings, []);
    let colours = theme.colours();
    assert_eq!(colours.ink(Role::Accent), Ink { paint: Paint::Rgb(Rgb(16, 32, 48)), marks: None });
    assert_eq!(colours.ink(Role::Error), Ink { paint: Paint::Ansi(9), marks: Some(Marks { underline: true, ..Marks::default() }) });
    assert_eq!(colours.ink(Role::Good), Theme::default().colours().ink(Role::Good));
    assert_eq!(colours.client(Colour::Red), Paint::Ansi(5));
    let mut theme = theme;
    theme.stands_on(Ground::Light);
    let colours = theme.colours();
    assert_eq!(colours.ink(Role::Accent).paint, Paint::Rgb(Rgb(16, 32, 48)), "on a light background too");
    assert_ne!(colours.ink(Role::Warn), Theme::default().colours().ink(Role::Warn), "the rest as in the default");
    assert_eq!(theme.names().collect::<Vec<_>>(), [AUTO, DEFAULT, "dark", "light", "contrast", MONOCHROME, "mine"]);
    assert!(theme.is_own("mine") && !theme.is_own("dark"));
}

#[test]
fn a_file_begins_as_the_theme_it_changes_or_the_one_it_is_like() {
    let dark = on("dark", Depth::True, None);
    let (changed, warnings) = own("dark", "text = \"#ffffff\"\n");
    assert_eq!(warnings, []);
    assert_eq!(changed.colours().ink(Role::Good), dark.colours().ink(Role::Good));
    assert_eq!(changed.names().count(), dark.names().count());
    let (like, warnings) = own("mine", "like = \"dark\"\n");
    assert_eq!(warnings, []);
    assert_eq!(like.colours(), dark.colours());
}

#[test]
fn the_page_and_the_file_that_explain_the_format_name_everything() {
    let page = include_str!("../../../assets/docs/themes.md");
    let roles = Role::ALL.iter().map(|role| role.code()).chain(Surface::ALL.iter().map(|surface| surface.code()));
    for key in roles.chain(["paint", "like"]) {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
        assert!(FILES[0].1.contains(&format!("{key} = \"")), "{key}");
    }
    for name in Theme::default().names() {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
    for painting in Painting::ALL {
        assert!(page.contains(&format!("`{painting}`")), "{painting}");
    }
}

#[test]
fn mistakes_are_told_with_their_line() {
    let text = "acent = \"red\"\nerror = \"pink\"\nlike = \"drak\"\npaint = true\nwarn = \"#12345\"\n[light]\nbusi = \"red\"\n[light.clients]\nrouge = \"red\"\n";
    let (_, warnings) = own("mine", text);
    let lines: Vec<usize> = warnings.iter().map(|warning| warning.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 7, 9]);
    let near = |warning: &Warning| match &warning.about {
        Misfit::InTheme { name, about } if name == "mine" => match about.as_ref() {
            Misfit::UnknownKey { nearest, .. } => nearest.clone(),
            _ => None,
        },
        _ => panic!("{warning:?}"),
    };
    assert_eq!(near(&warnings[0]).as_deref(), Some("accent"));
    assert_eq!(near(&warnings[5]).as_deref(), Some("busy"));
    let (_, warnings) = Theme::gather(&[], "drak", TRUE);
    assert_eq!(warnings[0].about, Misfit::UnknownTheme { name: "drak".into(), nearest: Some("dark".into()) });
}
