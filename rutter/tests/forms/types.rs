//! The forms that `forms.md` is about. `rutter-tests` asks the generated TypeScript of the same forms.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rutter::{Contract, File, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is done with each form.
pub(crate) trait Visit {
    fn form<T: Form + Serialize>(&mut self, heading: &'static str);
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "lowercase")]
enum Letter {
    A,
    B,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Inner {
    b: String,
    n: u32,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Number {
    k: u32,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
enum Keyed {
    X { n: u32 },
    Y(String),
    Z,
}

fn yes() -> bool {
    true
}

/// Forms of one field or a few, by their heading in `forms.md`.
macro_rules! forms {
    ($($heading:literal => { $($body:tt)* })*) => {
        pub(crate) fn each(visit: &mut impl Visit) {
            $({
                #[derive(Serialize, Deserialize, JsonSchema, Form)]
                $($body)*
                visit.form::<Sent>($heading);
            })*
        }
    };
}

forms! {
    "k: Vec<String>" => { struct Sent { k: Vec<String> } }
    "#[serde(default)] k: Vec<u32>" => { struct Sent { #[serde(default)] k: Vec<u32> } }
    "k: Option<String>" => { struct Sent { k: Option<String> } }
    "#[rutter(empty = \"keep\")] k: Option<String>" => { struct Sent { #[rutter(empty = "keep")] k: Option<String> } }
    "k: Option<u32>" => { struct Sent { k: Option<u32> } }
    "k: Option<Option<String>>" => { struct Sent { k: Option<Option<String>> } }
    "k: String" => { struct Sent { k: String } }
    "#[rutter(empty = \"absent\")] k: String" => { struct Sent { #[rutter(empty = "absent")] k: String } }
    "k: u32" => { struct Sent { k: u32 } }
    "k: i8" => { struct Sent { k: i8 } }
    "k: f64" => { struct Sent { k: f64 } }
    "k: bool" => { struct Sent { k: bool } }
    "#[serde(default)] k: bool" => { struct Sent { #[serde(default)] k: bool } }
    "#[serde(default = \"yes\")] k: bool" => { struct Sent { #[serde(default = "yes")] k: bool } }
    "k: Option<bool>" => { struct Sent { k: Option<bool> } }
    "k: Letter" => { struct Sent { k: Letter } }
    "k: Option<Letter>" => { struct Sent { k: Option<Letter> } }
    "#[serde(default)] k: Vec<Letter>" => { struct Sent { #[serde(default)] k: Vec<Letter> } }
    "k: char" => { struct Sent { k: char } }
    "k: ()" => { struct Sent { k: () } }
    "k: (u32, u32)" => { struct Sent { k: (u32, u32) } }
    "a: Inner" => { struct Sent { a: Inner } }
    "a: Option<Inner>" => { struct Sent { a: Option<Inner> } }
    "a: Vec<Inner>" => { struct Sent { a: Vec<Inner> } }
    "k: String, #[serde(flatten)] a: Inner" => { struct Sent { k: String, #[serde(flatten)] a: Inner } }
    "#[serde(flatten)] a: Number" => { struct Sent { #[serde(flatten)] a: Number } }
    "#[serde(tag = \"t\")] enum" => { #[serde(tag = "t")] enum Sent { X { n: u32 }, Y { s: String } } }
    "#[serde(tag = \"t\", content = \"c\")] enum" => {
        #[serde(tag = "t", content = "c")] enum Sent { X { n: u32 }, Y { s: String } }
    }
    "k: Keyed" => { struct Sent { k: Keyed } }
    "#[serde(untagged)] enum" => { #[serde(untagged)] enum Sent { X { n: u32 }, Y { s: String } } }
    "#[serde(deny_unknown_fields)] k: String" => { #[serde(deny_unknown_fields)] struct Sent { k: String } }
    "BTreeMap<String, String>" => { #[serde(transparent)] struct Sent(BTreeMap<String, String>); }
    "k: BTreeMap<u32, String>" => { struct Sent { k: BTreeMap<u32, String> } }
    "#[serde(rename = \"first-name\", alias = \"name\")] k: String" => {
        struct Sent { #[serde(rename = "first-name", alias = "name")] k: String }
    }
    "k: NaiveDate" => { struct Sent { k: NaiveDate } }
    "k: NaiveDateTime" => { struct Sent { k: NaiveDateTime } }
    "k: NaiveTime" => { struct Sent { k: NaiveTime } }
    "k: Option<File>" => { struct Sent { k: Option<File> } }
}
