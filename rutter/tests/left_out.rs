//! What responses leave out where it would be null is never null in the contract, and what may still be null stays so.

use std::collections::BTreeMap;

use rutter::contract::judge::{judge, judge_response};
use rutter::contract::schema::{BodySource, EndpointSource};
use rutter::contract::{BodyKind, Method, Type};
use rutter::{Contract, Describe};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

type Maybe<T> = Option<T>;

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Ship {
    name: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Note(Option<String>);

#[derive(Default, Serialize, Deserialize, JsonSchema, Contract)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "std::option::Option::is_none", rename(serialize = "vessel"))]
    ship: Option<Ship>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rutter::AsString::<Option<u64>>")]
    id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ships: Option<Vec<Option<Ship>>>,
    written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    twice: Option<Option<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Maybe<Ship>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<()>,
}

/// The contract in which a type is sent and answered, and the type there.
fn contract() -> (rutter_contract::Contract, Type) {
    let mut describe = Describe::default();
    let body = BodySource { kind: BodyKind::Json, schema: describe.request::<Answer>() };
    let responses = BTreeMap::from([(200, vec![describe.response::<Answer>()])]);
    describe.endpoint(EndpointSource {
        pattern: "/".to_owned(),
        method: Method::Post,
        name: "send".to_owned(),
        doc: None,
        params: None,
        search: None,
        body: Some(body),
        responses,
    });
    let contract = describe.finish().unwrap();
    let ty = contract.endpoints[0].body.as_ref().unwrap().ty.clone();
    (contract, ty)
}

#[test]
fn what_is_left_out_is_never_null() {
    let (contract, ty) = contract();
    for key in ["text", "vessel", "id", "ships"] {
        let value = json!({ "written": null, key: null });
        assert_eq!(judge_response(&contract.types, &ty, &value).len(), 1, "{key}");
    }
    let sent = json!({ "text": null, "ship": null, "id": null, "ships": null });
    assert_eq!(judge(&contract.types, &ty, &sent), []);
}

#[test]
fn what_serde_writes_is_right() {
    let (contract, ty) = contract();
    let nothing = serde_json::to_value(Answer::default()).unwrap();
    assert_eq!(nothing, json!({ "written": null }));
    assert_eq!(judge_response(&contract.types, &ty, &nothing), []);
    let nulls = Answer {
        ships: Some(vec![None]),
        twice: Some(None),
        named: Some(None),
        note: Some(Note(None)),
        any: Some(Value::Null),
        unit: Some(()),
        ..Answer::default()
    };
    let nulls = serde_json::to_value(nulls).unwrap();
    let keys = ["twice", "named", "note", "any", "unit"];
    assert!(keys.iter().all(|key| nulls.get(key) == Some(&Value::Null)), "{nulls}");
    assert_eq!(judge_response(&contract.types, &ty, &nulls), []);
}
