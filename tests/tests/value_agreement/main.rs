//! Values in the generated TypeScript and in Rust: both take the same, read the same of it, and say the same of the rest.
//!
//! The values are made up from a seed. `RUTTER_CASES=1000000 cargo test -p rutter-tests --test value_agreement -- --nocapture`
//! asks more of them than the usual few thousand, and says how many were taken; `RUTTER_SEED` is the seed that it begins with.

mod compiled;
mod differences;
mod hostile;
mod libraries;
mod node;
mod parsed;
mod random;
mod rules;
mod same;
mod size;
mod types;
mod values;

use rutter_contract::judge::{MAX_ISSUES, Step as RustStep, judge, judge_response};
use rutter_contract::{Contract, Type};
use serde_json::Value;

use node::{Answer, Generated, Issue, Read, Step};
use parsed::parsed;
use random::Random;
use values::Values;

/// How many values are asked of the made-up contracts, if nobody says how many.
const USUAL: usize = 8000;

/// How many values are asked of each contract.
const OF_ONE: usize = 4000;

#[expect(
    clippy::disallowed_methods,
    reason = "how many values are asked is for the one who starts the test to say"
)]
fn stated(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

fn cases() -> usize {
    stated("RUTTER_CASES").unwrap_or(USUAL)
}

/// The seeds of the contracts that are made up.
fn seeds() -> std::ops::Range<u64> {
    let first = stated("RUTTER_SEED").unwrap_or(0) as u64;
    first..first + cases().div_ceil(OF_ONE) as u64
}

#[test]
fn made_up_types() {
    let mut tally = Tally::default();
    for seed in seeds() {
        let mut random = Random::new(seed);
        let contract = types::contract(&mut random);
        let mut values = Values { types: &contract.types, random };
        let subjects: Vec<(&str, &Type)> = contract
            .types
            .values()
            .map(|definition| (definition.name.as_str(), &definition.request))
            .collect();
        let asked: Vec<(String, String)> = (0..OF_ONE)
            .map(|at| {
                let (name, ty) = subjects[at % subjects.len()];
                let direction = if is_request(at) { "request" } else { "response" };
                (format!("{direction} {name}"), values.of(ty))
            })
            .collect();
        let answers = Generated::new(&contract).ask(&asked);
        for (at, answer) in answers.iter().enumerate() {
            let (name, ty) = subjects[at % subjects.len()];
            let subject = Subject { contract: &contract, ty, request: is_request(at) };
            tally.count(subject, answer, &|| format!("seed {seed}, {name}, {} {}", asked[at].0, asked[at].1));
        }
        tally.assert_no_differences();
    }
    tally.finish();
}

/// Every fourth value of a type is judged as one that the server wrote.
fn is_request(at: usize) -> bool {
    !(at / types::COUNT).is_multiple_of(4)
}

/// What is asked about a value.
#[derive(Clone, Copy)]
struct Subject<'a> {
    contract: &'a Contract,
    ty: &'a Type,
    request: bool,
}

impl Subject<'_> {
    fn judged(&self, value: &Value) -> Vec<Issue> {
        let judge = if self.request { judge } else { judge_response };
        judge(&self.contract.types, self.ty, value).into_iter().map(issue).collect()
    }

    fn parsed(&self, value: &Value) -> Value {
        parsed(&self.contract.types, self.ty, value, self.request)
    }
}

/// What came of the values.
#[derive(Default)]
struct Tally {
    taken: usize,
    refused: usize,
    /// Values that JSON cannot hold, and texts that are none to Rust: both are refused wherever they are read.
    unsent: usize,
    different: usize,
    /// The first of them.
    differences: Vec<String>,
}

impl Tally {
    fn count(&mut self, subject: Subject<'_>, answer: &Answer, case: &dyn Fn() -> String) {
        if answer.sent.is_empty() {
            self.unsent += 1;
            return;
        }
        let Ok(value) = serde_json::from_str::<Value>(&answer.sent) else {
            self.unsent += 1;
            return;
        };
        if !subject.request && has_rounded(&value) {
            self.unsent += 1;
            return;
        }
        let mut said = subject.judged(&value);
        let right = match &answer.read {
            Read::Value(read) => {
                self.taken += 1;
                said.is_empty()
                    && serde_json::from_str::<Value>(read).is_ok_and(|read| read == subject.parsed(&value))
            }
            Read::Issues(issues) => {
                self.refused += 1;
                let mut issues = issues.clone();
                issues.sort();
                said.sort();
                issues == said || issues.len() == MAX_ISSUES && said.len() == MAX_ISSUES
            }
        };
        self.different += usize::from(!right);
        if !right && self.differences.len() < 10 {
            self.differences.push(match &answer.read {
                Read::Value(read) if said.is_empty() => {
                    format!("{}\n  Rust        {}\n  TypeScript  {read}", case(), subject.parsed(&value))
                }
                Read::Value(_) => format!("{}\n  Rust alone says {said:?}", case()),
                Read::Issues(issues) => {
                    let alone = |these: &[Issue], others: &[Issue]| -> Vec<Issue> {
                        these.iter().filter(|issue| !others.contains(issue)).cloned().collect()
                    };
                    format!(
                        "{}\n  {} and {} issues; Rust alone says {:?}, TypeScript alone {:?}",
                        case(),
                        said.len(),
                        issues.len(),
                        alone(&said, issues),
                        alone(issues, &said)
                    )
                }
            });
        }
    }

    fn assert_no_differences(&self) {
        assert!(self.different == 0, "{} differ:\n{}", self.different, self.differences.join("\n"));
    }

    #[expect(clippy::print_stdout, reason = "a long run says what it did")]
    fn finish(&self) {
        self.assert_no_differences();
        let Self { taken, refused, unsent, .. } = self;
        let all = taken + refused + unsent;
        println!("{all} values agree: {taken} taken, {refused} refused, {unsent} that JSON cannot hold");
        // Neither nearly all nor nearly none is taken.
        assert!(*taken > all / 8 && *refused > all / 8, "{taken} of {all} taken, {refused} refused");
    }
}

/// Whether a value has a number that JavaScript may have rounded. A reader of responses takes it where the number that the
/// server wrote may have been right.
fn has_rounded(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_rounded),
        Value::Object(map) => map.values().any(has_rounded),
        Value::Number(number) => {
            number.as_f64().is_some_and(|number| number.abs() >= 9_007_199_254_740_992.0)
        }
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn issue(issue: rutter_contract::judge::Issue) -> Issue {
    let step = |step| match step {
        RustStep::Key(key) => Step::Key(key),
        RustStep::Index(index) => Step::Index(index),
    };
    Issue(issue.path.0.into_iter().map(step).collect(), issue.code, issue.message)
}
