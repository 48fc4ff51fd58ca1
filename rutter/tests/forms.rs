//! Every row of `forms.md`, which says what forms mean.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rutter::form::Limits;
use rutter::{Contract, File, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a type answers to a body: its value as JSON, or the status and what is wrong.
type Answer = fn(&str) -> String;

fn answer<T: Form + Serialize>(body: &str) -> String {
    match T::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT) {
        Ok(value) => serde_json::to_string(&value).unwrap(),
        Err(rejection) => format!("{} {rejection}", rejection.status()),
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "lowercase")]
enum Letter {
    A,
    B,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Inner {
    b: String,
    n: u32,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Number {
    k: u32,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Keyed {
    X { n: u32 },
    Y(String),
    Z,
}

fn yes() -> bool {
    true
}

/// Forms of one field or a few, by their heading in `forms.md`.
macro_rules! forms {
    ($($heading:literal => { $($body:tt)* })*) => {
        fn answers() -> Vec<(&'static str, Answer)> {
            vec![$(($heading, {
                #[derive(Serialize, Deserialize, JsonSchema, Form)]
                $($body)*
                answer::<Sent>
            })),*]
        }
    };
}

forms! {
    "k: Vec<String>" => { struct Sent { k: Vec<String> } }
    "#[serde(default)] k: Vec<u32>" => { struct Sent { #[serde(default)] k: Vec<u32> } }
    "k: Option<String>" => { struct Sent { k: Option<String> } }
    "#[rutter(empty = \"keep\")] k: Option<String>" => { struct Sent { #[rutter(empty = "keep")] k: Option<String> } }
    "k: Option<u32>" => { struct Sent { k: Option<u32> } }
    "k: Option<Option<String>>" => { struct Sent { k: Option<Option<String>> } }
    "k: String" => { struct Sent { k: String } }
    "#[rutter(empty = \"absent\")] k: String" => { struct Sent { #[rutter(empty = "absent")] k: String } }
    "k: u32" => { struct Sent { k: u32 } }
    "k: i8" => { struct Sent { k: i8 } }
    "k: f64" => { struct Sent { k: f64 } }
    "k: bool" => { struct Sent { k: bool } }
    "#[serde(default)] k: bool" => { struct Sent { #[serde(default)] k: bool } }
    "#[serde(default = \"yes\")] k: bool" => { struct Sent { #[serde(default = "yes")] k: bool } }
    "k: Option<bool>" => { struct Sent { k: Option<bool> } }
    "k: Letter" => { struct Sent { k: Letter } }
    "k: Option<Letter>" => { struct Sent { k: Option<Letter> } }
    "#[serde(default)] k: Vec<Letter>" => { struct Sent { #[serde(default)] k: Vec<Letter> } }
    "k: char" => { struct Sent { k: char } }
    "k: ()" => { struct Sent { k: () } }
    "k: (u32, u32)" => { struct Sent { k: (u32, u32) } }
    "a: Inner" => { struct Sent { a: Inner } }
    "a: Option<Inner>" => { struct Sent { a: Option<Inner> } }
    "a: Vec<Inner>" => { struct Sent { a: Vec<Inner> } }
    "k: String, #[serde(flatten)] a: Inner" => { struct Sent { k: String, #[serde(flatten)] a: Inner } }
    "#[serde(flatten)] a: Number" => { struct Sent { #[serde(flatten)] a: Number } }
    "#[serde(tag = \"t\")] enum" => { #[serde(tag = "t")] enum Sent { X { n: u32 }, Y { s: String } } }
    "#[serde(tag = \"t\", content = \"c\")] enum" => {
        #[serde(tag = "t", content = "c")] enum Sent { X { n: u32 }, Y { s: String } }
    }
    "k: Keyed" => { struct Sent { k: Keyed } }
    "#[serde(untagged)] enum" => { #[serde(untagged)] enum Sent { X { n: u32 }, Y { s: String } } }
    "#[serde(deny_unknown_fields)] k: String" => { #[serde(deny_unknown_fields)] struct Sent { k: String } }
    "BTreeMap<String, String>" => { #[serde(transparent)] struct Sent(BTreeMap<String, String>); }
    "k: BTreeMap<u32, String>" => { struct Sent { k: BTreeMap<u32, String> } }
    "#[serde(rename = \"first-name\", alias = \"name\")] k: String" => {
        struct Sent { #[serde(rename = "first-name", alias = "name")] k: String }
    }
    "k: NaiveDate" => { struct Sent { k: NaiveDate } }
    "k: NaiveDateTime" => { struct Sent { k: NaiveDateTime } }
    "k: NaiveTime" => { struct Sent { k: NaiveTime } }
    "k: Option<File>" => { struct Sent { k: Option<File> } }
}

/// A code span of Markdown, without its backticks and the spaces that divide it from backticks of its own.
fn code(span: &str) -> &str {
    let ticks = span.len() - span.trim_start_matches('`').len();
    let inner = span[ticks..].strip_suffix(&span[..ticks]).unwrap_or(span);
    if ticks > 1 && inner.ends_with("` ") { inner.strip_suffix(' ').unwrap_or(inner) } else { inner }
}

#[test]
fn every_row_is_answered_as_it_says() {
    let mut answers: BTreeMap<&str, Answer> = answers().into_iter().collect();
    let (mut answer, mut heading): (Option<Answer>, _) = (None, "");
    let (mut rows, mut wrong) = (0, String::new());
    for line in include_str!("forms.md").lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = code(title);
            answer = answers.remove(heading);
            assert!(answer.is_some(), "no form has the heading {heading}");
            continue;
        }
        let Some(row) = line.strip_prefix("| ").filter(|row| !row.starts_with("sent |")) else { continue };
        let (sent, expected) = row.strip_suffix(" |").and_then(|row| row.split_once(" | ")).unwrap();
        let sent = if sent == "(nothing)" { "" } else { code(sent) };
        let expected = match expected.split_once(' ') {
            Some((status, errors)) if status.parse::<u16>().is_ok() => format!("{status} {}", code(errors)),
            _ => code(expected).to_owned(),
        };
        let answered = answer.expect("a row has a heading")(sent);
        rows += 1;
        if answered != expected {
            wrong += &format!("{heading}\n  sent     {sent}\n  expected {expected}\n  answered {answered}\n");
        }
    }
    assert!(answers.is_empty(), "no rows for {:?}", answers.keys());
    assert!(rows > 150, "{rows} rows were read");
    assert!(wrong.is_empty(), "{wrong}");
}
