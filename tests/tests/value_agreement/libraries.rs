//! The schemas of zod and valibot, beside the judge: they take the same, read the same of it, and say the same of the rest, but
//! for what `differences.toml` lists.

use std::collections::BTreeMap;

use rutter_contract::{Contract, Definition, Field, Object, Type};
use serde::Deserialize;
use serde_json::Value;

use crate::differences::{self, Case, What};
use crate::node::{Answer, Generated, Read};
use crate::random::Random;
use crate::same::LIBRARIES;
use crate::values::Values;
use crate::{OF_ONE, Subject, seeds, types};

#[test]
fn made_up_types_in_libraries() {
    let mut differences = Differences::new();
    for seed in seeds() {
        let mut random = Random::new(seed);
        let contract = types::contract(&mut random);
        let mut values = Values { types: &contract.types, random };
        let subjects: Vec<_> = contract.types.values().collect();
        let of_subject = |at: usize| subjects[at / LIBRARIES.len() % subjects.len()];
        let asked: Vec<(String, String)> = (0..OF_ONE)
            .flat_map(|at| {
                let definition = of_subject(at * LIBRARIES.len());
                let value = values.of(&definition.request);
                LIBRARIES.map(|library| (format!("{library} {}", definition.name), value.clone()))
            })
            .collect();
        for (at, answer) in Generated::new(&contract).ask(&asked).iter().enumerate() {
            let subject = Subject { contract: &contract, ty: &of_subject(at).request, request: true };
            let library = LIBRARIES[at % LIBRARIES.len()];
            differences
                .count(library, subject, answer, &|| format!("seed {seed}, {} {}", asked[at].0, asked[at].1));
        }
    }
    differences.finish();
}

#[test]
fn what_is_listed_is_so() {
    let mut contract = Contract::default();
    let mut declare = |name: String, request: Type| {
        contract
            .types
            .insert(format!("example::{name}"), Definition { name, doc: None, request, response: None });
    };
    let listed = listed();
    declare(
        "Named".to_owned(),
        Type::Object(Object::new(vec![Field::new("name", Type::String { format: None })])),
    );
    for (at, difference) in listed.iter().enumerate() {
        declare(format!("Example{at}"), difference.ty.clone());
    }
    let asked = |(at, difference): (usize, &Difference)| {
        (format!("{} Example{at}", difference.library), difference.example.clone())
    };
    let asked: Vec<(String, String)> = listed.iter().enumerate().map(asked).collect();
    for (difference, answer) in listed.iter().zip(Generated::new(&contract).ask(&asked)) {
        let subject = Subject { contract: &contract, ty: &difference.ty, request: true };
        let Difference { library, reason, .. } = difference;
        let case = case(subject, &answer).unwrap();
        assert!(!case.agrees(), "{library} no longer differs so: {reason}");
        assert!(case.shows(difference.what), "{reason}\n{}", case.told());
    }
}

#[test]
fn what_is_too_deep_is_refused() {
    const LEVELS: usize = 3000;
    let mut contract = Contract::default();
    let mut declare = |name: &str, of: fn(Type) -> Type| {
        let path = format!("example::{name}");
        let next = Field::new("next", of(Type::to(path.clone())));
        let request = Type::Object(Object::new(vec![next]));
        contract.types.insert(path, Definition { name: name.to_owned(), doc: None, request, response: None });
    };
    declare("List", Type::nullable);
    declare("Tried", |ty| {
        let of_length = Type::Object(Object::new(vec![Field::new("length", Type::Number)]));
        Type::Union { variants: vec![of_length, ty.nullable()], tag: None, keyed: false }
    });
    let nested = |levels| format!("{}null{}", "{\"next\":".repeat(levels), "}".repeat(levels));
    let asked = |levels| {
        let of = |library| ["List", "Tried"].map(|name| (format!("{library} {name}"), nested(levels)));
        LIBRARIES.map(of).concat()
    };
    let generated = Generated::new(&contract);
    for Answer { read, .. } in generated.ask(&asked(100)) {
        let Read::Value(read) = read else { panic!("{read:?}") };
        assert_eq!(read, nested(100));
    }
    for Answer { read, .. } in generated.ask(&asked(LEVELS)) {
        let Read::Issues(issues) = read else { panic!("was taken") };
        assert!(!issues.is_empty());
    }
}

/// A difference that is listed, and a value that shows it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    library: String,
    what: What,
    reason: String,
    #[serde(rename = "type")]
    ty: Type,
    example: String,
}

fn listed() -> Vec<Difference> {
    #[derive(Deserialize)]
    struct File {
        difference: Vec<Difference>,
    }
    let File { difference } = toml::from_str(differences::TEXT).unwrap();
    difference
}

/// What is listed, and what shows.
struct Differences {
    listed: Vec<Difference>,
    /// How often each listed one shows.
    seen: BTreeMap<usize, usize>,
    taken: usize,
    refused: usize,
    unlisted: Vec<String>,
}

impl Differences {
    fn new() -> Self {
        Self { listed: listed(), seen: BTreeMap::new(), taken: 0, refused: 0, unlisted: Vec::new() }
    }

    fn count(&mut self, library: &str, subject: Subject<'_>, answer: &Answer, told: &dyn Fn() -> String) {
        // What JSON cannot hold never reaches Rust.
        let Some(asked) = case(subject, answer) else { return };
        *(if matches!(answer.read, Read::Value(_)) { &mut self.taken } else { &mut self.refused }) += 1;
        if asked.agrees() {
            return;
        }
        let shows = |listed: &Difference| listed.library == library && asked.shows(listed.what);
        match self.listed.iter().position(shows) {
            Some(at) => *self.seen.entry(at).or_default() += 1,
            None => self.unlisted.push(format!("{}\n{}", told(), asked.told())),
        }
    }

    #[expect(clippy::print_stdout, reason = "a long run says what it did")]
    fn finish(&self) {
        let Self { listed, seen, taken, refused, unlisted } = self;
        assert!(
            unlisted.is_empty(),
            "{} differ:\n{}",
            unlisted.len(),
            unlisted[..unlisted.len().min(10)].join("\n")
        );
        for (at, Difference { reason, .. }) in listed.iter().enumerate() {
            println!("{} values differ: {reason}", seen.get(&at).copied().unwrap_or_default());
        }
        let all = taken + refused;
        println!("{all} values in libraries agree: {taken} taken, {refused} refused");
        assert!(*taken > all / 8 && *refused > all / 8, "{taken} of {all} taken, {refused} refused");
    }
}

/// What Rust and a library say of a value; nothing, where what is sent is no JSON to Rust.
fn case(subject: Subject<'_>, answer: &Answer) -> Option<Case> {
    let value = serde_json::from_str::<Value>(&answer.sent).ok()?;
    let said = subject.judged(&value);
    let parsed = said.is_empty().then(|| subject.parsed(&value));
    Some(Case::new(value, parsed.ok_or(said), answer))
}
