//! Forms with everything that forms can have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use regex::Regex;
use rutter::{Contract, File, Form};
use schemars::JsonSchema;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};
use validator::Validate;

use crate::documented::Visit;

/// Gives each form to `visit`.
pub(crate) fn each(visit: &mut impl Visit) {
    visit.form::<Order>("Order");
    visit.form::<Upload>("Upload");
    visit.form::<Signup>("Signup");
    visit.form::<Page>("Page");
    visit.form::<Tree>("Tree");
    visit.form::<Choices>("Choices");
    visit.form::<Strict>("Strict");
    visit.form::<Times>("Times");
    visit.form::<Open>("Open");
    visit.form::<Payment>("Payment");
    visit.form::<Patterns>("Patterns");
    visit.form::<Named>("Named");
    visit.form::<Renamed>("Renamed");
    visit.form::<Whole>("Whole");
    visit.form::<Float>("Float");
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
enum Size {
    Small,
    VeryLarge,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
struct Item {
    #[validate(length(min = 1, max = 3))]
    name: String,
    #[validate(range(min = 1, max = 20))]
    count: u8,
    #[serde(default)]
    gift: bool,
    #[serde(default)]
    sizes: Vec<Size>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Part {
    name: String,
    count: Option<u8>,
    #[serde(default)]
    gift: bool,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Form)]
#[serde(rename_all = "camelCase")]
struct Order {
    #[validate(length(max = 5))]
    customer_name: Option<String>,
    #[validate(nested, length(min = 1, max = 2))]
    items: Vec<Item>,
    #[validate(nested)]
    extra: Option<Item>,
    numbers: Vec<i16>,
    maybes: Vec<Option<u8>>,
    grid: Vec<Vec<String>>,
    pair: (u8, String),
    exact: [u8; 2],
}

/// What a file is, in the value that is compared.
struct Seen<'a>(&'a File);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut shown = to.serialize_struct("File", 2)?;
        shown.serialize_field("file", &self.0.name)?;
        shown.serialize_field("size", &self.0.bytes.len())?;
        shown.end()
    }
}

#[derive(Deserialize, JsonSchema, Form)]
struct Upload {
    title: String,
    #[rutter(secret)]
    token: Option<String>,
    #[rutter(max_size = 10, accept = ".txt, image/*")]
    file: File,
    cover: Option<File>,
    #[serde(default)]
    #[rutter(max_size = 10, accept = "application/octet-stream")]
    others: Vec<File>,
    agree: bool,
}

impl Serialize for Upload {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut shown = to.serialize_struct("Upload", 6)?;
        shown.serialize_field("title", &self.title)?;
        shown.serialize_field("token", &self.token)?;
        shown.serialize_field("file", &Seen(&self.file))?;
        shown.serialize_field("cover", &self.cover.as_ref().map(Seen))?;
        shown.serialize_field("others", &self.others.iter().map(Seen).collect::<Vec<_>>())?;
        shown.serialize_field("agree", &self.agree)?;
        shown.end()
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Form)]
struct Signup {
    #[validate(length(min = 2, max = 4))]
    name: String,
    #[validate(email)]
    #[serde(alias = "mail", alias = "e-mail")]
    email: String,
    #[validate(length(min = 4))]
    #[rutter(secret)]
    password: String,
    #[validate(must_match(other = "password", message = "type it twice"))]
    #[rutter(secret)]
    again: String,
    #[validate(url)]
    page: Option<String>,
    #[rutter(empty = "keep")]
    note: Option<String>,
    #[rutter(empty = "absent")]
    nick: String,
    #[rutter(empty = "null")]
    motto: Option<String>,
    #[validate(range(min = -1.5, exclusive_max = 2.5))]
    score: f64,
    #[validate(contains(pattern = "a"), does_not_contain(pattern = "b"), non_control_character)]
    #[serde(default)]
    words: String,
    #[validate(required)]
    size: Option<Size>,
    #[serde(default = "yes")]
    news: bool,
    initial: char,
}

