#![cfg(unix)]

use std::os::unix::process::ExitStatusExt as _;

use rutter_contract::Contract;

use super::*;

fn asked(has_hook: bool) -> Asked<'static> {
    Asked { name: "server", main: "server/src/main.rs".to_owned(), seconds: 30, has_hook }
}

fn finished(status: Option<i32>, err: &str) -> Finished {
    Finished { status: status.map(ExitStatus::from_raw), out: String::new(), err: err.to_owned() }
}

/// An exit status as the operating system has it.
const fn exit(code: i32) -> i32 {
    code << 8
}

fn told(has_hook: bool, status: Option<i32>, err: &str, written: Option<&str>) -> String {
    let found = understand(&asked(has_hook), &finished(status, err), written).unwrap_err();
    [found.code, &found.message].join(": ")
}

#[test]
fn an_answer_is_taken_whatever_was_printed_beside_it() {
    let export = Export { contract: Contract::default(), crates: vec!["shop".to_owned()] };
    let read = understand(&asked(true), &finished(Some(0), "noise"), Some(&export.to_text()));
    assert_eq!(read, Ok(export));
}

/// What a binary that answers well says is in the document `tests/rust/export.md`; here is what is told apart.
#[test]
fn each_way_to_fail_is_told_apart() {
    let ends = "`server` ended without writing a contract";
    for (has_hook, status, err, written, expected) in [
        (true, Some(exit(0)), "", None, format!("export-failed: {ends}")),
        (false, Some(exit(0)), "", None, format!("no-export-hook: {ends}")),
        (false, Some(exit(1)), "no port", None, "no-export-hook: `server` ended with status 1 instead of writing a contract".to_owned()),
        (true, Some(exit(1)), "Error: no port", None, "export-failed: `server` ended with status 1 instead of writing a contract".to_owned()),
        (true, Some(exit(1)), "error: two of them\n", None, "contradicting-declarations: the declarations of `server` do not fit together".to_owned()),
        (true, Some(exit(2)), "error: the contract cannot be written to /x: full", None, "export-failed: `server` ended with status 2 instead of writing a contract".to_owned()),
        (true, Some(11), "", None, "export-failed: `server` ended with signal 11 (SIGSEGV) instead of writing a contract".to_owned()),
        // Something that is written does not count if the program fails after it.
        (true, Some(exit(101)), "", Some("{}"), "export-failed: `server` ended with a panic (status 101) instead of writing a contract".to_owned()),
        (true, None, "", Some("{}"), "export-timeout: `server` wrote no contract within 30 seconds, and was ended".to_owned()),
        (true, Some(exit(0)), "", Some(""), "export-failed: what `server` wrote is no contract: it is empty".to_owned()),
        (true, Some(exit(0)), "", Some("{}"), "export-failed: what `server` wrote is no contract: it is no contract of Rutter: it has no number `format`".to_owned()),
    ] {
        assert_eq!(told(has_hook, status, err, written), expected);
    }
}

#[test]
fn what_is_shown_of_the_noise_is_bounded_and_does_nothing_to_a_terminal() {
    let noise = "\u{1b}[2Jx\n".repeat(100) + &"long ".repeat(1_000);
    let found = with_noise(Diagnostic::error("x", "x"), &finished(None, &noise));
    let why = found.why.unwrap();
    assert!(why.starts_with("it printed\n... 81 lines before\n[2Jx\n"), "{why}");
    assert_eq!(why.lines().count(), 2 + MAX_LINES);
    assert!(why.lines().all(|line| line.len() <= 300) && !why.contains('\u{1b}'));
}
