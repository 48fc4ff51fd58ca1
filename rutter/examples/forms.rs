//! Reads and checks the same form or query again and again, with rutter or with `serde_html_form` and `validator`: what
//! `cargo xtask bench forms` measures.
//!
//! `forms rutter|serde form|query COUNT`

#![expect(clippy::print_stderr, reason = "a program for the person who starts it")]

use std::hint::black_box;
use std::process::ExitCode;

use rutter::form::Limits;
use rutter::{Contract, Form, SearchParams};
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

#[derive(Debug, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
enum Plan {
    Free,
    Team,
    Enterprise,
}

/// A form to sign up, as apps have it.
#[expect(dead_code, reason = "it is read, and nothing is done with it")]
#[derive(Debug, Deserialize, JsonSchema, Validate, Form)]
#[serde(rename_all = "camelCase")]
struct SignUp {
    #[validate(length(min = 1, max = 100))]
    full_name: String,
    #[validate(email)]
    email: String,
    #[rutter(secret)]
    #[validate(length(min = 8, max = 200))]
    password: String,
    #[validate(url)]
    website: Option<String>,
    #[validate(range(min = 1, max = 500))]
    seats: u32,
    plan: Plan,
    #[serde(default)]
    #[validate(length(max = 10))]
    interests: Vec<String>,
    #[validate(length(max = 2000))]
    about: Option<String>,
    #[serde(default)]
    newsletter: bool,
    agree: bool,
}

/// The filter of a list.
#[derive(Debug, Validate, SearchParams)]
struct Filter {
    #[validate(length(max = 100))]
    q: Option<String>,
    #[rutter(default = 1)]
    #[validate(range(min = 1, max = 1000))]
    page: u32,
    tag: Vec<String>,
    min_price: Option<f64>,
    #[rutter(default)]
    in_stock: bool,
}

/// The same for serde, which search params do not go through.
#[expect(dead_code, reason = "as above")]
#[derive(Debug, Deserialize, Validate)]
struct PlainFilter {
    #[validate(length(max = 100))]
    q: Option<String>,
    #[serde(default = "one")]
    #[validate(range(min = 1, max = 1000))]
    page: u32,
    #[serde(default)]
    tag: Vec<String>,
    min_price: Option<f64>,
    #[serde(default)]
    in_stock: bool,
}

fn one() -> u32 {
    1
}

const FORM: &str = "fullName=Ada+Lovelace&email=ada%40example.com&password=correct+horse+battery&website=https%3A%2F%2Fexample.com%2Fada\
                    &seats=25&plan=team&interests=engines&interests=poetry&interests=music\
                    &about=Wrote+the+first+program%2C+for+a+machine+that+was+never+built.&newsletter=on&agree=true";
const QUERY: &str = "q=analytical+engine&page=3&tag=new&tag=brass&min_price=19.5&in_stock=true";

fn html_form<T: serde::de::DeserializeOwned + Validate>(text: &str) -> Option<T> {
    let value: T = serde_html_form::from_str(text).ok()?;
    value.validate().ok()?;
    Some(value)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let is_taken: fn() -> bool = match arguments[..] {
        ["rutter", "form", _] => || {
            let form = SignUp::parse_urlencoded(black_box(FORM.as_bytes()), &Limits::DEFAULT);
            black_box(form).is_ok()
        },
        ["serde", "form", _] => || black_box(html_form::<SignUp>(black_box(FORM))).is_some(),
        ["rutter", "query", _] => || black_box(Filter::strict(black_box(QUERY))).is_ok(),
        ["serde", "query", _] => || black_box(html_form::<PlainFilter>(black_box(QUERY))).is_some(),
        _ => {
            eprintln!("forms rutter|serde form|query COUNT");
            return ExitCode::FAILURE;
        }
    };
    let count: u32 = arguments[2].parse().unwrap_or(1);
    if (0..count).all(|_| is_taken()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
