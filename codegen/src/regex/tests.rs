//! What patterns look like, and which are left to the server. `tests/tests/regex.rs` asks Node whether they mean the same.

use super::{html_pattern, javascript};

#[track_caller]
fn same(regex: &str, pattern: &str) {
    assert_eq!(javascript(regex).as_deref(), Ok(pattern), "{regex}");
}

#[track_caller]
fn refused(regex: &str, because: &str) {
    let reason = javascript(regex).expect_err(regex).to_string();
    assert!(reason.contains(because), "{regex}: {reason}");
}

#[test]
fn a_pattern_stays_readable() {
    same("^[a-z0-9]+(?:-[a-z0-9]+)*$", "^[0-9a-z]+(?:-[0-9a-z]+)*$");
    same(r"^[0-9]{3}-[0-9]{4}$", r"^\d{3}-\d{4}$");
    same(r"^(?P<year>[0-9]{4})/(ä|ö)$", r"^\d{4}\/[äö]$");
    same(r"^(?:cat|dog)s?$", "^(?:cat|dog)s?$");
    same(r"^.*\n$", "^[^\\n]*\\n$");
    same("", "(?:)");
    same("^\u{0}\u{2028}\u{1F600}$", r"^\x00\u2028\u{1f600}$");
    same("(?m)^$", r"^[\s\S]*?(?<=^|\n)(?=\n|$)");
    same("(?s)^.[^0-9]$", r"^[\s\S]\D$");
    same(r"^(?-u)\w+\b$", r"^\w+\b$");
}

#[test]
fn what_is_outside_a_match_is_not_looked_for() {
    same("[0-9]+", r"\d");
    same("[a-z]*x{2,5}", "x{2}");
    same("(?:a+|^b+)c", "(?:a|^b+)c");
    same("a*", "(?:)");
}

#[test]
fn case_is_folded_as_unicode_does() {
    same("(?i)^k$", "^[Kk\\u212a]$");
    same("(?i)^straße$", r"^[Ssſ][Tt][Rr][Aa][ß\u1e9e][Ee]$");
}

#[test]
fn what_doubles_is_left_to_the_server() {
    for regex in [
        "^(a+)+$",
        "^(a|[ab])*$",
        "^(a|aa)*b",
        r"^(\w+\s?)*$",
        "^(?:a*b*)*c",
        r"^([a-zA-Z0-9]+\.?)+@x$",
        "^(.*,)*x",
    ] {
        refused(regex, "doubles");
    }
    refused("^(a?){40}b$", "minutes");
    refused(".*a.*b.*c.*d", "minutes");
    refused("(", "no expression");
    refused(r"^\p{L}{1,3000}\d{1,10}$", "too large");
}

#[test]
fn the_attribute_is_about_the_whole_text() {
    let pattern = |regex| html_pattern(regex).unwrap();
    assert_eq!(pattern("^[a-z]+$"), "[a-z]+");
    assert_eq!(pattern("[a-z]+"), "[\\s\\S]*[a-z][\\s\\S]*");
    assert_eq!(pattern("^a|b$"), "[\\s\\S]*(?:^a|b$)[\\s\\S]*");
    assert_eq!(pattern("^(?:a|b)"), "[ab][\\s\\S]*");
    assert_eq!(pattern("^[^,]+$"), r"[\x00-+\--\u{10ffff}]+");
    assert_eq!(html_pattern("^(a+)+$"), None);
}
