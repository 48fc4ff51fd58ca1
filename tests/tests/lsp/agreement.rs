//! After any edits the diagnostics are those of a fresh `rutter check` of the same state.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_cli::{Terminal, run};
use rutter_project::{MemorySystem, System};
use rutter_tests::random_app::{Random, edit, random_files, system_of};
use serde_json::{Value, json};

use crate::editor::{Editor, capable};

/// File, line and column from 0, rule and message.
pub(crate) type Finding = (String, u64, u64, String, String);

/// What a fresh `rutter check` finds.
pub(crate) fn checked(system: Arc<dyn System>) -> BTreeSet<Finding> {
    let mut out = Vec::new();
    let terminal = Terminal { out: &mut out, err: &mut io::sink(), color: false, interactive: false };
    let args = ["rutter", "check", "--format", "json"].map(Into::into);
    run(args, Utf8Path::new("/ws"), system, terminal);
    let report: Value = serde_json::from_slice(&out).expect("a report");
    let findings = report["diagnostics"].as_array().expect("findings").iter().map(|found| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let number = |value: &Value| value.as_u64().expect("a number") - 1;
        let start = &found["range"]["start"];
        // What is about the whole app is shown in its `package.json`.
        let file = Some(text(&found["file"])).filter(|file| file != ".").unwrap_or("package.json".to_owned());
        let message =
            [&found["message"], &found["why"], &found["help"]].into_iter().filter_map(Value::as_str);
        let message = message.collect::<Vec<_>>().join("\n\n");
        (file, number(&start["line"]), number(&start["column"]), text(&found["rule"]), message)
    });
    findings.collect()
}

/// The same of what the server says, whose columns are characters.
fn shown(file: &str, shown: &[Value]) -> BTreeSet<Finding> {
    let findings = shown.iter().map(|shown| {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let number = |value: &Value| value.as_u64().expect("a number");
        let start = &shown["range"]["start"];
        let at = (number(&start["line"]), number(&start["character"]));
        (file.to_owned(), at.0, at.1, text(&shown["code"]), text(&shown["message"]))
    });
    findings.collect()
}

/// What the server says of all files in `/ws`, if the columns are characters.
pub(crate) fn told(editor: &mut Editor) -> BTreeSet<Finding> {
    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = all["items"].as_array().expect("files").iter();
    let findings = items.flat_map(|item| {
        let file = item["uri"].as_str().expect("a uri").strip_prefix("file:///ws/").expect("in /ws");
        let file = file.replace("%5B", "[").replace("%5D", "]");
        shown(&file, item["items"].as_array().expect("a full report"))
    });
    findings.collect()
}

/// The columns of `rutter check` are characters.
pub(crate) fn counts_characters() -> Value {
    let mut capabilities = capable();
    capabilities["general"]["positionEncodings"] = json!(["utf-32"]);
    capabilities
}

#[test]
fn after_edits_saves_and_changes_on_the_disk() {
    let mut seen = BTreeSet::new();
    for seed in 1..=16 {
        let mut random = Random(seed * 0x9E37_79B9);
        let disk = system_of("/ws", random_files(&mut random));
        let mut editor = Editor::start(&disk, counts_characters());
        // What the editor shows of the files that it has open.
        let mut open: BTreeMap<String, String> = BTreeMap::new();
        for step in 0..130 {
            let what = step_at_random(&mut random, &disk, &mut editor, &mut open);
            if random.below(3) != 0 {
                continue;
            }
            let state = MemorySystem::over(Arc::clone(&disk) as _);
            for (path, text) in &open {
                state.add_file(&Utf8Path::new("/ws").join(path), text.as_bytes());
            }
            let expected = checked(Arc::new(state));
            seen.extend(expected.iter().map(|(.., rule, _)| rule.clone()));
            let found = told(&mut editor);
            assert_eq!(found, expected, "seed {seed}, step {step}: {what}");
            for path in open.keys() {
                let of_file: BTreeSet<Finding> =
                    expected.iter().filter(|finding| finding.0 == *path).cloned().collect();
                let found = shown(path, &editor.diagnostics(path));
                assert_eq!(found, of_file, "{path}, seed {seed}, step {step}: {what}");
            }
        }
        editor.quit();
    }
    assert!(seen.len() >= 20, "the edits reach only {seen:?}");
}

/// Opens, edits, saves or closes a document, or changes the disk behind it. Says what was done.
fn step_at_random(
    random: &mut Random,
    disk: &Arc<MemorySystem>,
    editor: &mut Editor,
    open: &mut BTreeMap<String, String>,
) -> String {
    let paths: Vec<String> = open.keys().cloned().collect();
    let at = random.below(paths.len().max(1));
    match (paths.get(at), random.below(10)) {
        (Some(path), 0) => {
            editor.close(path);
            open.remove(path);
            format!("closed {path}")
        }
        (Some(path), 1) => {
            disk.add_file(&Utf8Path::new("/ws").join(path), open[path].as_bytes());
            editor.watched(&[(path, 2)]);
            format!("saved {path}")
        }
        (Some(path), 2..=7) => {
            let text = open.get_mut(path).expect("an open file");
            type_at_random(random, editor, path, text);
            format!("edited {path}")
        }
        _ => {
            let existed = |path: &Utf8Path| disk.is_file(path);
            let before: BTreeMap<_, _> = rutter_tests::random_app::all_paths()
                .into_iter()
                .map(|path| (path.clone(), existed(&path)))
                .collect();
            let path = edit(disk, random);
            let kind = match (before[&path], disk.is_file(&path)) {
                (false, _) => 1,
                (true, true) => 2,
                (true, false) => 3,
            };
            let name = path.strip_prefix("/ws").expect("in /ws").to_string();
            editor.watched(&[(&name, kind)]);
            if !open.contains_key(&name)
                && name.ends_with('x')
                && let Ok(text) = disk.read_to_string(&path)
            {
                editor.open(&name, &text);
                open.insert(name.clone(), text);
            }
            format!("changed {name} on the disk ({kind})")
        }
    }
}

/// Types, pastes or deletes something somewhere, in texts of any script.
fn type_at_random(random: &mut Random, editor: &mut Editor, path: &str, text: &mut String) {
    const PIECES: [&str; 14] = [
        "x",
        "'",
        "{",
        "}",
        "\n",
        "\r\n",
        "/*",
        " ",
        "ä🦀",
        "'use client'\n",
        "'use server'\n",
        "import {useState} from 'react'\n",
        "export default function Page() { return <Menu.Item/> }\n",
        "export const revalidate = '60'\n",
    ];
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let start = random.below(boundaries.len());
    let end = if random.below(3) == 0 { (start + random.below(8)).min(boundaries.len() - 1) } else { start };
    let (start, end) = (boundaries[start], boundaries[end]);
    let is_inside_line_end = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    if is_inside_line_end(start) || is_inside_line_end(end) {
        return;
    }
    let place = |at: usize| {
        let line = text[..at].matches('\n').count();
        let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count();
        [line, column].map(|number| u32::try_from(number).expect("a small number"))
    };
    let piece = random.pick(&PIECES);
    editor.edit(path, [place(start), place(end)], piece);
    text.replace_range(start..end, piece);
}
