//! Route params: from a path and back.

use rutter::contract::{Presence, Type, UrlList};
use rutter::{HrefError, ParamsError, RouteParams, TextValue};

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/posts/[post-id]/[format]")]
struct Post {
    /// Which post.
    #[serde(rename = "post-id")]
    id: u32,
    format: Format,
}

#[derive(Debug, PartialEq, TextValue)]
#[serde(rename_all = "kebab-case")]
enum Format {
    PlainText,
    #[serde(alias = "htm")]
    Html,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/docs/[...path]")]
struct Docs {
    path: Vec<String>,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/shop/[[...filters]]")]
struct Shop {
    filters: Vec<String>,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/[[...rest]]")]
struct Rest {
    rest: Option<Vec<u8>>,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/[lang]/chart/.[place].json")]
struct Chart {
    place: String,
    lang: String,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/about")]
struct About;

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/orders/[id]/[line]")]
struct Order {
    #[rutter(integer = "string")]
    id: u64,
    #[rutter(integer = "number")]
    line: i64,
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/at/[x]")]
struct At {
    x: f64,
}

#[derive(Debug, PartialEq, validator::Validate, RouteParams)]
#[rutter(endpoint = "/users/[name]")]
struct User {
    #[validate(length(min = 3, message = "is too short"))]
    name: String,
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_path_and_back() {
    let post = Post { id: 7, format: Format::PlainText };
    assert_eq!(post.href().as_deref(), Ok("/posts/7/plain-text"));
    assert_eq!(Post::parse("/posts/7/plain-text"), Ok(post));
    assert_eq!(Post::parse("/posts/7/htm/?page=2#top"), Ok(Post { id: 7, format: Format::Html }));
    assert_eq!(About.href().as_deref(), Ok("/about"));
    assert_eq!(About::parse("/about"), Ok(About));
    assert_eq!(About::parse("/about/us"), Err(ParamsError::OtherRoute));
}

#[test]
fn segments_keep_their_slashes() {
    let docs = Docs { path: texts(&["a/b", "c d", "é", "100%", "..."]) };
    assert_eq!(docs.href().as_deref(), Ok("/docs/a%2Fb/c%20d/%C3%A9/100%25/..."));
    assert_eq!(Docs::parse("/docs/a%2Fb/c%20d/%C3%A9/100%25/..."), Ok(docs));
    assert_eq!(Docs::parse("/docs"), Err(ParamsError::OtherRoute));
}

#[test]
fn an_optional_catch_all_may_be_empty() {
    for (path, filters) in [("/shop", &[][..]), ("/shop/red/xl", &["red", "xl"])] {
        let shop = Shop { filters: texts(filters) };
        assert_eq!(shop.href().as_deref(), Ok(path));
        assert_eq!(Shop::parse(path), Ok(shop));
    }
    assert_eq!(Rest { rest: None }.href().as_deref(), Ok("/"));
    assert_eq!(Rest::parse("/"), Ok(Rest { rest: None }));
    assert_eq!(Rest::parse("/1/2"), Ok(Rest { rest: Some(vec![1, 2]) }));
}

#[test]
fn text_stands_around_a_param() {
    let chart = Chart { place: "rome.it".to_owned(), lang: "en".to_owned() };
    assert_eq!(chart.href().as_deref(), Ok("/en/chart/.rome.it.json"));
    assert_eq!(Chart::parse("/en/chart/.rome.it.json"), Ok(chart));
    for path in ["/en/chart/.json", "/en/chart/rome.json", "/en/chart/.rome.xml"] {
        assert_eq!(Chart::parse(path), Err(ParamsError::OtherRoute), "{path}");
    }
}

#[test]
fn what_no_path_can_hold_is_named() {
    let docs = |path: &[&str]| Docs { path: texts(path) }.href().unwrap_err();
    let error = |param, text: Option<&str>| HrefError { param, text: text.map(str::to_owned) };
    assert_eq!(docs(&[]), error("path", None));
    assert_eq!(docs(&["a", ""]), error("path", Some("")));
    assert_eq!(docs(&["a", ".."]), error("path", Some("..")));
    assert_eq!(Rest { rest: Some(Vec::new()) }.href(), Err(error("rest", None)));
    assert_eq!(At { x: f64::NAN }.href(), Err(error("x", None)));
    assert_eq!(
        Order { id: u64::MAX, line: 1 << 53 }.href(),
        Err(error("line", None)),
        "2^53 is past what JavaScript holds exactly, and the id is text there"
    );
    assert_eq!(
        docs(&["."]).to_string(),
        "no path can hold `.` as the param `path`: browsers take it out of paths"
    );
}

#[test]
fn every_wrong_param_is_named() {
    let Err(ParamsError::Invalid(errors)) = Post::parse("/posts/many/pdf") else { panic!("not refused") };
    assert_eq!(
        errors.to_string(),
        "format: must be \"plain-text\" or \"html\"; post-id: must be a whole number from 0 to 4294967295"
    );
    let Err(ParamsError::Invalid(errors)) = Rest::parse("/1/256/x") else { panic!("not refused") };
    assert_eq!(errors.field_errors.keys().collect::<Vec<_>>(), ["rest[1]", "rest[2]"]);
    let Err(ParamsError::Invalid(errors)) = Order::parse("/orders/18446744073709551616/9007199254740992")
    else {
        panic!("not refused")
    };
    assert_eq!(errors.field_errors.keys().collect::<Vec<_>>(), ["id", "line"]);
    let Err(ParamsError::Invalid(errors)) = User::parse("/users/al") else { panic!("not refused") };
    assert_eq!(errors.to_string(), "name: is too short");
}

#[test]
fn broken_encoding_is_an_error_of_its_own() {
    for path in ["/docs/a/%", "/docs/a/%4", "/docs/a/%zz", "/docs/a/%FF", "/docs/a/%C3"] {
        let Err(ParamsError::Malformed(errors)) = Docs::parse(path) else { panic!("{path} is not refused") };
        assert_eq!(errors.to_string(), "path[1]: is not percent-encoded UTF-8", "{path}");
    }
}

#[test]
fn the_contract_has_them_in_path_order() {
    let chart = Chart::describe();
    assert_eq!(chart.pattern, "/[lang]/chart/.[place].json");
    assert_eq!(chart.app, None);
    assert_eq!(chart.fields.iter().map(|field| &field.name).collect::<Vec<_>>(), ["lang", "place"]);
    let post = Post::describe();
    assert_eq!(post.fields[0].doc.as_deref(), Some("Which post."));
    let Type::Literal { values, also } = &post.fields[1].ty else { panic!("names") };
    assert_eq!(*values, ["plain-text", "html"]);
    assert_eq!(also.names, [("htm".to_owned(), "html".to_owned())].into());
    let shop = &Shop::describe().fields[0];
    assert_eq!((shop.list, &shop.presence), (Some(UrlList::Segments), &Presence::Optional));
    assert_eq!(User::describe().fields[0].rules.len(), 1);
}

#[derive(Debug, PartialEq, RouteParams)]
#[rutter(endpoint = "/log/[format]/[year]/[entry]", integers = "number")]
struct Entry {
    format: Format,
    year: Year,
    entry: u64,
}

#[derive(Debug, PartialEq, TextValue)]
struct Year(u16);

/// What is said of all integers of a struct is nothing to a type that is none, or that a JavaScript number holds.
#[test]
fn a_policy_for_integers_leaves_other_types_alone() {
    let entry = Entry { format: Format::PlainText, year: Year(2026), entry: 7 };
    assert_eq!(entry.href().as_deref(), Ok("/log/plain-text/2026/7"));
    assert_eq!(Entry::parse("/log/plain-text/2026/7").as_ref(), Ok(&entry));
    assert!(Entry::parse("/log/plain-text/2026/9007199254740992").is_err());
}
