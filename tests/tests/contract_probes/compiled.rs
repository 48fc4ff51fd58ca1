//! What compilers say of the generated TypeScript of all these types: what serde writes is of the type of what is answered, what
//! may be sent of that of what is sent.

use std::fmt::Write as _;

use rutter::contract::Response;
use rutter_codegen::{ExportKind, Source, exports};

use super::typescript::node::Generated;
use super::typescript::{almost_right, named, parsed};
use super::*;

/// The contract in which each type is sent and answered, and the names of the types of both in TypeScript.
fn both_ways(subjects: &BTreeMap<&'static str, Subject>) -> (Agreement, BTreeMap<String, [String; 2]>) {
    let (mut contract, names) = named(agreement(subjects).0);
    for endpoint in &mut contract.endpoints {
        let body = endpoint.body.as_ref().unwrap().ty.clone();
        endpoint.responses.insert(200, Response { bodies: vec![body] });
    }
    let exported = exports(&contract);
    let name = |of: &str, kind| {
        let of = Source::Type(format!("probe::{of}"));
        exported.iter().find(|it| it.of == of && it.kind == kind).unwrap().name.clone()
    };
    let both = |of: &String| [ExportKind::Sent, ExportKind::Answered].map(|kind| name(of, kind));
    let names = names.iter().map(|(subject, of)| (subject.clone(), both(of))).collect();
    (contract, names)
}

/// Whether one value has no keys but those of another.
fn is_within(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Object(map), Value::Object(other)) => {
            map.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_within(value, other)))
        }
        (Value::Array(items), Value::Array(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(item, other)| is_within(item, other))
        }
        _ => true,
    }
}

#[test]
fn compilers_take_what_is_written_and_sent_and_nothing_else() {
    let subjects = subjects();
    let (contract, names) = both_ways(&subjects);
    // A tag has its own names only: with any text, every value would be of the variant that takes that.
    let canonical = without(&contract, &["positional", "keyed", "aliases", "other"]);
    let type_of = |ty: &str| {
        let endpoint = canonical.endpoints.iter().find(|endpoint| endpoint.name == ty).unwrap();
        endpoint.body.as_ref().unwrap().ty.clone()
    };
    let (mut sent, mut answered) = (BTreeSet::new(), BTreeSet::new());
    for probe in probes() {
        answered.extend(probe.writes.map(|value| (probe.ty, value.to_string())));
    }
    assert_eq!(answered.len(), 92, "the answers that are recorded, each once");
    for (ty, value) in almost_right(60) {
        let request = type_of(&ty);
        if judge(&canonical.types, &request, &value).is_empty()
            // TypeScript refuses a literal with fields that nobody reads.
            && is_within(&value, &parsed::parsed(&canonical.types, &request, &value, true))
        {
            sent.insert((ty.clone(), value.to_string()));
        }
        if let Read::Taken(Some(written)) = (subjects[ty.as_str()].read)(&value) {
            answered.insert((ty, written.to_string()));
        }
    }
    assert!(sent.len() > 300 && answered.len() > 300, "{} sent, {} answered", sent.len(), answered.len());

    let mut module = "import type * as types from \"./rutter/types.gen\";\n".to_owned();
    for (values, direction, kind) in [(&sent, "sent", 0), (&answered, "answered", 1)] {
        for (at, (ty, value)) in values.iter().enumerate() {
            let name = &names[ty][kind];
            writeln!(module, "export const {direction}{at}: types.{name} = {value};").unwrap();
        }
    }
    let generated = Generated::new(&contract);
    generated.write("values.ts", &module);
    generated.write("refuse.ts", include_str!("../../typescript/probes/refuse.ts"));
    assert_eq!(generated.run("compile-contract.mjs"), "");
}
