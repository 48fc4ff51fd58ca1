//! Forms in the generated TypeScript and in Rust: both read what the other reads, and say the same of it.
//!
//! The forms are those of `rutter/tests/forms.md`, row by row, and others that are made up from a seed, as Node itself sends
//! them. `RUTTER_CASES=1000000 cargo test -p rutter-tests --test form_agreement` asks more of them than the usual few thousand.

#[path = "../../../rutter/tests/forms/types.rs"]
mod documented;
mod inputs;
mod node;
#[path = "../../../rutter/tests/forms/rows.rs"]
mod rows;
mod types;

use std::collections::BTreeMap;
use std::io;

use bytes::Bytes;
use futures_util::stream;
use rutter::form::{FormKind, FormRejection, Limits};
use rutter::{Describe, FieldErrors, Form};
use rutter_contract::schema::{BodySource, EndpointSource};
use rutter_contract::{BodyKind, Contract, Definition, Method, Type};
use rutter_tests::validator_oracle::{self, Number};
use serde::Serialize;
use serde_json::{Value, json};

use inputs::{Inputs, Sent};
use node::{Answer, Generated, Kind};

/// A form on the side of Rust.
struct Subject {
    name: &'static str,
    contract: Contract,
    read: fn(&str, &[u8]) -> Answer,
}

/// Collects forms.
#[derive(Default)]
struct Subjects(Vec<Subject>);

impl documented::Visit for Subjects {
    fn form<T: Form + Serialize>(&mut self, name: &'static str) {
        self.0.push(Subject { name, contract: contract::<T>(), read: read::<T> });
    }
}

/// The contract of a form, which has a name of its own there also where the type has none in its JSON Schema.
fn contract<T: Form>() -> Contract {
    let mut describe = Describe::default();
    let schema = describe.request::<T>();
    let body = Some(BodySource { kind: BodyKind::Form, schema });
    let (pattern, name) = ("/".to_owned(), "send".to_owned());
    let (method, responses) = (Method::Post, BTreeMap::new());
    describe.endpoint(EndpointSource {
        pattern,
        method,
        name,
        doc: None,
        params: None,
        search: None,
        body,
        responses,
    });
    let mut contract = describe.finish().unwrap();
    let request = contract.endpoints.remove(0).body.unwrap().ty;
    let path = match &request {
        Type::Ref { to } => to.clone(),
        _ => {
            let definition = Definition { name: "Sent".to_owned(), doc: None, request, response: None };
            contract.types.insert("Sent".to_owned(), definition);
            "Sent".to_owned()
        }
    };
    contract.forms = vec![path];
    contract
}

