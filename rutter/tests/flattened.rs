//! Flattened types whose keys serde cannot keep apart have no contract, and each refusal shows what serde does there.

use std::collections::{BTreeMap, HashMap};

use rutter::{Contract, Describe};
use rutter_contract::schema::{BodySource, EndpointSource};
use rutter_contract::{BodyKind, Method};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Ship {
    id: Option<u8>,
    #[serde(rename(serialize = "label"))]
    name: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind")]
enum Cargo {
    Grain { tons: u8 },
    Empty,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Fuel {
    Diesel { liters: u8 },
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Owned {
    id: u8,
    #[serde(flatten)]
    ship: Ship,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Alias {
    #[serde(alias = "name")]
    title: String,
    #[serde(flatten)]
    ship: Ship,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct MapFirst {
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
    #[serde(flatten)]
    ship: Ship,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct MapBesideTag {
    #[serde(flatten)]
    cargo: Cargo,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Named {
    harbour: String,
    #[serde(flatten)]
    fuel: Fuel,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct MapBesideFlattened {
    #[serde(flatten)]
    named: Named,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Apart {
    harbour: String,
    #[serde(flatten)]
    ship: Ship,
    #[serde(flatten)]
    fuel: Fuel,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// What is wrong with the contract of a body.
fn problems<T: Contract>() -> Vec<String> {
    let mut describe = Describe::default();
    let body = BodySource { kind: BodyKind::Json, schema: describe.request::<T>() };
    describe.endpoint(EndpointSource {
        pattern: "/".to_owned(),
        method: Method::Post,
        name: "send".to_owned(),
        doc: None,
        params: None,
        search: None,
        body: Some(body),
        responses: BTreeMap::new(),
    });
    describe.finish().err().map(|error| error.problems).unwrap_or_default()
}

/// What serde writes of a value that it read: a text, because a key may stand in it twice.
fn written<T: Serialize + DeserializeOwned>(value: Value) -> String {
    serde_json::to_string(&serde_json::from_value::<T>(value).unwrap()).unwrap()
}

#[test]
fn a_key_of_two() {
    assert_eq!(
        problems::<Owned>(),
        [
            "`flattened::Owned` itself and `flattened::Ship`, which is flattened into `flattened::Owned`, both have the key \
          `id`: serde gives it to one of them or to both, by their order, and writes it twice; rename it in one of them, or \
          remove `flatten`"
        ]
    );
    let sent = json!({ "id": 1, "name": "Ada" });
    assert_eq!(written::<Owned>(sent), r#"{"id":1,"id":null,"label":"Ada"}"#);
}

#[test]
fn an_alias_is_a_key() {
    let problems = problems::<Alias>();
    assert!(matches!(&problems[..], [only] if only.contains("both have the key `name`")), "{problems:?}");
    assert!(serde_json::from_value::<Alias>(json!({ "name": "Ada" })).is_err());
}

#[test]
fn a_map_takes_what_comes_behind_it() {
    assert_eq!(
        problems::<MapFirst>(),
        [
            "a map, which is flattened into `flattened::MapFirst`, takes the keys of `flattened::Ship` too; flatten it last"
        ]
    );
    let sent = json!({ "name": "Ada", "x": 1 });
    assert_eq!(written::<MapFirst>(sent), r#"{"name":"Ada","x":1,"id":null,"label":"Ada"}"#);
}

#[test]
fn a_map_takes_what_is_left_before_it() {
    assert_eq!(
        problems::<MapBesideTag>(),
        [
            "a map, which is flattened into `flattened::MapBesideTag`, takes the keys of `flattened::Cargo` too, because \
          serde looks for the tag among all keys; remove its `flatten`, so that it is a field of its own"
        ]
    );
    let sent = json!({ "kind": "Grain", "tons": 2 });
    assert_eq!(written::<MapBesideTag>(sent), r#"{"kind":"Grain","tons":2,"kind":"Grain","tons":2}"#);
    let problems = problems::<MapBesideFlattened>();
    assert!(matches!(&problems[..], [only] if only.contains("reads what is flattened")), "{problems:?}");
}

#[test]
fn types_that_serde_keeps_apart_are_taken() {
    assert_eq!(problems::<Apart>(), [] as [&str; 0]);
    let sent = json!({ "harbour": "Kiel", "name": "Ada", "Diesel": { "liters": 3 }, "x": 1 });
    let written = written::<Apart>(sent);
    assert_eq!(written, r#"{"harbour":"Kiel","id":null,"label":"Ada","Diesel":{"liters":3},"x":1}"#);
}

#[test]
fn what_is_only_written_may_hold_a_map_anywhere() {
    let mut describe = Describe::default();
    describe.response::<MapFirst>();
    assert!(describe.finish().is_ok());
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Paging {
    limit: Option<u32>,
    offset: Option<u32>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct WithId<T> {
    harbour: String,
    #[serde(flatten)]
    of: T,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Filters {
    #[serde(flatten)]
    paging: Paging,
    #[serde(flatten)]
    ship: Ship,
    #[serde(flatten, skip_serializing_if = "HashMap::is_empty")]
    extra: HashMap<String, Value>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Page<T> {
    items: Vec<T>,
    #[serde(flatten)]
    paging: Paging,
    #[serde(flatten)]
    extra: serde_json::Map<String, Value>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Event {
    at: u32,
    #[serde(flatten)]
    cargo: Cargo,
    #[serde(flatten)]
    paging: Paging,
}

#[test]
fn what_is_flattened_in_most_programs_is_taken() {
    assert_eq!(problems::<Filters>(), [] as [&str; 0]);
    assert_eq!(problems::<Page<Ship>>(), [] as [&str; 0]);
    assert_eq!(problems::<WithId<Ship>>(), [] as [&str; 0]);
    assert_eq!(problems::<WithId<Cargo>>(), [] as [&str; 0]);
    assert_eq!(problems::<Event>(), [] as [&str; 0]);
    let sent = json!({ "offset": 3, "at": 1, "tons": 2, "kind": "Grain" });
    assert_eq!(written::<Event>(sent), r#"{"at":1,"kind":"Grain","tons":2,"limit":null,"offset":3}"#);
}
