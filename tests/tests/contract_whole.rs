//! The contract of an app as a whole: what is in it, in which order, and that it can be written down and read again.

use std::collections::BTreeMap;

use rutter::contract::schema::{BodySource, EndpointSource};
use rutter::contract::{BodyKind, Contract as Agreement, Method, Type};
use rutter::{Contract, Describe};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A post, as readers see it.
#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
struct Post {
    id: u32,
    /// What it is called.
    title: String,
    published_at: Option<chrono::DateTime<chrono::Utc>>,
    state: State,
    likes: BTreeMap<u8, Vec<u32>>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "lowercase")]
enum State {
    Draft,
    #[serde(alias = "live")]
    Published,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewPost {
    #[validate(length(min = 1, max = 80))]
    #[serde(alias = "name")]
    title: String,
    #[validate(email(message = "we cannot write to you there"))]
    author_mail: Option<String>,
    #[serde(default)]
    state: Choice,
    #[rutter(secret)]
    key: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Choice {
    Now,
    Later { days: u16 },
}

impl Default for Choice {
    fn default() -> Self {
        Self::Later { days: 1 }
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

fn endpoint(describe: &mut Describe, method: Method, pattern: &str) {
    let body = (method == Method::Post)
        .then(|| BodySource { kind: BodyKind::Json, schema: describe.request::<NewPost>() });
    let responses = BTreeMap::from([(200, vec![describe.response::<Page<Post>>()])]);
    describe.endpoint(EndpointSource {
        pattern: pattern.to_owned(),
        method,
        name: "posts".to_owned(),
        doc: None,
        params: None,
        search: None,
        body,
        responses,
    });
}

fn agreement(forwards: bool) -> Agreement {
    let mut describe = Describe::default();
    let steps: [fn(&mut Describe); 4] = [
        |to| endpoint(to, Method::Get, "/api/posts"),
        |to| endpoint(to, Method::Post, "/api/posts"),
        NewPost::describe,
        Page::<u8>::describe,
    ];
    let order: Vec<_> = if forwards { steps.to_vec() } else { steps.into_iter().rev().collect() };
    for step in order {
        step(&mut describe);
    }
    describe.finish().unwrap()
}

#[test]
fn a_contract_reads_well() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&agreement(true)).unwrap());
}

#[test]
fn the_order_in_which_types_are_met_means_nothing() {
    assert_eq!(agreement(true), agreement(false));
}

#[test]
fn a_contract_can_be_written_down_and_read_again() {
    let written = serde_json::to_string(&agreement(true)).unwrap();
    let read: Agreement = serde_json::from_str(&written).unwrap();
    assert_eq!(read, agreement(true));
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

mod other {
    use super::{Contract, Deserialize, JsonSchema, Serialize};

    #[derive(Serialize, Deserialize, JsonSchema, Contract)]
    pub(super) struct Post {
        id: u8,
    }
}

#[test]
fn types_of_one_name_are_an_error_that_names_both() {
    let mut describe = Describe::default();
    Post::describe(&mut describe);
    other::Post::describe(&mut describe);
    let error = describe.finish().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`contract_whole::Post` and `contract_whole::other::Post` have one name in other languages, `Post`; give all but one of \
         them another with `#[schemars(rename = \"..\")]`"
    );
}

/// Types of another crate: `schemars` knows them, and they have no contract.
mod foreign {
    use super::{Deserialize, JsonSchema, Serialize};

    #[derive(Serialize, Deserialize, JsonSchema)]
    pub(super) struct Point {
        x: u8,
        next: Option<Box<Point>>,
    }

    pub(super) mod other {
        use super::{Deserialize, JsonSchema, Serialize};

        #[derive(Serialize, Deserialize, JsonSchema)]
        pub(in super::super) struct Point {
            y: u8,
        }
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Map {
    #[rutter(foreign)]
    centre: foreign::Point,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Plan {
    #[rutter(foreign)]
    centre: foreign::other::Point,
}

#[test]
fn a_foreign_type_is_known_by_its_own_name() {
    let mut describe = Describe::default();
    Map::describe(&mut describe);
    let contract = describe.finish().unwrap();
    let Type::Object(point) = &contract.types["Point"].request else { panic!("{contract:?}") };
    assert_eq!(point.fields[0].name, "next");
    assert_eq!(point.fields[0].ty, Type::to("Point").nullable());
    let Type::Object(map) = &contract.types["contract_whole::Map"].request else { panic!("{contract:?}") };
    assert_eq!(map.fields[0].ty, Type::to("Point"));
}

#[test]
fn foreign_types_of_one_name_are_an_error() {
    let mut describe = Describe::default();
    Map::describe(&mut describe);
    Plan::describe(&mut describe);
    assert_eq!(
        describe.finish().unwrap_err().to_string(),
        "2 types without a contract are called `Point`; derive `Contract` for them, or rename all but one with \
         `#[schemars(rename = \"..\")]`"
    );
}
