//! Every rule and format at its limits and around them, and the inputs of which it is known what `validator` and zod say.

use std::collections::BTreeMap;

use rutter_contract::judge::range;
use rutter_contract::{
    Bound, Check, Contract, Definition, Field, Format, IntegerWidth, IpVersion, Key, Object, Rule, Type,
};
use rutter_tests::validator_oracle::{self, Case};
use serde_json::{Value, json};

use crate::node::{Generated, Read};
use crate::{Subject, Tally, same};

fn text() -> Type {
    Type::String { format: None }
}

fn formatted(format: Format) -> Type {
    Type::String { format: Some(format) }
}

fn whole(width: IntegerWidth) -> Type {
    Type::Integer { width, non_zero: false }
}

/// What a rule of the oracle is to us.
fn subject(rule: &str, param: &Value) -> (Type, Option<Check>) {
    let limit = |key: &str| param[key].as_u64();
    let bound = |key: &str| param[key].as_f64().map(Bound::Number);
    let part = || param.as_str().unwrap_or_default().to_owned();
    match rule {
        "email" => (text(), Some(Check::Email)),
        "url" => (text(), Some(Check::Url { schemes: Vec::new() })),
        "length" => (text(), Some(Check::Length { min: limit("min"), max: limit("max") })),
        "range" => {
            let check = Check::Range {
                min: bound("min").or(bound("exclusive_min")),
                max: bound("max").or(bound("exclusive_max")),
                exclusive_min: param.get("exclusive_min").is_some(),
                exclusive_max: param.get("exclusive_max").is_some(),
            };
            (Type::Number, Some(check))
        }
        "regex" => (text(), Some(Check::Pattern { regex: part() })),
        "contains" => (text(), Some(Check::Contains { text: part() })),
        "ipv4" => (text(), Some(Check::Ip { version: Some(IpVersion::V4) })),
        "ipv6" => (text(), Some(Check::Ip { version: Some(IpVersion::V6) })),
        "non_control_character" => (text(), Some(Check::NonControlCharacter)),
        "credit_card" => (text(), Some(Check::CreditCard)),
        "uuid" => (formatted(Format::Uuid), None),
        "datetime" => (formatted(Format::DateTime), None),
        "date" => (formatted(Format::Date), None),
        "time" => (formatted(Format::Time), None),
        "i32" => (whole(IntegerWidth::I32), None),
        "u64" => (whole(IntegerWidth::U64), None),
        "f64" => (Type::Number, None),
        _ => panic!("`{rule}` is not known"),
    }
}

/// Types of one field, and values of that field.
#[derive(Default)]
struct Asked {
    contract: Contract,
    names: BTreeMap<String, usize>,
    cases: Vec<(usize, String)>,
}

impl Asked {
    fn ask(&mut self, ty: &Type, check: Option<&Check>, value: &str) {
        let mut field = Field::new("field", ty.clone());
        field.rules = check.cloned().map(Rule::new).into_iter().collect();
        let request = Type::Object(Object::new(vec![field]));
        let next = self.names.len();
        let at = *self.names.entry(format!("{request:?}")).or_insert(next);
        if at == next {
            let definition = Definition { name: format!("T{at}"), doc: None, request, response: None };
            self.contract.types.insert(format!("rules::T{at}"), definition);
        }
        self.cases.push((at, format!("{{\"field\":{value}}}")));
    }

    fn answers(&self, tally: &mut Tally) -> Vec<bool> {
        let asked: Vec<(String, String)> =
            self.cases.iter().map(|(at, text)| (format!("request T{at}"), text.clone())).collect();
        let mut contract = self.contract.clone();
        contract.endpoints.push(crate::types::endpoint(&contract));
        let generated = Generated::new(&contract);
        let texts: Vec<(String, String)> =
            self.cases.iter().map(|(at, text)| (format!("T{at}"), text.clone())).collect();
        let different = same::different(&generated, &texts);
        assert!(different.is_empty(), "{} differ:\n{}", different.len(), different[0]);
        let answers = generated.ask(&asked);
        let took = answers.iter().zip(&self.cases).map(|(answer, (at, text))| {
            let ty = &self.contract.types[&format!("rules::T{at}")].request;
            let subject = Subject { contract: &self.contract, ty, request: true };
            // The judge leaves patterns to `validator`.
            let has_pattern = format!("{ty:?}").contains("Pattern");
            if !has_pattern {
                tally.count(subject, answer, &|| format!("{ty:?} {text}"));
            }
            matches!(answer.read, Read::Value(_))
        });
        took.collect()
    }
}

