//! What a contract's rules and formats take, against the crates whose place they take on the other side of the wire:
//! `validator`, `chrono`, `uuid`, `std::net`. Where the contract says yes, so do they; where it alone says no is written down.

mod bounds;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rutter::contract::judge::{check, is_format, rule_message};
use rutter::contract::{Bound, Check, Format, IpVersion, Rule};
use serde::Deserialize;
use serde_json::{Value, json};
use validator::{
    ValidateContains as _, ValidateCreditCard as _, ValidateEmail as _, ValidateIp as _, ValidateLength as _,
    ValidateNonControlCharacter as _, ValidateRange as _, ValidateUrl as _,
};

/// An input, and what the Rust side was seen to make of it.
#[derive(Deserialize)]
struct Case {
    rule: String,
    input: Value,
    #[serde(default)]
    param: Value,
    rust: bool,
}

/// What the contract makes of a case.
fn contract(Case { rule, input, param, .. }: &Case) -> bool {
    let limit = |key: &str| param[key].as_u64();
    let number = |key: &str| param[key].as_f64().map(Bound::Number);
    let format = |format| input.as_str().is_some_and(|text| is_format(format, text));
    let exclusive = param.get("exclusive_min").is_some();
    match rule.as_str() {
        "email" => check(&Check::Email, input),
        "url" => check(&Check::Url { schemes: Vec::new() }, input),
        "length" => check(&Check::Length { min: limit("min"), max: limit("max") }, input),
        "range" => {
            let (min, max) =
                (number("min").or(number("exclusive_min")), number("max").or(number("exclusive_max")));
            let exclusive_max = param.get("exclusive_max").is_some();
            check(&Check::Range { min, max, exclusive_min: exclusive, exclusive_max }, input)
        }
        "contains" => check(&Check::Contains { text: param.as_str().unwrap().to_owned() }, input),
        "ipv4" => check(&Check::Ip { version: Some(IpVersion::V4) }, input),
        "ipv6" => check(&Check::Ip { version: Some(IpVersion::V6) }, input),
        "non_control_character" => check(&Check::NonControlCharacter, input),
        "credit_card" => check(&Check::CreditCard, input),
        "uuid" => format(Format::Uuid),
        "datetime" => format(Format::DateTime),
        "local" => format(Format::LocalDateTime),
        "date" => format(Format::Date),
        "time" => format(Format::Time),
        other => panic!("no such rule: {other}"),
    }
}

/// What the Rust side makes of it.
fn rust(Case { rule, input, param, .. }: &Case) -> bool {
    let text = || input.as_str().unwrap().to_owned();
    let limit = |key: &str| param[key].as_u64();
    let number = |key: &str| param[key].as_f64();
    match rule.as_str() {
        "email" => text().validate_email(),
        "url" => text().validate_url(),
        "length" => text().validate_length(limit("min"), limit("max"), None),
        "range" => input.as_f64().unwrap().validate_range(
            number("min"),
            number("max"),
            number("exclusive_min"),
            number("exclusive_max"),
        ),
        "contains" => text().validate_contains(param.as_str().unwrap()),
        "ipv4" => text().validate_ipv4(),
        "ipv6" => text().validate_ipv6(),
        "non_control_character" => text().validate_non_control_character(),
        "credit_card" => text().validate_credit_card(),
        "uuid" => uuid::Uuid::parse_str(&text()).is_ok(),
        "datetime" => text().parse::<DateTime<Utc>>().is_ok(),
        "local" => text().parse::<NaiveDateTime>().is_ok(),
        "date" => text().parse::<NaiveDate>().is_ok(),
        "time" => text().parse::<NaiveTime>().is_ok(),
        other => panic!("no such rule: {other}"),
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("cases.json")).unwrap()
}

#[test]
fn what_the_contract_takes_the_rust_side_takes() {
    let mut stricter = String::new();
    for case in cases() {
        let took = rust(&case);
        assert_eq!(took, case.rust, "{} {}: the crate has changed", case.rule, case.input);
        match (contract(&case), took) {
            (true, false) => panic!("{} {} is taken by the contract alone", case.rule, case.input),
            (false, true) => stricter += &format!("{} {}\n", case.rule, case.input),
            _ => {}
        }
    }
    insta::assert_snapshot!(stricter);
}

