//! Reading undoes writing, for every value; and whatever is read, nothing panics.

use std::net::IpAddr;
use std::num::NonZeroU16;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use proptest::prelude::*;
use rutter::{RouteParams, SearchParams, TextValue};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/a/[one]/.[two].x/[[...rest]]")]
struct Path {
    one: String,
    two: String,
    rest: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, SearchParams)]
struct Search {
    text: String,
    optional: Option<String>,
    #[rutter(default = "x".to_owned())]
    default: String,
    repeated: Vec<String>,
    #[rutter(comma)]
    comma: Vec<String>,
    #[rutter(comma)]
    numbers: Vec<i32>,
    flag: Option<bool>,
    letter: Option<char>,
    float: f64,
    #[rutter(default = 0.1)]
    single: f32,
    #[rutter(integer = "string")]
    wide: u64,
    #[rutter(integer = "number")]
    safe: Option<i64>,
    non_zero: NonZeroU16,
    address: IpAddr,
    id: Uuid,
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    local: Vec<NaiveDateTime>,
    #[rutter(comma)]
    instants: Vec<DateTime<Utc>>,
}

fn number(bits: u64) -> f64 {
    Some(f64::from_bits(bits)).filter(|number| number.is_finite()).unwrap_or(0.5)
}

/// From seconds and nanoseconds, within the four digits of a year that RFC 3339 has.
fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (-62_167_219_200_i64..253_402_300_800, 0_u32..1_000_000_000)
        .prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).unwrap())
}

fn search() -> impl Strategy<Value = Search> {
    let texts = || prop::collection::vec(any::<String>(), 0..4);
    let texts = (any::<String>(), any::<Option<String>>(), any::<String>(), texts(), texts());
    let numbers = (
        prop::collection::vec(any::<i32>(), 0..4),
        any::<u64>().prop_map(number),
        any::<f32>().prop_filter("finite", |number| number.is_finite()),
        any::<u64>(),
        prop::option::of(-((1_i64 << 53) - 1)..1 << 53),
        any::<NonZeroU16>(),
    );
    let others = (any::<Option<bool>>(), any::<Option<char>>(), any::<IpAddr>(), any::<u128>());
    let instants = prop::collection::vec(instant(), 0..3);
    (texts, numbers, others, instants).prop_map(|(texts, numbers, others, instants)| Search {
        text: texts.0,
        optional: texts.1,
        default: texts.2,
        repeated: texts.3,
        comma: texts.4,
        numbers: numbers.0,
        float: numbers.1,
        single: numbers.2,
        wide: numbers.3,
        safe: numbers.4,
        non_zero: numbers.5,
        flag: others.0,
        letter: others.1,
        address: others.2,
        id: Uuid::from_u128(others.3),
        day: instants.first().map(DateTime::date_naive),
        time: instants.first().map(DateTime::time),
        local: instants.iter().map(DateTime::naive_utc).collect(),
        instants,
    })
}

proptest! {
    #[test]
    fn a_path_is_undone(one in ".+", two in ".+", rest in prop::collection::vec(".+", 0..4)) {
        let path = Path { one, two, rest };
        match path.href() {
            Ok(href) => {
                prop_assert!(href.is_ascii());
                prop_assert_eq!(Path::parse(&href), Ok(path));
            }
            // A segment of one or two periods, the only text here that no path can hold.
            Err(error) => prop_assert!(matches!(error.text.as_deref(), Some("." | ".."))),
        }
    }

    #[test]
    fn a_query_is_undone(search in search()) {
        let query = search.to_query();
        prop_assert!(query.is_ascii());
        prop_assert_eq!(Search::strict(&query), Ok(search));
    }

    #[test]
    fn a_path_of_anything_is_read(path in any::<String>()) {
        let _ = Path::parse(&path);
    }

    #[test]
    fn a_path_of_the_right_form_is_read(segments in "(/[%.a-f0-9é]{0,4}){0,6}") {
        // What is read is written again, though perhaps in another form: `%61` is `a`.
        if let Ok(path) = Path::parse(&format!("/a{segments}"))
            && let Ok(href) = path.href()
        {
            prop_assert_eq!(Path::parse(&href), Ok(path));
        }
    }

    #[test]
    fn a_query_of_anything_is_read(query in any::<String>()) {
        let safe = Search::safe(&query);
        prop_assert!(safe.params.is_err(), "params that must be there are not");
    }

    #[test]
    fn a_query_of_the_right_form_is_read(
        values in prop::collection::vec(("text|comma|numbers|float|wide|day|id|local", "[-+%,0-9eE.a-fTZ:]{0,20}"), 0..6)
    ) {
        let query: Vec<String> = values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let _ = Search::strict(&query.join("&"));
    }

    #[test]
    fn the_text_of_a_float_is_that_of_javascript_in_range(bits in any::<u64>()) {
        let number = number(bits);
        let text = number.to_text().unwrap().into_owned();
        prop_assert!(text.len() <= 25, "{}", text);
        prop_assert_eq!(f64::from_text(&text), Some(number));
    }
}
