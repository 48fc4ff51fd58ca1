//! Search params: from a query string and back.

use rutter::contract::{Presence, UrlList};
use rutter::{FieldErrors, RawSearch, SearchParams, TextValue};
use serde_json::json;
use validator::{Validate, ValidationError};

#[derive(Debug, PartialEq, Validate, SearchParams)]
#[serde(rename_all = "camelCase")]
#[rutter(input = ListingLink)]
#[validate(schema(function = "in_order"))]
struct Listing {
    /// From 1.
    #[rutter(default = 1)]
    #[validate(range(min = 1, max = 100))]
    page: u32,
    #[rutter(default)]
    #[validate(range(min = 0))]
    min_price: u32,
    #[rutter(default = 1000)]
    max_price: u32,
    #[validate(length(min = 2), does_not_contain(pattern = "%"))]
    q: Option<String>,
    #[validate(length(max = 3))]
    tags: Vec<String>,
    #[rutter(comma)]
    sizes: Vec<u8>,
    #[rutter(default = Sort::Newest)]
    sort: Sort,
    #[validate(custom(function = "even"))]
    seed: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, TextValue)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Newest,
    Price,
}

#[derive(Debug, PartialEq, SearchParams)]
struct Required {
    id: u8,
    name: String,
}

fn in_order(listing: &Listing) -> Result<(), ValidationError> {
    let message = || ValidationError::new("order").with_message("the least price is above the most".into());
    if listing.min_price <= listing.max_price { Ok(()) } else { Err(message()) }
}

fn even(seed: u32) -> Result<(), ValidationError> {
    if seed.is_multiple_of(2) { Ok(()) } else { Err(ValidationError::new("even")) }
}

fn errors(query: &str) -> String {
    Listing::strict(query).unwrap_err().to_string()
}

#[test]
fn strict_names_every_error_at_once() {
    assert_eq!(
        errors("page=0&minPrice=-1&q=a&tags=a&tags=b&tags=c&tags=d&sizes=1,x,300&sort=old&seed=x"),
        "minPrice: must be a whole number from 0 to 4294967295; seed: must be a whole number from 0 to 4294967295; \
         sizes[1]: must be a whole number from 0 to 255; sizes[2]: must be a whole number from 0 to 255; \
         sort: must be \"newest\" or \"price\""
    );
    assert_eq!(
        errors("page=0&q=%25&tags=a&tags=b&tags=c&tags=d&seed=3"),
        "page: must be at least 1 and at most 100; \
         q: must be at least 2 characters; q: must not contain \"%\"; seed: is not valid (even); tags: must have at most 3 items"
    );
    assert_eq!(errors("minPrice=9&maxPrice=8"), "the least price is above the most");
    let missing = Required::strict("name=x&name=y").unwrap_err();
    assert_eq!(missing.to_string(), "id: is required; name: was sent more than once");
}

#[test]
fn defaults_take_the_place_of_what_is_wrong() {
    let all = Listing::defaults("");
    assert_eq!((all.page, all.max_price, all.sort), (1, 1000, Sort::Newest));
    let some =
        Listing::defaults("page=0&minPrice=x&q=a&tags=a&tags=b&tags=c&tags=d&sizes=1,x&sort=price&seed=4");
    assert_eq!((some.page, some.min_price, some.q, some.sort, some.seed), (1, 0, None, Sort::Price, Some(4)));
    assert_eq!((some.tags, some.sizes), (Vec::new(), Vec::new()));
    // A rule of the whole struct says of no field that it is wrong.
    assert_eq!(Listing::defaults("page=2&minPrice=9&maxPrice=8"), Listing::defaults(""));
}

#[test]
fn safe_keeps_what_the_url_held() {
    let safe = Listing::safe("?page=x&utm_source=mail&q=%FF");
    let errors = safe.params.unwrap_err();
    assert_eq!(errors.to_string(), "page: must be a whole number from 0 to 4294967295; q: is not UTF-8");
    let raw: Vec<_> = safe.raw.iter().collect();
    assert_eq!(raw, [("page", "x"), ("utm_source", "mail"), ("q", "\u{fffd}")]);
    assert_eq!(Listing::safe("page=2").params.map(|listing| listing.page), Ok(2));
}

#[test]
fn a_link_leaves_defaults_out() {
    let link = ListingLink { page: Some(2), q: Some("a b&c".to_owned()), ..ListingLink::default() };
    assert_eq!(Listing::query(link), "page=2&q=a+b%26c");
    assert_eq!(Listing::query(ListingLink { page: Some(1), ..ListingLink::default() }), "");
    let both =
        Listing { sizes: vec![1, 2], tags: vec![String::new(), ",".to_owned()], ..Listing::defaults("") };
    assert_eq!(both.to_query(), "tags=&tags=%2C&sizes=1%2C2");
    assert_eq!(Listing::strict(&both.to_query()), Ok(both));
}

#[test]
fn a_query_is_bounded() {
    let long = format!("q={}", "a".repeat(10_000_000));
    let refused = FieldErrors {
        form_errors: vec!["the query is longer than 65534 bytes".into()],
        ..FieldErrors::default()
    };
    assert_eq!(Listing::strict(&long).unwrap_err(), refused);
    assert_eq!(Listing::defaults(&long), Listing::defaults(""));
    let keys: String = (0..1_000_000).map(|key| format!("{key}=1&")).collect();
    assert_eq!(Listing::safe(&keys).raw, RawSearch::parse(&long));
    let most = "tags&".repeat(65_534 / 5);
    assert_eq!(errors(&most), "tags: must have at most 3 items");
}

#[test]
fn the_contract_says_what_an_absent_one_means() {
    let listing = Listing::describe();
    let of = |name: &str| listing.fields.iter().find(|field| field.name == name).unwrap();
    assert_eq!(of("page").presence, Presence::Default(json!(1)));
    assert_eq!(of("page").doc.as_deref(), Some("From 1."));
    assert_eq!(of("sort").presence, Presence::Default(json!("newest")));
    assert_eq!((of("tags").list, of("sizes").list), (Some(UrlList::Repeated), Some(UrlList::Comma)));
    assert_eq!((&of("q").presence, of("q").rules.len()), (&Presence::Optional, 2));
    assert_eq!(Required::describe().fields[0].presence, Presence::Required);
}
