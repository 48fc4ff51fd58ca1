//! Structs of every kind of field.

use rutter::{FieldErrors, ParamsError, RouteParams, SearchParams, TextValue};
use rutter_contract as contract;
use serde::Serialize;
use validator::Validate;

use crate::node::Answer;

/// A struct of search params, and texts that its values may have.
pub(crate) struct Search {
    pub(crate) name: &'static str,
    pub(crate) texts: &'static [&'static str],
    pub(crate) read: fn(&str) -> Answer,
    pub(crate) contract: contract::SearchParams,
}

/// A struct of params, likewise.
pub(crate) struct Params {
    pub(crate) name: &'static str,
    pub(crate) pattern: &'static str,
    pub(crate) texts: &'static [&'static str],
    pub(crate) read: fn(&str) -> Answer,
    pub(crate) contract: contract::RouteParams,
}

#[derive(Clone, Debug, PartialEq, Serialize, TextValue)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Colour {
    Red,
    DarkBlue,
}

#[derive(Clone, Debug, PartialEq, Serialize, TextValue)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sort {
    #[serde(alias = "new", alias = "__proto__")]
    Newest,
    Oldest,
}

#[derive(Clone, Debug, PartialEq, Serialize, TextValue)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Source {
    #[serde(alias = "mail")]
    Letter,
    #[serde(other)]
    Elsewhere,
}

