//! The names of types in other languages.

use std::collections::BTreeMap;

use rutter_contract::{OwnName, wire_names};

fn own(name: &str) -> OwnName {
    OwnName { name: name.to_owned(), complete: false }
}

fn types(types: &[(&str, &str)]) -> BTreeMap<String, OwnName> {
    types.iter().map(|(path, name)| ((*path).to_owned(), own(name))).collect()
}

fn name(path: &str, own: &str) -> String {
    wire_names(&types(&[(path, own)])).unwrap().remove(path).unwrap()
}

#[test]
fn arguments_follow_the_name() {
    let cases = [
        ("shop::Post", "Post"),
        ("shop::Page<shop::Post>", "PagePost"),
        ("shop::Page<alloc::vec::Vec<shop::Post>>", "PagePostList"),
        ("shop::Page<core::option::Option<u8>>", "PageOptionU8"),
        ("shop::Page<alloc::string::String>", "PageString"),
        ("shop::Page<(u8, shop::Post)>", "PageU8Post"),
        ("shop::Page<()>", "PageUnit"),
        ("shop::Page<[u8; 3]>", "PageU8List3"),
        ("shop::Page<shop::Page<shop::Post>, shop::Error>", "PagePagePostError"),
        ("shop::Chunks<3>", "Chunks3"),
        ("shop::Text<'_, shop::Post>", "TextPost"),
    ];
    for (path, expected) in cases {
        let own = path.split('<').next().unwrap().rsplit("::").next().unwrap();
        assert_eq!(name(path, own), expected, "{path}");
    }
}

#[test]
fn a_rename_is_taken_as_it_is_written() {
    assert_eq!(name("shop::Post", "article"), "article");
    assert_eq!(name("shop::Page<shop::Post>", "Seite"), "SeitePost");
    let complete = OwnName { name: "Page_of_Post".to_owned(), complete: true };
    let names = wire_names(&BTreeMap::from([("shop::Page<shop::Post>".to_owned(), complete)])).unwrap();
    assert_eq!(names["shop::Page<shop::Post>"], "Page_of_Post");
}

#[test]
fn adding_a_type_renames_no_other() {
    let all = types(&[
        ("a::Page<a::Post>", "Page"),
        ("a::Page<b::Order>", "Page"),
        ("a::Post", "Post"),
        ("b::Order", "Order"),
        ("b::Orders", "Orders"),
    ]);
    let names = wire_names(&all).unwrap();
    for added in all.keys() {
        let mut fewer = all.clone();
        fewer.remove(added);
        for (path, name) in wire_names(&fewer).unwrap() {
            assert_eq!(names[&path], name);
        }
    }
}

#[test]
fn a_clash_names_every_type() {
    let clashes = wire_names(&types(&[
        ("a::Same", "Same"),
        ("b::Same", "Same"),
        ("a::Page<a::Post>", "Page"),
        ("b::PagePost", "PagePost"),
    ]));
    let messages: Vec<String> = clashes.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "`a::Page<a::Post>` and `b::PagePost` have one name in other languages, `PagePost`; give all but one of them \
             another with `#[schemars(rename = \"..\")]`",
            "`a::Same` and `b::Same` have one name in other languages, `Same`; give all but one of them another with \
             `#[schemars(rename = \"..\")]`",
        ]
    );
}