#[test]
fn what_validator_and_zod_were_asked() {
    let mut asked = Asked::default();
    let mut rust = Vec::new();
    for Case { rule, param, input, raw, rust: took } in validator_oracle::values() {
        let (ty, check) = subject(&rule, &param);
        asked.ask(&ty, check.as_ref(), &raw.unwrap_or_else(|| input.to_string()));
        rust.push((rule, took == json!(true)));
    }
    let mut tally = Tally::default();
    let took = asked.answers(&mut tally);
    tally.assert_no_differences();
    // What TypeScript takes, the crates take, but for numbers that JSON.stringify writes anew and the patterns of the server.
    for ((rule, rust), (took, (_, text))) in rust.iter().zip(took.iter().zip(&asked.cases)) {
        let written_anew = matches!(rule.as_str(), "i32" | "u64");
        assert!(!took || *rust || written_anew || rule.as_str() == "regex", "{rule} {text}");
    }
}

#[test]
fn patterns_match_what_they_match_in_rust() {
    let mut asked = Asked::default();
    let mut rust = Vec::new();
    for Case { rule, param, input, rust: took, .. } in validator_oracle::values() {
        if rule == "regex" {
            let expression = param.as_str().unwrap();
            let in_javascript = rutter_codegen::regex::javascript(expression).is_ok();
            asked.ask(&text(), Some(&Check::Pattern { regex: expression.to_owned() }), &input.to_string());
            // What is left to the server is taken here.
            rust.push(took == json!(true) || !in_javascript);
        }
    }
    let took = asked.answers(&mut Tally::default());
    let pairs = rust.iter().zip(&took).zip(&asked.cases);
    let wrong: Vec<_> = pairs.filter(|((rust, took), _)| rust != took).map(|(_, case)| case).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn rules_at_their_limits() {
    let mut asked = Asked::default();
    lengths(&mut asked);
    ranges(&mut asked);
    integers(&mut asked);
    let mut tally = Tally::default();
    asked.answers(&mut tally);
    tally.finish();
}

fn lengths(asked: &mut Asked) {
    let list = Type::List { of: Box::new(Type::Any), unique: false, count: None };
    let map = Type::Map { key: Key::Text, of: Box::new(Type::Any) };
    for (min, max) in
        [(Some(2), Some(4)), (Some(3), Some(3)), (None, Some(1)), (Some(2), None), (Some(0), Some(0))]
    {
        let check = Check::Length { min, max };
        for count in 0..7 {
            for character in ["a", "é", "船", "🚢", "\\u0000", "\\ud83d\\udea2", "e\u{301}", "\\n"] {
                asked.ask(&text(), Some(&check), &format!("\"{}\"", character.repeat(count)));
            }
            let items: Vec<usize> = (0..count).collect();
            asked.ask(&list, Some(&check), &json!(items).to_string());
            let entries: BTreeMap<String, usize> = items.iter().map(|at| (format!("k{at}"), *at)).collect();
            asked.ask(&map, Some(&check), &json!(entries).to_string());
        }
    }
}

fn ranges(asked: &mut Asked) {
    for limit in [0.0, 1.0, -1.0, 0.1, 1e300, 5e-324, 9_007_199_254_740_991.0] {
        for (exclusive_min, exclusive_max) in [(false, false), (true, true)] {
            for (min, max) in [(Some(limit), None), (None, Some(limit)), (Some(-limit), Some(limit))] {
                let (min, max) = (min.map(Bound::Number), max.map(Bound::Number));
                let check = Check::Range { min, max, exclusive_min, exclusive_max };
                for value in
                    [limit, -limit, limit.next_up(), limit.next_down(), limit + 1.0, limit - 1.0, -0.0]
                {
                    asked.ask(&Type::Number, Some(&check), &json!(value).to_string());
                }
            }
        }
    }
    for limit in [0_i64, 1, -1, 127, 1 << 40] {
        let bound = Some(Bound::Integer(limit));
        for (min, max) in [(bound, None), (None, bound)] {
            let check = Check::Range { min, max, exclusive_min: false, exclusive_max: false };
            for value in [limit, limit - 1, limit + 1] {
                asked.ask(&whole(IntegerWidth::SafeSigned), Some(&check), &value.to_string());
                asked.ask(&Type::Number, Some(&check), &format!("{value}.5"));
            }
        }
    }
}

fn integers(asked: &mut Asked) {
    use IntegerWidth::{I8, I16, I32, I64, I128, SafeSigned, SafeUnsigned, U8, U16, U32, U64, U128};
    for width in [I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, SafeSigned, SafeUnsigned] {
        let (least, greatest) = range(width);
        let zero = Type::Integer { width, non_zero: true };
        for near in -2..=2 {
            let (low, high) = (least.saturating_add(near), greatest.saturating_add_signed(near));
            for text in [
                low.to_string(),
                high.to_string(),
                near.to_string(),
                format!("{near}.0"),
                format!("{near}e1"),
            ] {
                asked.ask(&whole(width), None, &text);
                asked.ask(&zero, None, &text);
                asked.ask(&formatted(Format::Integer(width)), None, &format!("\"{text}\""));
            }
        }
    }
}
