//! The contract says exactly what serde accepts and writes: 59 types that use every way in which serde changes what is on
//! the wire, with 159 JSON values of which it is known what serde makes of them, and what becomes of those values when they
//! are changed at random.

mod compiled;
mod documents;
mod mutate;
mod types;
mod typescript;

use std::collections::{BTreeMap, BTreeSet};

use rutter::contract::judge::{judge, judge_response};
use rutter::contract::{Contract as Agreement, Type};
use rutter::{Contract, Describe};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use mutate::{Random, mutated};
use types::*;

/// A value, and what serde makes of it.
#[derive(Deserialize)]
struct Probe {
    #[serde(rename = "type")]
    ty: String,
    input: Value,
    accepts: bool,
    /// What serde writes of the value that it read; nothing where it cannot.
    writes: Option<Value>,
}

/// What is asked of a type that a probe names.
struct Subject {
    describe: fn(&mut Describe),
    key: fn(&mut Describe) -> Value,
    /// What serde and `validator` make of a value: whether they take it, and what serde writes of it.
    read: fn(&Value) -> Read,
}

enum Read {
    /// serde does not take it.
    Refused,
    /// serde takes it, and `validator` does not.
    Invalid,
    /// Both do; what serde writes, if it can.
    Taken(Option<Value>),
}

fn subject<T: Contract + Serialize + DeserializeOwned>() -> Subject {
    Subject {
        describe: T::describe,
        key: |to| to.request::<T>(),
        read: |input| match serde_json::from_value::<T>(input.clone()) {
            Ok(value) => match T::check_rules(&value) {
                Ok(()) => Read::Taken(serde_json::to_value(&value).ok()),
                Err(_) => Read::Invalid,
            },
            Err(_) => Read::Refused,
        },
    }
}

macro_rules! subjects {
    ($($name:ident),+ $(,)?) => {
        BTreeMap::from([$((stringify!($name), subject::<$name>()),)+])
    };
}

fn subjects() -> BTreeMap<&'static str, Subject> {
    let mut subjects = subjects![
        Ints,
        BigInts,
        NzInt,
        Floats,
        Scal,
        Opts,
        Dflt,
        DfltAll,
        Colls,
        EnumKeyMap,
        Dates,
        Ids,
        Std,
        SysT,
        AnyVal,
        TimeCrate,
        Unit,
        NewT,
        Tup,
        Trans,
        Empty,
        Ren,
        RenSplit,
        Kebab,
        Orig,
        Skips,
        Deny,
        TaggedStruct,
        FlatOuter,
        FlatMap,
        FlatVal,
        FlatOpt,
        FlatEnum,
        FlatExt,
        FlatUntag,
        With,
        MixAttr,
        SerWith,
        IntoStr,
        FromU32,
        Ext,
        Int,
        Adj,
        Unt,
        UntS,
        RenEnum,
        SkipV,
        OtherV,
        Disc,
        IntNewEnum,
        VarUntag,
        UsesPage,
        Tree,
        UsesConst,
        Doc,
        Clash,
        Validated,
    ];
    subjects.insert("Page<u8>", subject::<Page<u8>>());
    subjects.insert("Page<Ren>", subject::<Page<Ren>>());
    subjects
}

fn probes() -> Vec<Probe> {
    serde_json::from_str(include_str!("probes.json")).unwrap()
}

/// The contract of all subjects, and the type of each as an endpoint refers to it.
fn agreement(subjects: &BTreeMap<&'static str, Subject>) -> (Agreement, BTreeMap<&'static str, [Type; 2]>) {
    use rutter::contract::schema::{BodySource, EndpointSource};
    use rutter::contract::{BodyKind, Method};

    let mut describe = Describe::default();
    for (name, subject) in subjects {
        (subject.describe)(&mut describe);
        let schema = (subject.key)(&mut describe);
        describe.endpoint(EndpointSource {
            pattern: format!("/{name}"),
            method: Method::Post,
            name: (*name).to_owned(),
            doc: None,
            params: None,
            search: None,
            body: Some(BodySource { kind: BodyKind::Json, schema }),
            responses: BTreeMap::new(),
        });
    }
    let contract = describe.finish().unwrap();
    let types = subjects.keys().map(|name| {
        let endpoint = contract.endpoints.iter().find(|endpoint| endpoint.name == *name).unwrap();
        let ty = endpoint.body.as_ref().unwrap().ty.clone();
        (*name, [ty.clone(), ty])
    });
    let types = types.collect();
    (contract, types)
}

/// A contract without some of what serde takes besides, which nobody should send.
fn without(contract: &Agreement, liberties: &[&str]) -> Agreement {
    fn strip(value: &mut Value, liberties: &[&str]) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| strip(item, liberties)),
            Value::Object(map) => {
                // Of a union, `keyed` says something else.
                if !map.contains_key("variants") {
                    liberties.iter().for_each(|liberty| drop(map.remove(*liberty)));
                }
                map.values_mut().for_each(|value| strip(value, liberties));
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(contract).unwrap();
    strip(&mut value, liberties);
    serde_json::from_value(value).unwrap()
}

