//! Params and search params in the generated TypeScript and in Rust: both read the same texts, and say the same of each.
//!
//! The queries and paths are made up from a seed. `RUTTER_CASES=1000000 cargo test -p rutter-tests --test url_agreement`
//! asks more of them than the usual few thousand.

mod inputs;
mod node;
mod types;

use std::str::FromStr;

use rutter_tests::validator_oracle::{self, Number};
use serde::Serialize;
use serde_json::{Value, json};

use inputs::Inputs;
use node::{Answer, Generated};

/// How many queries or paths are asked of each struct.
const USUAL: usize = 250;

#[expect(clippy::disallowed_methods, reason = "how much is asked is no matter of the program")]
fn cases(structs: usize) -> usize {
    let asked = std::env::var("RUTTER_CASES").ok().and_then(|cases| cases.parse::<usize>().ok());
    asked.map_or(USUAL, |cases| cases.div_ceil(structs))
}

#[test]
fn search_params() {
    let structs = types::search();
    let mut inputs = Inputs::new(7);
    let count = cases(structs.len());
    let asked: Vec<(usize, String)> = (0..structs.len())
        .flat_map(|at| std::iter::repeat_n(at, count))
        .map(|at| (at, inputs.query(structs[at].texts)))
        .collect();
    let answers = Generated::search(&structs).ask(&asked);
    let (mut differences, mut taken) = (Vec::new(), 0);
    for ((at, query), typescript) in asked.iter().zip(answers) {
        let rust = (structs[*at].read)(query);
        taken += usize::from(matches!(rust, Answer::Value(_)));
        if !agree(&rust, &typescript) {
            differences.push(format!(
                "{} ?{query}\n  Rust        {rust:?}\n  TypeScript  {typescript:?}",
                structs[*at].name
            ));
        }
    }
    assert_none(&differences, "queries", asked.len(), taken);
}

#[test]
fn texts_that_were_parsed() {
    let structs = types::search();
    let texts = validator_oracle::texts();
    let asked: Vec<(usize, String)> = texts
        .iter()
        .map(|text| {
            let name = match text.number {
                Number::Whole => "OneWhole",
                Number::Float => "OneFloat",
            };
            let at = structs.iter().position(|one| one.name == name).unwrap();
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("k", &text.text).finish();
            (at, query)
        })
        .collect();
    let answers = Generated::search(&structs).ask(&asked);
    for ((text, (at, query)), typescript) in texts.iter().zip(&asked).zip(answers) {
        let rust = (structs[*at].read)(query);
        let case = format!("{:?} {:?}: {rust:?}, {typescript:?}", text.number, text.text);
        assert!(agree(&rust, &typescript), "{case}");
        assert_eq!(matches!(rust, Answer::Value(_)), text.is_taken, "{case}");
    }
}

#[test]
fn params() {
    let structs = types::params();
    let mut inputs = Inputs::new(8);
    let count = cases(structs.len());
    let asked: Vec<(usize, String)> = (0..structs.len())
        .flat_map(|at| std::iter::repeat_n(at, count))
        .map(|at| (at, inputs.path(structs[at].pattern, structs[at].texts)))
        .collect();
    let answers = Generated::params(&structs).ask(&asked);
    let (mut differences, mut taken) = (Vec::new(), 0);
    for ((at, path), typescript) in asked.iter().zip(answers) {
        let rust = (structs[*at].read)(path);
        taken += usize::from(matches!(rust, Answer::Value(_)));
        if !agree(&rust, &typescript) {
            differences.push(format!(
                "{} {path}\n  Rust        {rust:?}\n  TypeScript  {typescript:?}",
                structs[*at].name
            ));
        }
    }
    assert_none(&differences, "paths", asked.len(), taken);
}

#[expect(clippy::print_stdout, reason = "a long run says what it did")]
fn assert_none(differences: &[String], what: &str, asked: usize, taken: usize) {
    let shown = differences.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} of {asked} differ:\n{shown}", differences.len());
    println!("{asked} {what} agree: {taken} taken, {} refused", asked - taken);
}

/// Whether two answers are one: numbers are compared as JavaScript has them, and what is `null` to Rust may be absent.
fn agree(rust: &Answer, typescript: &Answer) -> bool {
    match (rust, typescript) {
        (Answer::Value(rust), Answer::Value(typescript)) => same(rust, typescript),
        (Answer::Errors(rust), Answer::Errors(typescript)) => rust == typescript,
        _ => false,
    }
}

fn same(rust: &Value, typescript: &Value) -> bool {
    match (rust, typescript) {
        (Value::Number(rust), Value::Number(typescript)) => rust.as_f64() == typescript.as_f64(),
        // An integer that JavaScript gets as its digits.
        (Value::Number(rust), Value::String(typescript)) => rust.to_string() == *typescript,
        (Value::String(rust), Value::String(typescript)) => {
            rust == typescript || rewritten(typescript).contains(rust)
        }
        (Value::Array(rust), Value::Array(typescript)) => {
            rust.len() == typescript.len()
                && rust.iter().zip(typescript).all(|(rust, other)| same(rust, other))
        }
        (Value::Object(rust), Value::Object(typescript)) => {
            let names = rust.keys().chain(typescript.keys());
            let null = json!(null);
            let of =
                |map: &serde_json::Map<String, Value>, name: &str| map.get(name).unwrap_or(&null).clone();
            names.into_iter().all(|name| same(&of(rust, name), &of(typescript, name)))
        }
        _ => rust == typescript,
    }
}

/// A text as Rust writes it once it has read it: an instant in UTC, a time with its seconds, an id in small letters. TypeScript
/// keeps what was sent.
fn rewritten(text: &str) -> Vec<String> {
    let dates = [
        read_and_written::<chrono::DateTime<chrono::Utc>>(text),
        read_and_written::<chrono::NaiveDateTime>(text),
        read_and_written::<chrono::NaiveTime>(text),
    ];
    let id = text.parse::<uuid::Uuid>().ok().map(|id| id.to_string());
    let address = text.parse::<std::net::IpAddr>().ok().map(|address| address.to_string());
    let url = text.parse::<url::Url>().ok().map(|url| url.to_string());
    dates.into_iter().chain([id, address, url]).flatten().collect()
}

fn read_and_written<T: FromStr + Serialize>(text: &str) -> Option<String> {
    text.parse::<T>().ok().and_then(|value| json!(value).as_str().map(str::to_owned))
}
