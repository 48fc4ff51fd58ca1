//! Types that use every way in which serde changes what is on the wire, one for each.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::net::IpAddr;
use std::num::{NonZeroU32, NonZeroU64};
use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rutter::{AsString, Contract, Describe};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize, Serializer};
use validator::Validate;

/// Contracts that the derive macro refuses to write without being told more: the contract must be right all the same.
macro_rules! by_hand {
    ($($ty:ty: $positional:literal [$($name:literal),+];)+) => {$(
        impl Contract for $ty {
            fn notes(notes: &mut rutter::contract::Notes) {
                notes.order = &[$($name),+];
                notes.positional = Some($positional);
            }

            fn describe(to: &mut Describe) {
                to.named::<Self>(&[]);
            }
        }
    )+};
}

by_hand! {
    Ints: 9 ["a_u8", "b_i8", "c_u16", "d_i32", "e_u32", "f_u64", "g_i64", "k_us", "l_is"];
    BigInts: 2 ["h_u128", "i_i128"];
    NzInt: 2 ["nz", "nz64"];
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Ints {
    a_u8: u8,
    b_i8: i8,
    c_u16: u16,
    d_i32: i32,
    e_u32: u32,
    f_u64: u64,
    g_i64: i64,
    k_us: usize,
    l_is: isize,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct BigInts {
    h_u128: u128,
    i_i128: i128,
}

#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct NzInt {
    nz: NonZeroU32,
    nz64: NonZeroU64,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Floats {
    a: f32,
    b: f64,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Scal {
    c: char,
    b: bool,
    s: String,
    unit: (),
    bx: Box<str>,
    cow: Cow<'static, str>,
    p: PathBuf,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Opts {
    plain: Option<String>,
    #[serde(default)]
    dflt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipif: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    both: Option<String>,
    nested: Option<Option<u8>>,
}

fn seven() -> u32 {
    7
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Dflt {
    #[serde(default)]
    a: u32,
    #[serde(default = "seven")]
    b: u32,
    #[serde(default)]
    v: Vec<u8>,
    c: u32,
}

#[derive(Default, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(default)]
pub(crate) struct DfltAll {
    a: u32,
    b: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Colls {
    v: Vec<u8>,
    arr3: [u8; 3],
    arr0: [u8; 0],
    tup: (u8, String),
    set: HashSet<String>,
    map: BTreeMap<String, u8>,
    imap: BTreeMap<u32, u8>,
    bmap: BTreeMap<bool, u8>,
    arr100: [f32; 32],
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) enum Color {
    Red,
    Green,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct EnumKeyMap {
    m: BTreeMap<Color, u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Dates {
    n: NaiveDate,
    u: DateTime<Utc>,
    nd: NaiveDateTime,
    t: NaiveTime,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Ids {
    id: uuid::Uuid,
    url: url::Url,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Std {
    d: Duration,
    ip: IpAddr,
    r: Range<u8>,
    res: Result<u8, String>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct SysT {
    s: SystemTime,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct AnyVal {
    v: serde_json::Value,
}

/// What the `time` crate writes, which neither JSON Schema nor the contract has a name for: text, for all that callers know.
#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct TimeCrate {
    #[schemars(with = "DateTime<Utc>")]
    at: DateTime<Utc>,
    #[serde(with = "spaced")]
    #[schemars(with = "String")]
    raw: DateTime<Utc>,
}

mod spaced {
    use chrono::{DateTime, NaiveDateTime, Utc};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(time: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.format("%Y-%m-%d %H:%M:%S.0 +00:00:00"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(from)?;
        let time = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S.0 +00:00:00");
        time.map(|time| time.and_utc()).map_err(D::Error::custom)
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Unit;

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct NewT(u32);

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Tup(u32, String);

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(transparent)]
pub(crate) struct Trans {
    inner: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Empty {}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ren {
    first_name: String,
    #[serde(rename = "LAST-name")]
    last: String,
    #[serde(rename(serialize = "outX", deserialize = "inX"))]
    split: u8,
    #[serde(alias = "old")]
    aliased: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all(serialize = "camelCase"))]
pub(crate) struct RenSplit {
    first_name: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Kebab {
    first_name: String,
    r#type: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename = "RenamedContainer")]
pub(crate) struct Orig {
    a: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Skips {
    a: u8,
    #[serde(skip)]
    #[expect(dead_code, reason = "serde passes it over")]
    b: u8,
    #[serde(skip_serializing)]
    #[expect(dead_code, reason = "serde reads it alone")]
    c: u8,
    #[serde(skip_deserializing)]
    d: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    e: Vec<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    f: Vec<u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deny {
    a: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind")]
pub(crate) struct TaggedStruct {
    a: u8,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatInner {
    x: u8,
    y: Option<u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatOuter {
    id: u8,
    #[serde(flatten)]
    inner: FlatInner,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatMap {
    id: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatVal {
    id: u8,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

/// The derive macro refuses this one: serde drops what is wrong in it without a word.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct FlatOpt {
    id: u8,
    #[serde(flatten)]
    #[schemars(schema_with = "anything")]
    inner: Option<FlatInner>,
}

fn anything(_: &mut SchemaGenerator) -> Schema {
    Schema::from(true)
}

impl Contract for FlatOpt {
    fn describe(to: &mut Describe) {
        to.named::<Self>(&[]);
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatEnum {
    id: u8,
    #[serde(flatten)]
    of: Adj,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatExt {
    id: u8,
    #[serde(flatten)]
    of: Ext,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct FlatUntag {
    id: u8,
    #[serde(flatten)]
    of: UntS,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct With {
    #[serde(with = "AsString::<u64>")]
    n: u64,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct MixAttr {
    #[serde(rename = "renamed", alias = "old")]
    a: u8,
    #[serde(rename = "someB", alias = "z", default)]
    b: Option<u8>,
}

/// `serialize_with` has a wire type of its own, which must be stated.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct SerWith {
    #[serde(serialize_with = "as_text")]
    #[schemars(schema_with = "number_in_text_out")]
    n: u32,
}

by_hand! {
    SerWith: 1 ["n"];
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn as_text<S: Serializer>(number: &u32, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(number)
}

fn number_in_text_out(generator: &mut SchemaGenerator) -> Schema {
    if generator.contract().is_serialize() {
        String::json_schema(generator)
    } else {
        u32::json_schema(generator)
    }
}

#[derive(Clone, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(into = "String", from = "String")]
pub(crate) struct IntoStr {
    a: u32,
}

impl From<IntoStr> for String {
    fn from(value: IntoStr) -> Self {
        value.a.to_string()
    }
}

impl From<String> for IntoStr {
    fn from(text: String) -> Self {
        Self { a: text.parse().unwrap_or_default() }
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(from = "u32")]
pub(crate) struct FromU32 {
    a: u32,
}

impl From<u32> for FromU32 {
    fn from(a: u32) -> Self {
        Self { a }
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) enum Ext {
    Unit,
    New(u8),
    Tup(u8, u8),
    Str {
        a: u8,
    },
    #[serde(rename = "re-named")]
    R,
    EmptyS {},
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "t")]
pub(crate) enum Int {
    Unit,
    New(FlatInner),
    Str { a: u8 },
    EmptyS {},
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "t", content = "c")]
pub(crate) enum Adj {
    Unit,
    New(u8),
    Tup(u8, u8),
    Str { a: u8 },
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
pub(crate) enum Unt {
    Number(u8),
    Text(String),
    Object { a: u8 },
    Nothing,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
pub(crate) enum UntS {
    A { a: u8 },
    B { b: String },
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub(crate) enum RenEnum {
    FooBar { some_field: u8 },
    BazQux,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) enum SkipV {
    A,
    #[serde(skip)]
    #[expect(dead_code, reason = "serde passes it over")]
    B,
    #[serde(skip_serializing)]
    C,
    #[serde(skip_deserializing)]
    #[expect(dead_code, reason = "serde writes it alone")]
    D,
    #[serde(other)]
    E,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "t")]
pub(crate) enum OtherV {
    A,
    #[serde(other)]
    Unknown,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) enum Disc {
    A = 1,
    B = 2,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "t")]
pub(crate) enum IntNewEnum {
    Inner(UntS),
    M(BTreeMap<String, u8>),
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) enum VarUntag {
    A,
    B(u8),
    #[serde(untagged)]
    Other(String),
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct UsesPage {
    p: Page<Ren>,
    q: Page<u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Tree {
    v: u8,
    kids: Vec<Tree>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct ConstG<const N: usize> {
    a: Vec<u8>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct UsesConst {
    x: ConstG<2>,
    y: ConstG<3>,
}

/// Doc on struct
#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Doc {
    /// field doc "quotes" */ tricky
    a: u8,
}

mod a {
    use super::{Contract, Deserialize, JsonSchema, Serialize};

    #[derive(Serialize, Deserialize, JsonSchema, Contract)]
    pub(super) struct Same {
        a: u8,
    }
}

mod b {
    use super::{Contract, Deserialize, JsonSchema, Serialize};

    #[derive(Serialize, Deserialize, JsonSchema, Contract)]
    #[schemars(rename = "OtherSame")]
    pub(super) struct Same {
        b: u8,
    }
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
pub(crate) struct Clash {
    x: a::Same,
    y: b::Same,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
pub(crate) struct Validated {
    #[validate(email)]
    email: String,
    #[serde(rename = "userName")]
    #[validate(length(min = 1, max = 5))]
    user_name: String,
    #[validate(range(min = 1, max = 10))]
    age: u8,
    #[validate(nested)]
    inner: VInner,
    #[validate(nested)]
    list: Vec<VInner>,
}

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
pub(crate) struct VInner {
    #[validate(url)]
    u: String,
}