/// A text whose form only the server knows: `time` writes no form that others have a name for.
fn is_opaque(ty: &str, input: &Value) -> bool {
    ty == "TimeCrate" && input["raw"] == "2024-01-02T03:04:05Z"
}

/// Values that serde takes and the contract does not: their forms are many, and the contract has one written definition.
fn is_another_form(ty: &str, value: &Value) -> bool {
    match ty {
        // `chrono`, `uuid` and `url` take more forms than they write.
        "Dates" | "Ids" | "TimeCrate" => true,
        // serde holds the parts of a flattened enum in a form in which `{}` is null.
        "FlatExt" => {
            ["Unit", "re-named"].iter().any(|name| value[name] == json!({})) || names_two_variants(value)
        }
        "FlatEnum" => value["t"].as_object().is_some_and(|map| map.values().eq([&json!({})])),
        // The name of a variant, then the values of the struct in it.
        "Int" => value[0] == "New",
        _ => false,
    }
}

/// Of several names serde takes the one that comes first in the text, which no value of JSON knows; the contract takes the one
/// that is declared first.
fn names_two_variants(value: &Value) -> bool {
    ["Unit", "New", "Str", "re-named"].iter().filter(|name| value.get(**name).is_some()).count() > 1
}

/// Values that the contract takes and serde does not: what is wrong shows only when they are put together.
fn is_beyond(ty: &str, value: &Value) -> bool {
    match ty {
        "TimeCrate" => true,
        "FlatExt" => names_two_variants(value),
        // Seconds past what the clock of the server counts.
        "SysT" => value["s"]["secs_since_epoch"].as_u64().is_some_and(|secs| secs > i64::MAX as u64),
        _ => false,
    }
}

#[test]
fn every_probe_is_judged_as_serde_judges_it() {
    let subjects = subjects();
    let (contract, types) = agreement(&subjects);
    let probes = probes();
    assert_eq!((subjects.len(), probes.len()), (59, 159));
    let mut wrong = Vec::new();
    for Probe { ty, input, accepts, writes } in &probes {
        let [request, response] = &types[ty.as_str()];
        let read = (subjects[ty.as_str()].read)(input);
        // The types are those that the values were recorded with.
        assert_eq!(*accepts, !matches!(read, Read::Refused), "{ty} {input}");
        let issues = judge(&contract.types, request, input);
        let taken = matches!(read, Read::Taken(_));
        if issues.is_empty() != taken && !is_opaque(ty, input) {
            wrong.push(format!("{ty} {input}: taken {taken}, judged {issues:?}"));
        }
        let Some(writes) = writes.as_ref().filter(|_| *accepts) else { continue };
        if let Read::Taken(written) = &read {
            assert_eq!(written.as_ref(), Some(writes), "{ty} {input}");
        }
        let issues = judge_response(&contract.types, response, writes);
        if !issues.is_empty() {
            wrong.push(format!("{ty} writes {writes}: judged {issues:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every key and text of the probes.
fn words(value: &Value, to: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(to.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| words(item, to)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            to.insert(key.clone());
            words(value, to);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn serde_and_the_judge_agree_on_what_is_almost_right() {
    const ROUNDS: u64 = 2000;
    let subjects = subjects();
    let (contract, types) = agreement(&subjects);
    let probes = probes();
    let mut wrong = BTreeMap::new();
    let (mut taken_count, mut refused_count) = (0_u64, 0_u64);
    for (seed, Probe { ty, input, .. }) in (0..).zip(&probes) {
        let [request, response] = &types[ty.as_str()];
        let mut known = BTreeSet::new();
        probes.iter().filter(|probe| probe.ty == *ty).for_each(|probe| words(&probe.input, &mut known));
        known.extend(["zzz", "0", "01", "-1", "true", "t", "c"].map(str::to_owned));
        let known: Vec<String> = known.into_iter().collect();
        let mut random = Random::new(seed);
        for _ in 0..ROUNDS {
            let value = mutated(input, &known, &mut random);
            let read = (subjects[ty.as_str()].read)(&value);
            let taken = matches!(read, Read::Taken(_));
            *(if taken { &mut taken_count } else { &mut refused_count }) += 1;
            let issues = judge(&contract.types, request, &value);
            let excepted = if taken { is_another_form(ty, &value) } else { is_beyond(ty, &value) };
            if issues.is_empty() != taken && !excepted {
                wrong.entry(format!("{ty}, taken {taken}")).or_insert((value.clone(), issues));
            }
            if let Read::Taken(Some(written)) = read {
                let issues = judge_response(&contract.types, response, &written);
                if !issues.is_empty() {
                    wrong.entry(format!("{ty}, written")).or_insert((written, issues));
                }
            }
        }
    }
    let wrong: Vec<String> =
        wrong.iter().map(|(what, (value, issues))| format!("{what}: {value} {issues:?}")).collect();
    // The changes are neither all harmless nor all fatal.
    assert!(taken_count > 40_000 && refused_count > 200_000, "{taken_count} taken, {refused_count} refused");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
