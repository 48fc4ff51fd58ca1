//! `rename_all` of serde.

use crate::near::{distance, is_near};

/// How serde changes the names of fields and variants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Case {
    #[default]
    AsWritten,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    /// The names of all cases.
    pub(crate) const NAMES: [&str; 8] = [
        "lowercase",
        "UPPERCASE",
        "PascalCase",
        "camelCase",
        "snake_case",
        "SCREAMING_SNAKE_CASE",
        "kebab-case",
        "SCREAMING-KEBAB-CASE",
    ];

    /// The case that someone may have meant who wrote a name that is none: `camel`, `Camel-Case`.
    pub(crate) fn meant(written: &str) -> Option<&'static str> {
        let letters = |name: &str| {
            let letters = name.chars().filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_ascii_lowercase().trim_end_matches("case").to_owned()
        };
        let written = letters(written);
        let changes = |name: &&str| distance(&letters(name), &written);
        Self::NAMES.into_iter().min_by_key(changes).filter(|name| is_near(changes(name), &letters(name)))
    }

    /// The rule of a name as `rename_all` takes it.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "lowercase" => Self::Lower,
            "UPPERCASE" => Self::Upper,
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" => Self::Snake,
            "SCREAMING_SNAKE_CASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }

    /// The wire name of a field, which is written in snake case.
    pub(crate) fn of_field(self, field: &str) -> String {
        match self {
            Self::AsWritten | Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Pascal => pascal(field),
            Self::Camel => lower_first(&pascal(field)),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The wire name of a variant, which is written in Pascal case.
    pub(crate) fn of_variant(self, variant: &str) -> String {
        match self {
            Self::AsWritten | Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_ascii_lowercase(),
            Self::Upper => variant.to_ascii_uppercase(),
            Self::Camel => lower_first(variant),
            Self::Snake => snake(variant),
            Self::ScreamingSnake => snake(variant).to_ascii_uppercase(),
            Self::Kebab => snake(variant).replace('_', "-"),
            Self::ScreamingKebab => snake(variant).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(snake: &str) -> String {
    let mut upper = true;
    let mut name = String::with_capacity(snake.len());
    for char in snake.chars() {
        if char == '_' {
            upper = true;
        } else {
            name.push(if upper { char.to_ascii_uppercase() } else { char });
            upper = false;
        }
    }
    name
}

fn snake(pascal: &str) -> String {
    let mut name = String::with_capacity(pascal.len() + 4);
    for (at, char) in pascal.char_indices() {
        if at > 0 && char.is_uppercase() {
            name.push('_');
        }
        name.push(char.to_ascii_lowercase());
    }
    name
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::Case;

    /// The table of serde's documentation, and what it says of names that are not in the usual case.
    #[test]
    fn names_as_serde_makes_them() {
        let table = [
            ("lowercase", "very_tasty", "verytasty"),
            ("UPPERCASE", "VERY_TASTY", "VERYTASTY"),
            ("PascalCase", "VeryTasty", "VeryTasty"),
            ("camelCase", "veryTasty", "veryTasty"),
            ("snake_case", "very_tasty", "very_tasty"),
            ("SCREAMING_SNAKE_CASE", "VERY_TASTY", "VERY_TASTY"),
            ("kebab-case", "very-tasty", "very-tasty"),
            ("SCREAMING-KEBAB-CASE", "VERY-TASTY", "VERY-TASTY"),
        ];
        for (rule, field, variant) in table {
            let case = Case::of(rule).unwrap();
            assert_eq!(case.of_field("very_tasty"), field, "{rule}");
            assert_eq!(case.of_variant("VeryTasty"), variant, "{rule}");
        }
        assert_eq!(Case::Camel.of_field("_z42"), "z42");
        assert_eq!(Case::Snake.of_variant("HTTPError"), "h_t_t_p_error");
        assert_eq!(Case::of("Title Case"), None);
    }

    #[test]
    fn what_is_meant_by_what_is_no_case() {
        for (written, meant) in [
            ("camel", Some("camelCase")),
            ("CamelCase", Some("camelCase")),
            ("kebab_case", Some("kebab-case")),
            ("SCREAMING_KEBAB", Some("SCREAMING-KEBAB-CASE")),
            ("snke_case", Some("snake_case")),
            ("title", None),
        ] {
            assert_eq!(Case::meant(written), meant, "{written}");
        }
    }
}