fn read<T: Form + Serialize>(content_type: &str, body: &[u8]) -> Answer {
    let limits = Limits::DEFAULT;
    let read = match FormKind::of(Some(content_type)).unwrap() {
        FormKind::Urlencoded => T::parse_urlencoded(body, &limits),
        FormKind::Multipart { boundary } => {
            let chunks = body.chunks(4096).map(|chunk| Ok::<_, io::Error>(Bytes::copy_from_slice(chunk)));
            block_on(T::parse_multipart(stream::iter(chunks.collect::<Vec<_>>()), &boundary, &limits))
        }
    };
    match read {
        Ok(value) => Answer::Value(serde_json::to_value(&value).unwrap()),
        Err(rejection) => {
            let values = match &rejection {
                FormRejection::Invalid(invalid) => invalid.values.clone(),
                _ => Default::default(),
            };
            let FieldErrors { form_errors, field_errors } = rejection.errors().clone();
            Answer::Refused { status: rejection.status(), form_errors, field_errors, values }
        }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// What both sides make of a form is the same: numbers are compared as JavaScript has them, and what is `null` to Rust may be
/// absent.
fn agree(rust: &Answer, typescript: &Answer) -> bool {
    match (rust, typescript) {
        (Answer::Value(rust), Answer::Value(typescript)) => same(rust, typescript),
        _ => rust == typescript || rust == &without_patterns(rust, typescript),
    }
}

/// What TypeScript says without expressions that are not kept: Rust asks those last, of values that serde has read, so that it
/// says nothing of them where a text has the wrong shape.
fn without_patterns(rust: &Answer, typescript: &Answer) -> Answer {
    let mut typescript = typescript.clone();
    if let (Answer::Refused { field_errors: said, .. }, Answer::Refused { field_errors, .. }) =
        (rust, &mut typescript)
    {
        field_errors.retain(|name, messages| {
            said.contains_key(name)
                || messages.iter().any(|message| !types::PATTERNS.contains(&message.as_str()))
        });
    }
    typescript
}

fn same(rust: &Value, typescript: &Value) -> bool {
    match (rust, typescript) {
        (Value::Number(rust), Value::Number(typescript)) => rust.as_f64() == typescript.as_f64(),
        (Value::Array(rust), Value::Array(typescript)) => {
            rust.len() == typescript.len()
                && rust.iter().zip(typescript).all(|(rust, other)| same(rust, other))
        }
        (Value::Object(rust), Value::Object(typescript)) => {
            let of = |map: &serde_json::Map<String, Value>, name: &str| {
                map.get(name).cloned().unwrap_or(json!(null))
            };
            rust.keys().chain(typescript.keys()).all(|name| same(&of(rust, name), &of(typescript, name)))
        }
        _ => rust == typescript,
    }
}

/// The rows that are about bytes which are no UTF-8 or badly encoded: no `FormData` holds such.
const ABOUT_BYTES: usize = 5;

#[test]
fn every_row_of_the_document() {
    let mut subjects = Subjects::default();
    documented::each(&mut subjects);
    let rows: Vec<(usize, rows::Row)> = rows::rows()
        .into_iter()
        .filter(|row| !row.answer.contains("is not UTF-8") && !row.answer.contains("two hexadecimal digits"))
        .map(|row| (subjects.0.iter().position(|subject| subject.name == row.heading).unwrap(), row))
        .collect();
    assert_eq!(rows.len() + ABOUT_BYTES, rows::rows().len());
    let asked: Vec<_> = rows
        .iter()
        .map(|(at, row)| {
            let pairs = form_urlencoded::parse(row.sent.as_bytes());
            let pairs = pairs.map(|(name, text)| (name.into_owned(), Sent::Text(text.into_owned())));
            (*at, Kind::Urlencoded, pairs.collect())
        })
        .collect();
    let said = Generated::of(subjects.0.iter().map(|subject| &subject.contract)).ask(&asked);
    let mut wrong = Vec::new();
    for ((_, row), said) in rows.iter().zip(said) {
        let answered = match said.answer {
            Answer::Value(value) => {
                let expected = serde_json::from_str(&row.answer).unwrap_or(Value::Null);
                if same(&expected, &value) { row.answer.clone() } else { value.to_string() }
            }
            Answer::Refused { status, form_errors, field_errors, .. } => {
                format!("{status} {}", FieldErrors { form_errors, field_errors })
            }
        };
        if answered != row.answer {
            wrong.push(format!(
                "{} {}\n  expected {}\n  answered {answered}",
                row.heading, row.sent, row.answer
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_that_were_parsed() {
    let mut subjects = Subjects::default();
    types::each(&mut subjects);
    let texts = validator_oracle::texts();
    let asked: Vec<_> = texts
        .iter()
        .map(|text| {
            let name = match text.number {
                Number::Whole => "Whole",
                Number::Float => "Float",
            };
            let at = subjects.0.iter().position(|subject| subject.name == name).unwrap();
            (at, Kind::Urlencoded, vec![("k".to_owned(), Sent::Text(text.text.clone()))])
        })
        .collect();
    let answers = Generated::of(subjects.0.iter().map(|subject| &subject.contract)).ask(&asked);
    for ((text, (at, ..)), said) in texts.iter().zip(&asked).zip(answers) {
        let rust = (subjects.0[*at].read)(&said.content_type, &bytes_of(&said.body));
        let case = format!("{:?} {:?}: {rust:?}, {:?}", text.number, text.text, said.answer);
        assert!(agree(&rust, &said.answer), "{case}");
        assert_eq!(matches!(rust, Answer::Value(_)), text.is_taken, "{case}");
    }
}

#[test]
fn every_module_compiles() {
    let mut subjects = Subjects::default();
    types::each(&mut subjects);
    let generated = Generated::of(subjects.0.iter().map(|subject| &subject.contract));
    assert_eq!(generated.compile(), "");
}

/// How many forms are asked of each type.
const USUAL: usize = 300;

/// How many forms of each Node is asked about at a time.
const AT_ONCE: usize = 2000;

/// How many forms are asked for.
#[expect(clippy::disallowed_methods, reason = "it says how much a test does, not what the program does")]
fn asked() -> Option<usize> {
    std::env::var("RUTTER_CASES").ok()?.parse().ok()
}

#[test]
fn forms_that_are_made_up() {
    let mut subjects = Subjects::default();
    types::each(&mut subjects);
    documented::each(&mut subjects);
    let mut subjects = subjects.0;
    // `Upload` has files, in a form that can be compared.
    subjects.retain(|subject| subject.name != "k: Option<File>");
    let count = asked().map_or(USUAL, |cases| cases.div_ceil(subjects.len()));
    let forms: Vec<Type> =
        subjects.iter().map(|subject| Type::to(subject.contract.forms.first().unwrap())).collect();
    let mut inputs: Vec<Inputs<'_>> =
        (1..).zip(&subjects).map(|(seed, subject)| Inputs::new(seed, &subject.contract.types)).collect();
    let generated = Generated::of(subjects.iter().map(|subject| &subject.contract));
    let mut tally = Tally::default();
    // Forms by the million do not stay in memory: Node is asked about some of each at a time.
    for first in (0..count).step_by(AT_ONCE) {
        let mut cases = Vec::new();
        for (at, (inputs, form)) in inputs.iter_mut().zip(&forms).enumerate() {
            for number in first..count.min(first + AT_ONCE) {
                let kind = if number % 2 == 0 { Kind::Multipart } else { Kind::Urlencoded };
                cases.push((at, kind, inputs.form(form, kind == Kind::Multipart)));
            }
        }
        tally.compare(&subjects, &generated, &cases);
    }
    tally.finish();
}

/// What came of forms.
#[derive(Default)]
struct Tally {
    asked: usize,
    taken: usize,
    differences: Vec<String>,
    /// The server takes these, and a browser would not send them.
    stopped: Vec<String>,
}

impl Tally {
    /// Asks both sides.
    fn compare(
        &mut self,
        subjects: &[Subject],
        generated: &Generated,
        cases: &[(usize, Kind, inputs::Pairs)],
    ) {
        for ((at, kind, pairs), said) in cases.iter().zip(generated.ask(cases)) {
            let subject = &subjects[*at];
            let rust = (subject.read)(&said.content_type, &bytes_of(&said.body));
            self.asked += 1;
            if let Answer::Value(_) = rust {
                self.taken += 1;
                let stopped = said.stopped.iter();
                self.stopped.extend(stopped.map(|field| format!("{} {field} {pairs:?}", subject.name)));
            }
            if !agree(&rust, &said.answer) {
                self.differences.push(format!(
                    "{} {kind:?} {pairs:?}\n  Rust        {rust:?}\n  TypeScript  {:?}",
                    subject.name, said.answer
                ));
            }
        }
    }

    /// Fails where they differ.
    #[expect(clippy::print_stdout, reason = "a long run says what it did")]
    fn finish(&self) {
        let Self { asked, taken, differences, stopped } = self;
        let first = |all: &[String]| all[..all.len().min(12)].join("\n");
        assert!(differences.is_empty(), "{} of {asked} differ:\n{}", differences.len(), first(differences));
        assert!(stopped.is_empty(), "{}", first(stopped));
        assert!(taken * 8 > *asked, "only {taken} of {asked} forms are right");
        println!("{asked} forms agree: {taken} taken, {} refused", asked - taken);
    }
}

fn bytes_of(hexadecimal: &str) -> Vec<u8> {
    let digits = hexadecimal.as_bytes().chunks(2);
    digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}
