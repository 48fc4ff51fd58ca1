//! What is read of a path is what Next reads of it, by the rules that `rutter-routes` has for matching.

use proptest::prelude::*;
use rutter::{ParamsError, RouteParams, SearchParams};
use rutter_routes::Pattern;
use rutter_routes::matching::{ParamValue, match_pattern};

#[derive(Debug, RouteParams)]
#[rutter(route = "/blog/[slug]")]
struct BlogPost {
    slug: String,
}

#[derive(Debug, RouteParams)]
#[rutter(route = "/[lang]/chart/[place].json")]
struct Chart {
    lang: String,
    place: String,
}

#[derive(Debug, RouteParams)]
#[rutter(route = "/docs/[...path]")]
struct Docs {
    path: Vec<String>,
}

#[derive(Debug, RouteParams)]
#[rutter(route = "/shop/[[...filters]]")]
struct Shop {
    filters: Option<Vec<String>>,
}

#[derive(Debug, RouteParams)]
#[rutter(route = "/feed/[id].xml")]
struct Feed;

#[derive(Debug, RouteParams)]
#[rutter(route = "/", app = "admin")]
struct AdminHome;

#[derive(Debug, SearchParams)]
#[rutter(route = "/search")]
struct Search {
    q: Option<String>,
}

/// The values of params, as `rutter-routes` gives them.
type Values = Vec<(String, ParamValue)>;

fn one(name: &str, text: String) -> (String, ParamValue) {
    (name.to_owned(), ParamValue::One(text))
}

/// Reads a path both ways. Encodings that are broken are an error here, as they are when Next answers a request, where
/// `rutter-routes` leaves them as they are; `None` for them.
fn both<P: RouteParams>(
    path: &str,
    values: impl Fn(P) -> Values,
) -> Option<(Option<Values>, Option<Values>)> {
    let ours = match P::parse(path) {
        Ok(params) => Some(values(params)),
        Err(ParamsError::OtherRoute) => None,
        Err(ParamsError::Malformed(_)) => return None,
        Err(ParamsError::Invalid(errors)) => panic!("every text is a value: {errors}"),
    };
    Some((ours, match_pattern(&Pattern::new(P::PATTERN), path)))
}

proptest! {
    #[test]
    fn a_path_is_matched_as_next_does(
        path in "(/(blog|en|chart|docs|shop|feed|[.%a-f0-9]{0,4}(\\.json)?|\\[id\\]\\.xml|x\\.xml|é)){0,4}/?"
    ) {
        let answers = [
            both(&path, |post: BlogPost| vec![one("slug", post.slug)]),
            both(&path, |chart: Chart| vec![one("lang", chart.lang), one("place", chart.place)]),
            both(&path, |docs: Docs| vec![("path".to_owned(), ParamValue::Many(docs.path))]),
            both(&path, |shop: Shop| {
                vec![("filters".to_owned(), shop.filters.map_or(ParamValue::Absent, ParamValue::Many))]
            }),
            both(&path, |_: Feed| Vec::new()),
            both(&path, |_: AdminHome| Vec::new()),
        ];
        for (ours, theirs) in answers.into_iter().flatten() {
            prop_assert_eq!(ours, theirs);
        }
    }
}

#[test]
fn a_route_without_a_whole_param_is_plain_text() {
    assert!(Feed::parse("/feed/[id].xml").is_ok());
    assert_eq!(Feed::parse("/feed/7.xml").unwrap_err(), ParamsError::OtherRoute);
    assert_eq!(Feed.href().as_deref(), Ok("/feed/[id].xml"));
}

#[test]
fn the_contract_names_the_app() {
    assert_eq!(BlogPost::describe().app.as_deref(), Some("web"));
    assert_eq!(AdminHome::describe().app.as_deref(), Some("admin"));
    let search = Search::describe();
    assert_eq!((search.pattern.as_deref(), search.app.as_deref()), (Some("/search"), Some("web")));
    assert_eq!(Search::strict("q=x").unwrap().q.as_deref(), Some("x"));
}
