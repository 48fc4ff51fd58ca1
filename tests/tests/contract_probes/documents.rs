//! What ajv and zod make of the JSON Schemas of all these types.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use rutter_codegen::json_schema::{self, Direction, Schemas};
use rutter_codegen::openapi;

use super::*;

/// A value in which numbers without a fraction are whole: to JSON Schema `1.0` is an integer, to serde it is none.
fn whole(mut value: Value) -> Value {
    match &mut value {
        Value::Array(items) => items.iter_mut().for_each(|item| *item = whole(item.take())),
        Value::Object(map) => map.values_mut().for_each(|item| *item = whole(item.take())),
        Value::Number(number) => {
            if let Some(float) =
                number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15)
            {
                value = json!(float as i64);
            }
        }
        _ => {}
    }
    value
}

/// Which variant of a flattened enum decides, no keyword says: ajv takes the value if any fits.
fn is_ambiguous(case: &Case) -> bool {
    case.schema.starts_with("FlatExt") && names_two_variants(&case.value)
}

struct Case {
    schema: String,
    value: Value,
    judged: bool,
}

/// Values of each type: those of the probes, and others that are almost right.
fn cases(contract: &Agreement, types: &BTreeMap<&'static str, [Type; 2]>) -> Vec<Case> {
    const ROUNDS: u64 = 300;
    let schemas = Schemas::new(contract);
    let name = |ty: &Type, direction| {
        let schema = serde_json::from_str::<Value>(
            &rutter_codegen::json::Json::from(schemas.schema(ty, direction)).to_string(),
        );
        schema.unwrap()["$ref"].as_str().map(|to| to.trim_start_matches("#/$defs/").to_owned())
    };
    let probes = probes();
    let mut cases = Vec::new();
    for (seed, Probe { ty, input, writes, .. }) in (0..).zip(&probes) {
        let [request, response] = &types[ty.as_str()];
        let mut known = BTreeSet::new();
        probes.iter().filter(|probe| probe.ty == *ty).for_each(|probe| words(&probe.input, &mut known));
        known.extend(["zzz", "0", "01", "-1", "true", "t", "c"].map(str::to_owned));
        let known: Vec<String> = known.into_iter().collect();
        let mut random = Random::new(seed);
        for round in 0..ROUNDS {
            let changed = |value: &Value, random: &mut Random| match round {
                0 => value.clone(),
                _ => mutated(value, &known, random),
            };
            if let Some(schema) = name(request, Direction::Request) {
                let value = whole(changed(input, &mut random));
                let judged = judge(&contract.types, request, &value).is_empty();
                cases.push(Case { schema, value, judged });
            }
            if let (Some(writes), Some(schema)) = (writes, name(response, Direction::Response)) {
                let value = whole(changed(writes, &mut random));
                let judged = judge_response(&contract.types, response, &value).is_empty();
                cases.push(Case { schema, value, judged });
            }
        }
    }
    cases
}

/// What is listed of a reader.
#[derive(Deserialize)]
struct Difference {
    reader: String,
    what: What,
    reason: String,
    /// What it says itself.
    #[serde(default)]
    words: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// The value has an integer that may be another one in JavaScript.
    #[serde(rename = "unsafe integer")]
    UnsafeInteger,
    /// The schema cannot be read.
    Unread,
}

impl Difference {
    fn shows(&self, value: &Value) -> bool {
        match self.what {
            What::UnsafeInteger => has_unsafe_integer(value),
            What::Unread => false,
        }
    }
}

fn has_unsafe_integer(value: &Value) -> bool {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    match value {
        Value::Array(items) => items.iter().any(has_unsafe_integer),
        Value::Object(map) => map.values().any(has_unsafe_integer),
        Value::Number(number) => number.as_f64().is_some_and(|number| number.abs() > SAFE),
        _ => false,
    }
}

fn listed() -> Vec<Difference> {
    #[derive(Deserialize)]
    struct File {
        difference: Vec<Difference>,
    }
    let File { difference } = toml::from_str(include_str!("differences.toml")).unwrap();
    difference
}

/// What both say, each value's in its place.
#[derive(Deserialize)]
struct Said {
    /// ajv, then zod, where it can read the schema.
    answers: Vec<(bool, Option<bool>)>,
    /// The schemas that zod cannot read, with the reason.
    unread: BTreeMap<String, String>,
}

#[test]
#[expect(clippy::disallowed_methods, reason = "they run in a process of its own, and read from a disk")]
fn ajv_and_zod_say_what_the_judge_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let subjects = subjects();
    let (contract, types) = agreement(&subjects);
    let mut contract = without(&contract, &["positional", "keyed", "aliases"]);
    // Nothing names the types, so that each is there for both directions.
    contract.endpoints.clear();
    let cases = cases(&contract, &types);
    let document: Value = serde_json::from_str(&json_schema::document(&contract)).unwrap();
    let sent: Vec<Value> =
        cases.iter().map(|case| json!({ "schema": case.schema, "value": case.value })).collect();
    let scratch = tempfile::tempdir().unwrap();
    let (input, output) = (scratch.path().join("cases.json"), scratch.path().join("answers.json"));
    fs::write(&input, json!({ "document": document, "cases": sent }).to_string()).unwrap();
    let run = Command::new("node").arg(folder.join("agree.mjs")).args([&input, &output]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let Said { answers: said, unread } = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    assert_eq!(said.len(), cases.len());

    let listed = listed();
    let mut seen = vec![0; listed.len()];
    let mut wrong: BTreeMap<(&str, &str, bool), &Value> = BTreeMap::new();
    let answers = |(case, (ajv, zod))| [(case, "ajv", Some(ajv)), (case, "zod", zod)];
    for (case, reader, answer) in cases.iter().zip(said).flat_map(answers) {
        let Some(taken) = answer.filter(|taken| *taken != case.judged) else { continue };
        let shows = |of: &Difference| of.reader == reader && of.shows(&case.value);
        match listed.iter().position(shows) {
            _ if taken && is_ambiguous(case) => {}
            Some(at) => seen[at] += 1,
            None => _ = wrong.entry((reader, &case.schema, taken)).or_insert(&case.value),
        }
    }
    for (schema, words) in &unread {
        let of = |of: &Difference| matches!(of.what, What::Unread) && words.starts_with(&of.words);
        let at = listed.iter().position(of).unwrap_or_else(|| panic!("zod cannot read {schema}: {words}"));
        seen[at] += 1;
    }
    let wrong: Vec<String> = wrong
        .iter()
        .map(|((reader, schema, taken), value)| format!("{schema}, taken by {reader}: {taken}, {value}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} values:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    for (difference, seen) in listed.iter().zip(seen) {
        assert!(seen > 0, "{} differs no longer: {}", difference.reader, difference.reason);
    }
}

/// The document of an API that takes and gives all these types.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the linter runs in a process of its own, and reads from a disk"
)]
fn a_linter_finds_nothing() {
    let (mut contract, _) = agreement(&subjects());
    for endpoint in &mut contract.endpoints {
        let body = endpoint.body.iter().map(|body| body.ty.clone()).collect();
        endpoint.responses.insert(200, rutter::contract::Response { bodies: body });
    }
    let info = openapi::Info { title: "Probes", version: "1.0.0", server: "/" };
    let scratch = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    fs::write(scratch.path(), openapi::document(&contract, info)).unwrap();
    let off = r#"{ "info-license": "off", "operation-4xx-response": "off" }"#;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let run =
        Command::new("node").arg(folder.join("lint.mjs")).arg(scratch.path()).arg(off).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
