//! What a query string means for each type of a field: `query_matrix.md`, row by row.
//!
//! The rows are those of the matrix in which serde_urlencoded, serde_html_form and serde_qs were compared, as far as their types
//! can be search params; the types of the others are refused when they are compiled (`tests/ui/search/types.rs`).

use std::fmt::Debug;

use rutter::{SearchParams, TextValue};

#[derive(Debug, TextValue)]
#[serde(rename_all = "lowercase")]
enum Letter {
    A,
    B,
}

macro_rules! types {
    ($($name:ident: $(#[$attribute:meta])? $ty:ty),+ $(,)?) => {$(
        #[derive(Debug, SearchParams)]
        struct $name {
            $(#[$attribute])?
            k: $ty,
        }
    )+};
}

types! {
    Strings: Vec<String>,
    Numbers: Vec<u32>,
    Letters: Vec<Letter>,
    Commas: #[rutter(comma)] Vec<String>,
    CommaNumbers: #[rutter(comma)] Vec<u32>,
    OptionalString: Option<String>,
    OptionalNumber: Option<u32>,
    OneString: String,
    OneNumber: u32,
    DefaultNumber: #[rutter(default = 1)] u32,
    Float: f64,
    Bool: bool,
    DefaultBool: #[rutter(default)] bool,
    OneLetter: Letter,
    OneChar: char,
    Bracketed: #[serde(rename = "k[]")] Vec<String>,
}

/// Reads a query.
type Answer = fn(&str) -> String;

/// The value of the field, or what is wrong.
fn answer<T: SearchParams + Debug>(query: &str) -> String {
    match T::strict(query) {
        Ok(params) => {
            let text = format!("{params:?}");
            let value = text.split_once("k: ").and_then(|(_, rest)| rest.strip_suffix(" }"));
            value.unwrap_or(&text).to_owned()
        }
        Err(errors) => errors.to_string(),
    }
}

#[test]
fn every_row_has_its_answer() {
    let answers: [(&str, Answer); 16] = [
        ("Vec<String>", answer::<Strings>),
        ("Vec<u32>", answer::<Numbers>),
        ("Vec<enum>", answer::<Letters>),
        ("comma Vec<String>", answer::<Commas>),
        ("comma Vec<u32>", answer::<CommaNumbers>),
        ("Option<String>", answer::<OptionalString>),
        ("Option<u32>", answer::<OptionalNumber>),
        ("String", answer::<OneString>),
        ("u32", answer::<OneNumber>),
        ("u32, default = 1", answer::<DefaultNumber>),
        ("f64", answer::<Float>),
        ("bool", answer::<Bool>),
        ("bool, default", answer::<DefaultBool>),
        ("enum", answer::<OneLetter>),
        ("char", answer::<OneChar>),
        ("Vec<String>, rename = \"k[]\"", answer::<Bracketed>),
    ];
    let mut asked = Vec::new();
    for row in include_str!("query_matrix.md").lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        let [ty, query, expected] = cells[..] else { panic!("{row}") };
        let plain = |cell: &str| cell.trim_matches('`').to_owned();
        let (ty, query) = (plain(ty), plain(query));
        let answer = answers.iter().find(|(name, _)| *name == ty).unwrap_or_else(|| panic!("no type {ty}")).1;
        assert_eq!(answer(&query), plain(expected), "{ty} of {query}");
        asked.push(ty);
    }
    for (name, _) in answers {
        assert!(asked.iter().any(|asked| asked == name), "no row for {name}");
    }
}