/// Texts of the parts that e-mail addresses, URLs, dates and addresses are made of, in any order.
#[test]
fn no_mix_of_parts_is_taken_by_the_contract_alone() {
    const PARTS: [&str; 44] = [
        "a",
        "Z",
        "0",
        "9",
        "1",
        "12",
        "2024",
        "-",
        "--",
        ".",
        "..",
        ":",
        "::",
        "/",
        "//",
        "@",
        "[",
        "]",
        "http",
        "https:",
        "x-y+z:",
        "file:",
        "T",
        "Z",
        "+",
        "02",
        "29",
        "30",
        "31",
        "59",
        "60",
        "24",
        "23",
        " ",
        "\\",
        "?",
        "#",
        "%",
        "%41",
        "é",
        "xn--",
        "0x1",
        "localhost",
        "127.0.0.1",
    ];
    const TEXTS: u64 = 200_000;
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let wholes = [
        "http://a.b/c",
        "2024-02-29",
        "23:59:59.5",
        "2024-02-29T23:59:59Z",
        "2024-02-29T23:59",
        "03:04",
        "a@b.co",
        "::1",
        "1.2.3.4",
    ];
    let mut taken = 0;
    for _ in 0..TEXTS {
        let mut text = if next(2) == 0 { wholes[next(wholes.len())].to_owned() } else { String::new() };
        for _ in 0..=next(7) {
            let at = (0..=text.len())
                .filter(|at| text.is_char_boundary(*at))
                .nth(next(text.chars().count() + 1))
                .unwrap();
            text.insert_str(at, PARTS[next(PARTS.len())]);
        }
        for rule in ["email", "url", "ipv4", "ipv6", "uuid", "datetime", "local", "date", "time"] {
            let case = Case { rule: rule.to_owned(), input: json!(text), param: Value::Null, rust: false };
            if contract(&case) {
                taken += 1;
                assert!(rust(&case), "{rule} {text:?} is taken by the contract alone");
            }
        }
    }
    assert!(taken > 10_000, "{taken}");
}

/// Every check digit of numbers of many prefixes and lengths.
#[test]
fn cards_are_those_of_validator() {
    let mut taken = 0;
    for prefix in (0..100_000).step_by(101) {
        for length in [12, 13, 14, 15, 16, 19, 20] {
            for check in 0..10 {
                let text = format!("{prefix:05}{:0<1$}{check}", "", length - 6);
                let case = Case {
                    rule: "credit_card".to_owned(),
                    input: json!(text),
                    param: Value::Null,
                    rust: false,
                };
                assert_eq!(contract(&case), rust(&case), "{text}");
                taken += u32::from(contract(&case));
            }
        }
    }
    assert!(taken > 500, "{taken}");
}

#[test]
fn messages_tell_the_one_who_filled_the_form_in() {
    let length = |min, max| Check::Length { min, max };
    let range = |min, max, exclusive_min| Check::Range { min, max, exclusive_min, exclusive_max: false };
    let text = json!("a");
    let cases = [
        (length(Some(8), None), &text),
        (length(None, Some(1)), &text),
        (length(Some(2), Some(5)), &json!([])),
        (length(Some(3), Some(3)), &json!({})),
        (range(Some(Bound::Integer(1)), Some(Bound::Number(9.5)), false), &json!(0)),
        (range(Some(Bound::Integer(0)), None, true), &json!(0)),
        (Check::Email, &text),
        (Check::Url { schemes: vec!["http".to_owned(), "https".to_owned()] }, &text),
        (Check::Ip { version: Some(IpVersion::V6) }, &text),
        (Check::Pattern { regex: "^b$".to_owned() }, &text),
        (Check::Contains { text: "b".to_owned() }, &text),
        (Check::DoesNotContain { text: "a".to_owned() }, &text),
        (Check::MustMatch { other: "password".to_owned() }, &text),
        (Check::CreditCard, &text),
        (Check::NonControlCharacter, &text),
        (Check::Required, &Value::Null),
        (Check::Custom { function: "is_free".to_owned() }, &text),
    ];
    let messages: Vec<String> =
        cases.into_iter().map(|(check, value)| rule_message(&Rule::new(check), value)).collect();
    insta::assert_snapshot!(messages.join("\n"));
    let own = Rule::stated(Check::Email, Some("no such address"), Some("address"));
    assert_eq!(rule_message(&own, &text), "no such address");
}