macro_rules! search {
    ($($(#[$outer:meta])* $name:ident [$($text:literal)*] { $($(#[$attribute:meta])* $field:ident: $ty:ty),+ $(,)? })+) => {
        $(
            #[derive(Debug, Serialize, SearchParams)]
            $(#[$outer])*
            struct $name { $($(#[$attribute])* $field: $ty),+ }
        )+

        pub(crate) fn search() -> Vec<Search> {
            vec![$(Search {
                name: stringify!($name),
                texts: &[$($text),*],
                read: |query| answer(<$name>::strict(query)),
                contract: <$name>::describe(),
            }),+]
        }
    };
}

search! {
    Texts ["" "x" "ä" "😀" "a,b"] { k: String, l: Option<String>, m: Vec<String>, #[rutter(comma)] n: Vec<String> }
    Chars ["a" "ä" "😀" "ab" "e\u{301}" ""] { k: char, l: Option<char> }
    Bools ["true" "false" "on" "off" "1" "True" ""] { k: bool, #[rutter(default)] l: bool, m: Option<bool> }
    Small ["0" "255" "256" "-1" "+7" "007" "1.0" "1e1" "" " 1"] { k: u8, l: Option<i8>, m: Vec<u8> }
    Whole ["4294967295" "4294967296" "-2147483648" "-2147483649" "-0" "+0" "00"] { k: u32, l: Option<i32>, #[rutter(comma)] n: Vec<i32> }
    NonZero ["0" "1" "-0" "00" "256"] { k: std::num::NonZero<u8>, l: Option<std::num::NonZero<i8>> }
    Safe ["9007199254740991" "9007199254740992" "-9007199254740991" "-9007199254740992" "1"] {
        #[rutter(integer = "number")] k: u64,
        #[rutter(integer = "number")] l: Option<i64>,
    }
    Wide ["18446744073709551615" "18446744073709551616" "-9223372036854775808" "+00012" "-0"] {
        #[rutter(integer = "string")] k: u64,
        #[rutter(integer = "string")] l: Option<i64>,
    }
    Floats ["1" "1.5" "-0" "1." ".5" "." "1e3" "1E-3" "1e400" "-1e400" "NaN" "inf" "0x10" "1_0" "+1" "--1" ""] { k: f64, l: Option<f64>, m: Vec<f64> }
    OneWhole ["0" "+1" "x"] { k: u32 }
    OneFloat ["0" "+1" "x"] { k: f64 }
    Names ["red" "dark-blue" "Red" "" "darkBlue"] { k: Colour, l: Option<Colour>, m: Vec<Colour> }
    Aliases ["newest" "new" "New" "__proto__" "constructor" "oldest" ""] { k: Sort, l: Option<Sort>, #[rutter(comma)] n: Vec<Sort> }
    Others ["letter" "mail" "elsewhere" "constructor" "x" "" "船"] { k: Source, l: Option<Source>, m: Vec<Source> }
    Defaults ["1" "2" "x" ""] { #[rutter(default = 1)] k: u32, #[rutter(default = "x".to_owned())] l: String, m: Option<u32> }
    Dates ["2026-11-22" "2026-02-29" "2024-02-29" "21:00:00" "21:00" "24:00:00" "23:59:60" "21:00:00.5" "0000-01-01" "10000-01-01"] {
        k: chrono::NaiveDate,
        l: Option<chrono::NaiveTime>,
    }
    Instants ["2026-11-22T21:00:00Z" "2026-11-22T21:00:00+01:00" "2026-11-22T21:00:00" "2026-11-22 21:00:00" "2026-11-22T21:00:00.123456789Z" "2026-11-22T21:00:00-00:00" "2026-11-22t21:00:00z"] {
        k: Option<chrono::NaiveDateTime>,
        l: Option<chrono::DateTime<chrono::Utc>>,
    }
    Ids ["67e55044-10b1-426f-9247-bb680e5fe0c8" "67E55044-10B1-426F-9247-BB680E5FE0C8" "67e5504410b1426f9247bb680e5fe0c8" "{67e55044-10b1-426f-9247-bb680e5fe0c8}" "127.0.0.1" "::1" "1::" "fe80::1%eth0" "256.0.0.1" "01.2.3.4" "::ffff:1.2.3.4"] {
        k: Option<uuid::Uuid>,
        l: Option<std::net::IpAddr>,
        #[rutter(comma)] n: Vec<std::net::Ipv6Addr>,
    }
    Urls ["https://example.com/" "http://user@example.com:80/a?b#c" "example.com" "mailto:a@b.c" "https://ex ample.com" "//x" "https:/x" "HTTPS://EXAMPLE.COM/"] { k: Option<url::Url>, m: Vec<url::Url> }
    #[derive(Validate)]
    Ruled ["ab" "a" "" "abcdef" "😀😀" "e\u{301}" "x@y.z" "a@b" "Ab1" "12"] {
        #[validate(length(min = 2, max = 4))] k: Option<String>,
        #[validate(email)] l: Option<String>,
        #[validate(length(min = 1, max = 2))] m: Vec<String>,
        #[validate(contains(pattern = "a"), does_not_contain(pattern = "😀"))] n: Option<String>,
    }
    #[derive(Validate)]
    Ranged ["0" "1" "2" "9" "10" "10.5" "1e1" "-3" "11" "0.1" "9007199254740991"] {
        #[validate(range(min = 1, max = 10))] k: Option<u32>,
        #[validate(range(exclusive_min = 0.1, max = 10.5))] l: Option<f64>,
        #[validate(range(min = -3, exclusive_max = 10))] #[rutter(default = 1)] m: i32,
        #[rutter(integer = "string")] #[validate(range(min = 2, max = 9_007_199_254_740_991_i64))] n: Option<i64>,
    }
    Renamed ["1" "x"] { #[serde(rename = "k[]")] k: Vec<u32>, #[serde(rename = "__proto__")] l: Option<u32>, #[serde(rename = "a-b")] m: Option<String> }
}

macro_rules! params {
    ($($name:ident $pattern:literal [$($text:literal)*] { $($(#[$attribute:meta])* $field:ident: $ty:ty),+ $(,)? })+) => {
        $(
            #[derive(Debug, Serialize, RouteParams)]
            #[rutter(endpoint = $pattern)]
            struct $name { $($(#[$attribute])* $field: $ty),+ }
        )+

        pub(crate) fn params() -> Vec<Params> {
            vec![$(Params {
                name: stringify!($name),
                pattern: $pattern,
                texts: &[$($text),*],
                read: |path| match <$name>::parse(path) {
                    Ok(params) => answer(Ok(params)),
                    Err(ParamsError::OtherRoute) => Answer::Errors(vec![("".to_owned(), vec!["other".to_owned()])]),
                    Err(ParamsError::Malformed(errors) | ParamsError::Invalid(errors)) => answer::<$name>(Err(errors)),
                },
                contract: <$name>::describe(),
            }),+]
        }
    };
}

params! {
    Slug "/slug/[slug]" ["a" "a b" "ä" "a/b" "%" "."] { slug: String }
    Number "/number/[id]" ["1" "0" "x" "4294967296" "+1"] { id: u32 }
    Path "/path/[...path]" ["a" "b/c" "" "1"] { path: Vec<String> }
    Numbers "/numbers/[...ids]" ["1" "2" "x" "-1"] { ids: Vec<u32> }
    MaybePath "/maybe/[[...path]]" ["a" "b"] { path: Vec<String> }
    Both "/both/[colour]/[...sizes]" ["red" "dark-blue" "1" "300"] { colour: Colour, sizes: Vec<u8> }
    From "/from/[source]/[sort]" ["letter" "mail" "new" "x"] { source: Source, sort: Sort }
    File "/file/[id]/raw" ["7" "seven"] { id: u8 }
}

fn answer<T: Serialize>(read: Result<T, FieldErrors>) -> Answer {
    match read {
        Ok(value) => Answer::Value(serde_json::to_value(value).unwrap()),
        Err(errors) => Answer::Errors(errors.field_errors.into_iter().collect()),
    }
}
