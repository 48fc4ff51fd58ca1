//! `#[derive(Contract)]`: what it says of a type besides the JSON Schema.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex::Regex;
use rutter::contract::{Bound, Check, FieldNotes, IntegerWidth, IpVersion, Key, Notes, Rule, Type};
use rutter::{Contract, Describe, TextValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

fn notes<T: Contract>() -> Notes {
    let mut notes = Notes::default();
    T::notes(&mut notes);
    notes
}

/// The paths of the types that a type adds to the contract.
fn types<T: Contract>() -> Vec<String> {
    let mut describe = Describe::default();
    T::describe(&mut describe);
    let types = describe.finish().expect("no declarations contradict").types.into_keys();
    types.map(|path| path.replace(concat!(module_path!(), "::"), "")).collect()
}

static SLUG: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z-]+$").unwrap());
const LEAST: u64 = 2;
const MOST: f64 = 4.5;

fn is_free(name: &str) -> Result<(), ValidationError> {
    if name == "taken" { Err(ValidationError::new("taken")) } else { Ok(()) }
}

fn is_whole(_: &Signup) -> Result<(), ValidationError> {
    Ok(())
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
#[serde(rename_all = "camelCase")]
#[validate(schema(function = "is_whole", code = "whole"))]
struct Signup {
    #[validate(length(min = LEAST, max = 20, message = "2 to 20 letters"), custom(function = "is_free"))]
    #[validate(regex(path = *SLUG, code = "slug"), contains(pattern = "a"), does_not_contain(pattern = "--"))]
    user_name: String,
    #[validate(email)]
    #[serde(alias = "mail", alias = "e-mail")]
    email: String,
    #[validate(must_match(other = "user_name"), length(equal = 3))]
    #[rutter(secret)]
    again: String,
    #[validate(range(min = -1.0, exclusive_max = MOST))]
    score: f64,
    #[validate(range(exclusive_min = 0, max = 4_000_000_000u32))]
    #[serde(skip_serializing)]
    count: u32,
    #[validate(ip(v6 = true), non_control_character, required)]
    address: Option<String>,
    #[validate(length(max = 1), skip)]
    nickname: Option<String>,
}

#[test]
fn every_rule_is_noted_in_the_order_of_the_attributes() {
    let notes = notes::<Signup>();
    let codes = |field: &str| {
        let rules = notes.fields.get(field).map_or_else(Vec::new, |field| field.rules.clone());
        rules.into_iter().map(|rule| rule.check).collect::<Vec<_>>()
    };
    assert_eq!(
        notes.fields["userName"].rules,
        [
            Rule::stated(Check::Length { min: Some(2), max: Some(20) }, Some("2 to 20 letters"), None),
            Check::Custom { function: "is_free".into() }.into(),
            Rule::stated(Check::Pattern { regex: "^[a-z-]+$".into() }, None, Some("slug")),
            Check::Contains { text: "a".into() }.into(),
            Check::DoesNotContain { text: "--".into() }.into(),
        ]
    );
    assert_eq!(notes.fields["userName"].rust.as_deref(), Some("user_name"));
    assert_eq!(notes.fields["email"].aliases, ["mail", "e-mail"]);
    assert_eq!(notes.fields["email"].rust, None);
    assert_eq!(
        codes("again"),
        [Check::MustMatch { other: "userName".into() }, Check::Length { min: Some(3), max: Some(3) }]
    );
    assert!(notes.fields["again"].secret && !notes.fields["email"].secret);
    let range =
        |min, max, exclusive_min, exclusive_max| Check::Range { min, max, exclusive_min, exclusive_max };
    let (least, most) = (Some(Bound::Number(-1.0)), Some(Bound::Number(4.5)));
    assert_eq!(codes("score"), [range(least, most, false, true)]);
    let (least, most) = (Some(Bound::Integer(0)), Some(Bound::Integer(4_000_000_000)));
    assert_eq!(codes("count"), [range(least, most, true, false)]);
    assert_eq!(
        codes("address"),
        [Check::Ip { version: Some(IpVersion::V6) }, Check::NonControlCharacter, Check::Required]
    );
    assert_eq!(codes("nickname"), []);
    assert_eq!(
        notes.rules,
        [Rule::stated(Check::Custom { function: "is_whole".into() }, None, Some("whole"))]
    );
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Author {
    name: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Tag(String);

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind", rename = "post")]
struct Post {
    author: Box<Author>,
    tags: Vec<Option<Tag>>,
    replies: Vec<Post>,
    #[rutter(foreign)]
    seen: Foreign,
    #[schemars(with = "String")]
    #[serde(skip_deserializing)]
    written: Hidden,
    #[serde(skip)]
    _skipped: Hidden,
}

/// Of another crate: it has a schema and no contract.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Foreign {}

/// Nothing that crosses.
#[derive(Serialize, Deserialize, Default)]
struct Hidden;

#[test]
fn it_adds_the_types_that_it_holds() {
    assert_eq!(types::<Post>(), ["Foreign", "Author", "Post", "Tag"]);
    assert_eq!(notes::<Post>().struct_tag, Some(("kind".into(), "post".into())));
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Page<T> {
    items: Vec<T>,
    next: Option<u32>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Borrowed<'a, const N: usize> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    flags: Vec<[bool; 2]>,
}

#[test]
fn type_parameters_are_contracts_too() {
    assert_eq!(types::<Page<Post>>(), ["Foreign", "Author", "Page<Post>", "Post", "Tag"]);
    assert_eq!(types::<Borrowed<'_, 3>>(), ["Borrowed<'_, 3>"]);
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(try_from = "Raw", into = "String")]
#[derive(Clone)]
struct Parsed {
    parts: Vec<Secret>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Raw {
    text: String,
}

#[derive(Clone)]
struct Secret;

impl TryFrom<Raw> for Parsed {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        Ok(Self { parts: raw.text.chars().map(|_| Secret).collect() })
    }
}

impl From<Parsed> for String {
    fn from(parsed: Parsed) -> Self {
        "*".repeat(parsed.parts.len())
    }
}

#[test]
fn a_type_that_crosses_as_another_says_that_one() {
    assert_eq!(types::<Parsed>(), ["Parsed", "Raw"]);
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "t", content = "c", rename_all = "kebab-case")]
enum Shape {
    Unit,
    #[serde(alias = "ring")]
    Circle {
        #[serde(alias = "r")]
        radius: f64,
    },
    Named(Author),
    #[serde(other)]
    Otherwise,
}

#[test]
fn variants_have_notes() {
    let notes = notes::<Shape>();
    assert_eq!((notes.tag.as_deref(), notes.content.as_deref()), (Some("t"), Some("c")));
    assert!(notes.variants["unit"].unit && !notes.variants["unit"].other);
    assert!(notes.variants["otherwise"].other);
    assert_eq!(notes.variants["circle"].aliases, ["ring"]);
    let radius = FieldNotes { aliases: vec!["r".into()], ..FieldNotes::default() };
    assert_eq!(notes.variants["circle"].fields["radius"], radius);
    assert_eq!(types::<Shape>(), ["Author", "Shape"]);
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Flat {
    #[serde(flatten)]
    shape: Shape,
    #[serde(flatten)]
    more: More,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
struct More {
    #[validate(length(max = 3))]
    note: String,
}

#[test]
fn a_flattened_type_is_named() {
    let notes = notes::<Flat>();
    assert_eq!(notes.flattened, ["contract::Shape", "contract::More"]);
    assert_eq!((notes.order, notes.positional), (&[][..], None));
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Prices {
    #[serde(rename(serialize = "first", deserialize = "one"))]
    maps: Vec<BTreeMap<u16, Option<HashMap<bool, String>>>>,
    #[serde(skip_deserializing)]
    never_read: u8,
    #[serde(default)]
    two: Option<Author>,
    three: u8,
    #[serde(default)]
    four: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct ByDay(BTreeMap<i8, u8>);

#[test]
fn order_keys_and_names_of_each_direction_are_noted() {
    let prices = notes::<Prices>();
    assert_eq!(prices.order, ["one", "two", "three", "four"]);
    assert_eq!(prices.positional, Some(3));
    let one = &prices.fields["one"];
    assert_eq!((one.rust.as_deref(), one.response_name.as_deref()), (Some("maps"), Some("first")));
    let mut describe = Describe::default();
    Prices::describe(&mut describe);
    ByDay::describe(&mut describe);
    let types = describe.finish().unwrap().types;
    let Type::Object(prices) = &types["contract::Prices"].request else { panic!("an object") };
    let Type::List { of, .. } = &prices.fields[0].ty else { panic!("a list") };
    let Type::Map { key: Key::Integer(IntegerWidth::U16), of } = &**of else { panic!("a map by numbers") };
    assert!(matches!(&**of, Type::Nullable { of } if matches!(**of, Type::Map { key: Key::Boolean, .. })));
    let Type::Map { key, .. } = &types["contract::ByDay"].request else { panic!("a map") };
    assert_eq!(*key, Key::Integer(IntegerWidth::I8));
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
enum Sort {
    NewestFirst,
    #[serde(rename = "top", alias = "best")]
    MostRead,
    #[serde(skip_deserializing)]
    Internal,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
enum Language {
    De,
    #[serde(other)]
    Other,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[rutter(text)]
struct Slug(#[validate(length(min = 1))] String);

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[rutter(text)]
struct Wrapped<T> {
    inner: T,
}

#[test]
fn enums_without_data_and_newtypes_are_text() {
    assert_eq!(Sort::from_text("newestFirst"), Some(Sort::NewestFirst));
    assert_eq!(Sort::from_text("best"), Some(Sort::MostRead));
    assert_eq!((Sort::from_text("internal"), Sort::from_text("")), (None, None));
    assert_eq!(
        (Sort::MostRead.to_text(), Sort::Internal.to_text()),
        (Some("top".into()), Some("internal".into()))
    );
    let named = |shape: Type| match shape {
        Type::Literal { values, also } => (values, also.names, also.other),
        shape => panic!("{shape:?} has no names"),
    };
    let names = [("best".to_owned(), "top".to_owned())].into();
    assert_eq!(named(Sort::shape()), (vec!["newestFirst".into(), "top".into()], names, None));

    assert_eq!(Language::from_text("De"), Some(Language::De));
    assert_eq!(Language::from_text("Fr"), Some(Language::Other));
    assert_eq!(named(Language::shape()).2.as_deref(), Some("Other"));

    assert_eq!(Slug::from_text("a"), Some(Slug("a".into())));
    assert_eq!(Slug("a".into()).to_text().as_deref(), Some("a"));
    let rules = vec![Check::Length { min: Some(1), max: None }.into()];
    assert_eq!(Slug::shape(), Type::Ruled { of: Box::new(String::shape()), rules });
    assert_eq!(Wrapped::<u32>::from_text("7"), Some(Wrapped { inner: 7 }));
    assert_eq!(Wrapped::<u32>::from_text("x"), None);
}

#[test]
fn rules_run_through_validator() {
    let more = |note: &str| More { note: note.into() };
    assert!(More::check_rules(&more("ab")).is_ok());
    let errors = More::check_rules(&more("abcd")).unwrap_err();
    assert_eq!(errors.field_errors()["note"][0].code, "length");
    let errors = Vec::check_rules(&vec![more("a"), more("abcd")]).unwrap_err();
    assert!(
        matches!(&errors.errors()["_tmp_validator"], validator::ValidationErrorsKind::List(list) if list.len() == 1)
    );
    assert_eq!((More::HAS_RULES, Vec::<More>::HAS_RULES, Flat::HAS_RULES), (true, true, false));
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(transparent)]
struct Plain(Author);

/// Has something to say.
#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(transparent)]
struct Told {
    author: Author,
}

#[test]
fn a_transparent_type_is_what_it_holds() {
    assert_eq!(types::<Plain>(), ["Author"]);
    assert_eq!(types::<Told>(), ["Author", "Told"]);
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename = "post")]
struct OtherPost {}

#[test]
fn two_types_with_one_name_are_a_problem() {
    let mut describe = Describe::default();
    Post::describe(&mut describe);
    Post::describe(&mut describe);
    OtherPost::describe(&mut describe);
    let problems = describe.finish().unwrap_err().problems;
    assert_eq!(
        problems,
        [
            "`contract::OtherPost` and `contract::Post` are both called `contract::post`; give one of them another name \
          in Rust or with `#[serde(rename = \"..\")]`"
        ]
    );
}
