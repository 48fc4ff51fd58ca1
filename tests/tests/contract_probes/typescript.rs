//! What the generated TypeScript makes of values of all these types: it takes what the judge takes, to serde what it read
//! means the same as what was sent, and its JSON Schemas say the same.

#[path = "../value_agreement/differences.rs"]
mod differences;
#[path = "../value_agreement/node.rs"]
pub(super) mod node;
#[path = "../value_agreement/parsed.rs"]
pub(super) mod parsed;
#[path = "../value_agreement/same.rs"]
mod same;

use rutter::contract::{BodyKind, Definition, Method};

use self::node::{Generated, Read as Answered};
use super::*;

/// The contract with a name for the request of each subject, and those names.
pub(super) fn named(mut contract: Agreement) -> (Agreement, BTreeMap<String, String>) {
    let mut names = BTreeMap::new();
    for (at, endpoint) in contract.endpoints.iter().enumerate() {
        let body = endpoint.body.as_ref().unwrap();
        assert_eq!((endpoint.method, body.kind), (Method::Post, BodyKind::Json));
        let name = format!("Probe{at}");
        let definition =
            Definition { name: name.clone(), doc: None, request: body.ty.clone(), response: None };
        contract.types.insert(format!("probe::{name}"), definition);
        names.insert(endpoint.name.clone(), name);
    }
    (contract, names)
}

/// Values of each subject: those of the probes, and others that are almost right.
pub(super) fn almost_right(rounds: u64) -> Vec<(String, Value)> {
    let probes = probes();
    let mut values = Vec::new();
    for (seed, Probe { ty, input, .. }) in (0..).zip(&probes) {
        let mut known = BTreeSet::new();
        probes.iter().filter(|probe| probe.ty == *ty).for_each(|probe| words(&probe.input, &mut known));
        known.extend(["zzz", "0", "01", "-1", "true", "t", "c"].map(str::to_owned));
        let known: Vec<String> = known.into_iter().collect();
        let mut random = Random::new(seed);
        for round in 0..rounds {
            let value = if round == 0 { input.clone() } else { mutated(input, &known, &mut random) };
            values.push((ty.clone(), value));
        }
    }
    values
}

#[test]
fn typescript_and_the_judge_agree_on_what_is_almost_right() {
    let subjects = subjects();
    let (contract, names) = named(without(&agreement(&subjects).0, &["positional", "keyed"]));
    let values = almost_right(60);
    let asked: Vec<(String, String)> =
        values.iter().map(|(ty, value)| (format!("request {}", names[ty]), value.to_string())).collect();
    let mut wrong = Vec::new();
    let mut taken = 0;
    for (answer, (ty, _)) in Generated::new(&contract).ask(&asked).into_iter().zip(&values) {
        let value: Value = serde_json::from_str(&answer.sent).unwrap();
        let request = &contract.types[&format!("probe::{}", names[ty])].request;
        let issues = judge(&contract.types, request, &value);
        let read = match &answer.read {
            Answered::Value(read) => read,
            Answered::Issues(said) if issues.is_empty() => {
                wrong.push(format!("{ty} {value}: {said:?}"));
                continue;
            }
            Answered::Issues(_) => continue,
        };
        taken += 1;
        if !issues.is_empty() {
            wrong.push(format!("{ty} {value}: read as {read}, judged {issues:?}"));
        }
        let read: Value = serde_json::from_str(read).unwrap();
        let of_serde = |value: &Value| match (subjects[ty.as_str()].read)(value) {
            Read::Taken(written) => written,
            Read::Refused | Read::Invalid => None,
        };
        let (sent, read) = (of_serde(&value), of_serde(&read));
        if sent != read && !is_beyond(ty, &value) {
            wrong.push(format!("{ty} {value}: to serde it is {sent:?}, and what was read {read:?}"));
        }
    }
    assert!(taken > 1000, "{taken}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// The schemas of zod and valibot, of each value that the readers are asked about.
#[test]
fn libraries_say_what_the_readers_say() {
    let (contract, names) = named(without(&agreement(&subjects()).0, &["positional", "keyed"]));
    let cases: Vec<(String, String)> =
        almost_right(60).into_iter().map(|(ty, value)| (names[&ty].clone(), value.to_string())).collect();
    let different = same::different(&Generated::new(&contract), &cases);
    let first = &different[..different.len().min(20)];
    assert!(first.is_empty(), "{} differ:\n{}", different.len(), first.join("\n"));
}

/// What serde takes besides is in no JSON Schema.
#[test]
fn json_schemas_say_what_the_schemas_say() {
    #[derive(Deserialize)]
    struct Count {
        taken: usize,
        refused: usize,
        different: Vec<String>,
    }
    let (contract, names) = named(without(&agreement(&subjects()).0, &["positional", "keyed", "aliases"]));
    let values: Vec<(String, String)> =
        almost_right(60).into_iter().map(|(ty, value)| (names[&ty].clone(), value.to_string())).collect();
    let generated = Generated::new(&contract);
    generated.write_cases(&values);
    let printed = generated.run("json-schema-agreement.mjs");
    let Count { taken, refused, different } = serde_json::from_str(&printed).unwrap();
    assert_eq!(taken + refused, values.len());
    assert!(taken > 1000 && refused > 1000, "{taken} taken, {refused} refused");
    assert!(
        different.is_empty(),
        "{} differ:\n{}",
        different.len(),
        different[..different.len().min(20)].join("\n")
    );
}
