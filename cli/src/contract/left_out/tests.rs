use super::*;

#[test]
fn a_crate_declares_something_where_an_attribute_or_a_path_says_so() {
    for (text, expected) in [
        ("#[rutter::contract]\nstruct Ship;", true),
        ("    #[derive(Debug, Contract)]", true),
        ("#[derive(\n    Debug,\n    rutter::RouteParams,\n)]", true),
        ("#[endpoint(GET, \"/api/ships\")]", true),
        ("use rutter::{Form, FieldErrors};", true),
        ("let router = rutter::axum::router![list];", false),
        ("// rutter::Contract tells more", false),
        ("/// #[derive(Contract)]", false),
        ("fn contract() { form(endpoint) }", false),
        ("use rutter::FieldErrors;", false),
    ] {
        assert_eq!(has_declaration(text), expected, "{text}");
    }
}

#[test]
fn the_crates_that_main_names() {
    for (main, expected) in [
        ("fn main() { rutter::export!(); }", vec![]),
        ("fn main() { rutter::export!(shop, accounts,); }", vec!["shop", "accounts"]),
        ("rutter::export!(\n    shop,\n    accounts,\n);", vec!["shop", "accounts"]),
        ("fn main() {}", vec![]),
    ] {
        assert_eq!(named(main), expected, "{main}");
    }
}