fn yes() -> bool {
    true
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Shape {
    Circle { radius_of: f64 },
    Rows { all_rows: Vec<Part>, is_open: bool },
    Nothing,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Keyed {
    Text(String),
    Pair(u8, i16),
    Part(Part),
    Unit,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
enum Loose {
    Number { n: u32 },
    Deep { of: Box<Loose>, n: String },
    Text { t: String },
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Page {
    shape: Shape,
    shapes: Vec<Shape>,
    keyed: Vec<Keyed>,
    loose: Vec<Loose>,
    one: Option<Loose>,
}

/// Holds itself.
#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Tree {
    name: String,
    #[serde(default)]
    children: Vec<Tree>,
    left: Option<Box<Tree>>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
enum Scalar {
    Number(i32),
    Flag(bool),
    Text(String),
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Choices {
    size: Size,
    sizes: Vec<Size>,
    maybe: Option<Size>,
    scalar: Scalar,
    scalars: Vec<Scalar>,
    #[serde(flatten)]
    shape: Shape,
    unit: (),
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[serde(rename = "first-name", alias = "name")]
    first: String,
    count: Option<u32>,
    by_name: BTreeMap<String, u8>,
    by_number: BTreeMap<u8, Part>,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Times {
    day: NaiveDate,
    at: NaiveTime,
    meets: Option<NaiveDateTime>,
    sent: Option<DateTime<Utc>>,
    days: Vec<NaiveDate>,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Open {
    known: Option<i32>,
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

/// One of two, told apart by a field.
#[derive(Serialize, Deserialize, JsonSchema, Form)]
#[serde(tag = "by", content = "with")]
enum Payment {
    Card { number: String, secret: u16 },
    Cash(u8),
    Later,
}

static LETTERS: LazyLock<Regex> = LazyLock::new(|| Regex::new("^[a-z]{2,5}$").unwrap());
static INSIDE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"a\w").unwrap());

/// What is said of expressions that are not kept.
pub(crate) const PATTERNS: [&str; 2] = ["has the wrong form", "must have more behind an a"];

#[derive(Serialize, Deserialize, JsonSchema, Validate, Form)]
struct Patterns {
    #[serde(default)]
    #[validate(regex(path = *LETTERS))]
    letters: String,
    #[validate(regex(path = *INSIDE, message = "must have more behind an a"))]
    inside: Option<String>,
}

/// Names that mean something in TypeScript. */
#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Odd {
    // Not a quote: multipart forms have no such names.
    #[serde(rename = "`${x}`'\\*/")]
    quoted: String,
    #[serde(default, rename = "__proto__")]
    proto: u8,
    #[serde(default)]
    constructor: Option<Size>,
    #[serde(rename = "two words")]
    words: bool,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Named {
    #[serde(rename = "class")]
    one: Odd,
    #[serde(default, rename = "new")]
    rows: Vec<Odd>,
    #[serde(default)]
    name: BTreeMap<String, Vec<Odd>>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Fuel {
    #[serde(alias = "oil", alias = "constructor")]
    Diesel,
    Wind,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Flag {
    #[serde(alias = "abc")]
    White,
    #[serde(other)]
    Unknown,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind")]
enum Event {
    #[serde(alias = "in")]
    Arrival { of: u8 },
    #[serde(alias = "out", alias = "a")]
    Departure,
    #[serde(other)]
    Something,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Cargo {
    #[serde(alias = "a")]
    Grain(u8),
    #[serde(alias = "nothing")]
    Empty,
    #[serde(other)]
    Unknown,
}

/// Enums that take other names than they write.
#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Renamed {
    fuel: Fuel,
    fuels: Vec<Fuel>,
    flag: Option<Flag>,
    #[serde(default)]
    flags: Vec<Flag>,
    event: Event,
    cargo: Vec<Cargo>,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Whole {
    k: u32,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Float {
    k: f64,
}
