//! What the generated TypeScript makes of values of all these types: it takes what the judge takes, and to serde what it read
//! means the same as what was sent.

#[path = "../value_agreement/node.rs"]
mod node;

use rutter::contract::{BodyKind, Definition, Method};

use self::node::{Generated, Read as Answered};
use super::*;

/// A contract without the liberties of serde that are not part of the types in TypeScript.
fn without_liberties(contract: &Agreement) -> Agreement {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(strip),
            Value::Object(map) => {
                ["positional", "also"].iter().for_each(|liberty| drop(map.remove(*liberty)));
                map.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(contract).unwrap();
    strip(&mut value);
    serde_json::from_value(value).unwrap()
}

#[test]
fn typescript_and_the_judge_agree_on_what_is_almost_right() {
    const ROUNDS: u64 = 60;
    let subjects = subjects();
    let mut contract = without_liberties(&agreement(&subjects).0);
    let names: BTreeMap<&str, String> =
        (0..).zip(subjects.keys()).map(|(at, name)| (*name, format!("Probe{at}"))).collect();
    for endpoint in &contract.endpoints {
        assert_eq!((endpoint.method, endpoint.body.as_ref().unwrap().kind), (Method::Post, BodyKind::Json));
        let request = endpoint.body.as_ref().unwrap().ty.clone();
        let name = names[endpoint.name.as_str()].clone();
        contract
            .types
            .insert(format!("probe::{name}"), Definition { name, doc: None, request, response: None });
    }
    let probes = probes();
    let mut asked = Vec::new();
    let mut of = Vec::new();
    for (seed, Probe { ty, input, .. }) in (0..).zip(&probes) {
        let mut known = BTreeSet::new();
        probes.iter().filter(|probe| probe.ty == *ty).for_each(|probe| words(&probe.input, &mut known));
        known.extend(["zzz", "0", "01", "-1", "true", "t", "c"].map(str::to_owned));
        let known: Vec<String> = known.into_iter().collect();
        let mut random = Random::new(seed);
        for round in 0..ROUNDS {
            let value = if round == 0 { input.clone() } else { mutated(input, &known, &mut random) };
            asked.push((format!("request {}", names[ty.as_str()]), value.to_string()));
            of.push(ty.as_str());
        }
    }
    let mut wrong = Vec::new();
    let mut taken = 0;
    for (answer, ty) in Generated::new(&contract).ask(&asked).into_iter().zip(of) {
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
        let of_serde = |value: &Value| match (subjects[ty].read)(value) {
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
