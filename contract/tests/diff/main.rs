//! What differs between two contracts: cases that are read, and properties of any.

mod notation;
mod properties;

#[expect(clippy::disallowed_methods, reason = "a test reads its documents from the disk")]
mod cases {
    use std::fmt::Write as _;
    use std::path::Path;

    use rutter_contract::diff::{Change, Subject, diff};

    use super::notation::contract;

    /// Each document says what it finds. `UPDATE=1 cargo test` writes what is found now, to be reviewed.
    #[test]
    fn documents() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/cases");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty());
        let mut wrong = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            let now = found(&text);
            if now != text && std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, now).unwrap();
            } else if now != text {
                wrong.push(format!("{}:\n{now}", path.display()));
            }
        }
        assert!(wrong.is_empty(), "not what the documents say:\n{}", wrong.join("\n"));
    }

    /// A document with what is found in its cases now. `before` stands until another does.
    fn found(document: &str) -> String {
        let (mut text, mut before, mut after) = (String::new(), String::new(), String::new());
        let mut lines = document.lines();
        while let Some(line) = lines.next() {
            writeln!(text, "{line}").unwrap();
            let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
            let mut block: String =
                lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
            match kind {
                "before" => before.clone_from(&block),
                "after" => after.clone_from(&block),
                "changes" => block = said(&diff(&contract(&before), &contract(&after))),
                other => panic!("a block is `before`, `after` or `changes`: {other}"),
            }
            writeln!(text, "{block}```").unwrap();
        }
        text
    }

    /// `#[schemars(rename = "..")]` changes what a type is called, and nothing else.
    #[test]
    fn a_name_alone() {
        let before = contract("type Post = { title: text }\nGET /posts -> 200 Post");
        let mut after = before.clone();
        for definition in after.types.values_mut() {
            definition.name = "Article".to_owned();
        }
        let found = said(&diff(&before, &after));
        assert!(
            found.starts_with("breaking for code [type-renamed] Article: was called `Post`\n"),
            "{found}"
        );
    }

    fn said(changes: &[Change]) -> String {
        let mut text = String::new();
        for change in changes {
            let subject = match &change.subject {
                Subject::Route { pattern, .. } => format!("route {pattern}"),
                Subject::Endpoint { method, pattern } => format!("{method} {pattern}"),
                Subject::Search { path } => path.clone(),
                Subject::Type { name, .. } => name.clone(),
            };
            let (effect, audience, code) =
                (change.effect.as_str(), change.audience.as_str(), change.code.as_str());
            writeln!(text, "{effect} for {audience} [{code}] {subject}: {}", change.message).unwrap();
            writeln!(text, "  {}", change.why).unwrap();
            if !change.used_by.is_empty() {
                writeln!(text, "  used by {}", change.used_by.join(", ")).unwrap();
            }
        }
        text
    }
}
