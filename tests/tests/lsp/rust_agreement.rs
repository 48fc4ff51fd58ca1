//! What the language server says of Rust files is what the compiler says of them: on every case of `tests/ui`, whose messages are
//! those of a real compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rutter_project::MemorySystem;
use serde_json::Value;

use crate::editor::{Editor, capable};

/// The messages that come from the compiler's own checks, or from macros of other crates.
const UNSEEN: &str = include_str!("rust_unseen.txt");

/// Messages with their place, as `file:line:column message`, and how many columns are underlined where that is one line.
type Told = BTreeMap<String, Option<usize>>;

/// What the compiler says, without the errors that have a number, which are its own.
fn of_compiler(case: &str, stderr: &str) -> Told {
    let mut all = Told::new();
    for block in format!("\n{stderr}").split("\nerror: ").skip(1) {
        let block = block.split("\nerror[").next().expect("a message");
        let (message, rest) = block.split_once('\n').expect("a place below the message");
        let place = rest.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).expect("a place");
        let (_, place) = place.split_once(':').expect("a line");
        let (line, _) = place.split_once(':').expect("a column");
        let underlined = rest.lines().skip_while(|it| !it.starts_with(&format!("{line} |"))).nth(1);
        let carets = underlined.and_then(|it| it.split_once("| ")).map(|(_, carets)| carets.trim_start());
        let carets = carets.map(|it| it.chars().take_while(|char| *char == '^').count());
        all.insert(format!("{case}:{place} {message}"), carets.filter(|width| *width > 0));
    }
    all
}

/// What the server says.
fn of_server(case: &str, shown: &[Value]) -> Told {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("a column");
    let told = shown.iter().map(|it| {
        assert_eq!(it["source"], "rutter");
        let ([start, end], message) = ([&it["range"]["start"], &it["range"]["end"]], it["message"].as_str());
        let (line, column) = (number(&start["line"]), number(&start["character"]));
        let width = number(&end["character"]).checked_sub(column).filter(|_| start["line"] == end["line"]);
        (format!("{case}:{}:{} {}", line + 1, column + 1, message.expect("a message")), width)
    });
    told.collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the cases of another package")]
fn the_server_says_what_the_compiler_says() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let routes = fs::read_to_string(cases.join("rutter.routes")).unwrap();
    let disk = Arc::new(MemorySystem::with_files([
        ("/ws/Cargo.toml", "[package]\nname = \"cases\"\n[dependencies]\nrutter = \"1\""),
        ("/ws/rutter.routes", &*routes),
    ]));
    let mut editor = Editor::start(&disk, capable());
    let (mut unseen, mut seen) = (Vec::new(), 0);
    for folder in ["contract", "endpoint", "error", "form", "params", "search"] {
        let mut files: Vec<_> =
            fs::read_dir(cases.join(folder)).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "rs")) {
            let text = fs::read_to_string(file).unwrap();
            let case = format!("{folder}/{}", file.file_name().unwrap().display());
            let compiler = of_compiler(&case, &fs::read_to_string(file.with_extension("stderr")).unwrap());
            editor.open(&case, &text);
            let server = of_server(&case, &editor.diagnostics(&case));
            editor.close(&case);
            for (message, width) in &server {
                let known = compiler.get(message);
                let known =
                    known.unwrap_or_else(|| panic!("the compiler does not say {message}, but {compiler:#?}"));
                // The compiler cannot tell a macro where an expression ends, so that it may underline less.
                assert!(width >= known, "{message}: {width:?} columns and not {known:?}");
                seen += 1;
            }
            unseen.extend(compiler.into_keys().filter(|message| !server.contains_key(message)));
        }
    }
    editor.quit();
    let listed: Vec<&str> =
        UNSEEN.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert!(unseen == listed, "the server does not say:\n{}", unseen.join("\n"));
    assert!(seen > 150, "only {seen} messages are the same");
}
