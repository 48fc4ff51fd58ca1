//! Regular expressions of Rust and their JavaScript: `tests/regex` holds the expressions and the script for Node.

#![expect(clippy::disallowed_methods, reason = "Node reads the cases from a disk, in a process of its own")]

mod random;
mod sample;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use regex::Regex;
use rutter_codegen::regex::{FLAGS, html_pattern, javascript};
use serde_json::{Value, json};

use random::Random;
use sample::Sampler;

/// Characters that one of the two languages could see in another way.
const ODD: &[&str] = &[
    "",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{b}",
    "\u{85}",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "_",
    "-",
    "0",
    "٣",
    "Z",
    "é",
    "e\u{301}",
    "ß",
    "ſ",
    "\u{212a}",
    "İ",
    "ı",
    "Ω",
    "\u{2126}",
    "ж",
    "א",
    "ع",
    "अ",
    "ก",
    "中",
    "あ",
    "한",
    "\u{200d}",
    "\u{ad}",
    "\u{fe0f}",
    "😀",
    "👨‍👩‍👧",
    "𝒳",
    "\u{10ffff}",
    "\u{e000}",
    "\u{d7ff}",
    "\u{ffff}",
    "\u{1e943}",
    "\u{10d40}",
    "\u{1c89}",
    "\u{a7cb}",
    "\u{2ffc}",
    "\u{2ee5d}",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("regex")
}

/// The expressions under the headings that start so.
fn patterns(heading: &str) -> Vec<String> {
    let text = fs::read_to_string(folder().join("patterns.txt")).unwrap();
    let mut under = false;
    let mut found = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("# ") {
            Some(title) => under = title.starts_with(heading),
            None if under => found.push(line.to_owned()),
            None => {}
        }
    }
    assert!(!found.is_empty(), "nothing under {heading}");
    found
}

fn node(script: &str, cases: &Value) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), cases.to_string()).unwrap();
    let output = Command::new("node").arg(folder().join(script)).arg(file.path()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    text.into_owned()
}

/// What Rust says of texts that match, that nearly do, and that have odd characters in them.
fn case(regex: &str, pattern: &str, count: usize, random: &mut Random) -> Value {
    let judge = Regex::new(regex).unwrap();
    let sampler = Sampler::new(regex);
    let mut texts: Vec<String> = ODD.iter().map(ToString::to_string).collect();
    for _ in 0..count {
        let mut text = sampler.text(random);
        for _ in 0..random.below(3) {
            text = random.changed(&text, ODD);
        }
        texts.push(text);
    }
    let answers: String = texts.iter().map(|text| if judge.is_match(text) { '1' } else { '0' }).collect();
    json!({ "regex": regex, "pattern": pattern, "html": html_pattern(regex), "texts": texts, "answers": answers })
}

#[test]
fn node_takes_the_texts_that_rust_takes() {
    let mut random = Random::new(1);
    let mut cases = Vec::new();
    for regex in patterns("in JavaScript") {
        let pattern = javascript(&regex).unwrap_or_else(|reason| panic!("{regex}: {reason}"));
        cases.push(case(&regex, &pattern, 400, &mut random));
    }
    node("agree.mjs", &json!({ "flags": FLAGS, "cases": cases }));
}

#[test]
fn node_takes_the_same_texts_for_random_expressions() {
    let mut random = Random::new(2);
    let (mut cases, mut refused) = (Vec::new(), 0);
    for _ in 0..600 {
        let regex = random.regex(4);
        match javascript(&regex) {
            Ok(pattern) => cases.push(case(&regex, &pattern, 60, &mut random)),
            Err(_) => refused += 1,
        }
    }
    assert!(cases.len() > refused, "{refused} of 600 are left to the server");
    node("agree.mjs", &json!({ "flags": FLAGS, "cases": cases }));
}

#[test]
#[expect(clippy::print_stderr, reason = "the figure is for who asks for more texts than usual")]
fn no_text_keeps_node_busy() {
    let length: usize = env::var("RUTTER_ATTACK").map_or(2_000, |length| length.parse().unwrap());
    let mut random = Random::new(3);
    let mut regexes = patterns("in JavaScript");
    regexes.extend((0..300).map(|_| random.regex(4)));
    let mut cases = Vec::new();
    for regex in regexes {
        let Ok(pattern) = javascript(&regex) else { continue };
        let sampler = Sampler::new(&regex);
        let mut texts = Vec::new();
        for _ in 0..8 {
            let sample: Vec<char> = sampler.text(&mut random).chars().take(60).collect();
            let from = random.below(sample.len().max(1));
            let to = (from + 1 + random.below(4)).min(sample.len());
            let prefix: String = sample[..from.min(sample.len())].iter().collect();
            let pump: String = sample[from.min(to)..to].iter().collect();
            let pumped = pump.repeat(length / pump.len().max(1));
            texts.extend([format!("{pumped}\0"), format!("{prefix}{pumped}\n\0")]);
        }
        cases.push(json!({ "regex": regex, "pattern": pattern, "texts": texts }));
    }
    let slowest = node("attack.mjs", &json!({ "flags": FLAGS, "cases": cases }));
    if env::var("RUTTER_ATTACK").is_ok() {
        eprintln!("{slowest}");
    }
}

#[test]
fn what_is_left_to_the_server_says_why() {
    for line in patterns("on the server") {
        let (regex, because) = line.rsplit_once("  ").unwrap();
        match javascript(regex) {
            Ok(pattern) => panic!("{regex} became {pattern}"),
            Err(reason) => assert!(reason.to_string().contains(because), "{regex}: {reason}"),
        }
    }
}
