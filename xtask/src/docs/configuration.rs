//! `docs/configuration.md`: every key of `rutter.toml`.

use std::fmt::Write as _;

use rutter_project::config::{KEYS, Key, Kind, Section};

const INTRODUCTION: &str = "\
# rutter.toml

Rutter needs no configuration for an app whose folder it is started in. `rutter init` writes a `rutter.toml` that shows every
key as a comment. Without a key, its default holds. `next-types` and `next_types` are the same key.
";

const APP: &str = "
## [app]

The only app of the workspace. Several apps have a table each, `[apps.NAME]`, with the same keys; NAME is what `--app` and
`rutter.routes` call the app.
";

const NEXT: &str = "
## [app.next]

Rutter reads `next.config` without running it. Where a value is computed when Next starts, Rutter says so, and one of these
keys states it instead. A key that is set here wins over `next.config`. For one of several apps the table is
`[apps.NAME.next]`.
";

const RUST: &str = "
## [rust]

Where the contract of a Rust server behind the apps comes from; [rust.md](rust.md#out-to-typescript) tells how. Where one binary of the
workspace depends on `rutter`, no key is needed.
";

const CHECK: &str = "
## [check]

What `rutter check` reports, and where, for all apps; paths are taken from the folder of `rutter.toml`. A table
`[app.check]` or `[apps.NAME.check]` with the same keys is for one app, wins over `[check]`, and takes paths from the folder of
the app.
";

/// The page.
pub(super) fn text() -> String {
    let mut text = INTRODUCTION.to_owned();
    for (section, introduction) in
        [(Section::App, APP), (Section::Next, NEXT), (Section::Rust, RUST), (Section::Check, CHECK)]
    {
        text.push_str(introduction);
        for key in KEYS.iter().filter(|key| key.section == section) {
            push_key(&mut text, key);
        }
    }
    text
}

fn push_key(text: &mut String, key: &Key) {
    let Key { name, default, example, .. } = key;
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\n### {name}\n\n{}\n\n- Type: {}\n- Default: {}\n\n```toml\n{name} = {example}\n```\n",
        key.doc.join("\n"),
        type_of(&key.kind),
        value_or_words(default),
    );
}

fn type_of(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Whole(range) => format!("whole number from {} to {}", range.start(), range.end()),
        Kind::OneOf(choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| format!("`\"{choice}\"`")).collect();
            format!("one of {}", choices.join(", "))
        }
        Kind::Text(_) => "string".to_owned(),
        Kind::List(_) => "list of strings".to_owned(),
        Kind::NonEmptyList(_) => "list of at least one string".to_owned(),
        Kind::Levels => "table from rules to levels".to_owned(),
        Kind::LevelsBy(_) => "table from globs to tables of rules and levels".to_owned(),
    }
}

/// A default is a value of TOML, or a sentence about one.
fn value_or_words(default: &str) -> String {
    let quoted = default.starts_with('"') && default.ends_with('"') && default.matches('"').count() == 2;
    let list = default.starts_with('[') && default.ends_with(']');
    let number = default.bytes().all(|byte| byte.is_ascii_digit());
    if quoted || list || number || matches!(default, "true" | "false") {
        format!("`{default}`")
    } else {
        default.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_set_as_code_and_sentences_are_not() {
        for value in ["30", "\"\"", "\".next\"", "[]", "[\"tsx\", \"ts\"]", "false"] {
            assert_eq!(value_or_words(value), format!("`{value}`"));
        }
        for words in ["none", "\"src/rutter\" if the app has a folder src, else \"rutter\""] {
            assert_eq!(value_or_words(words), words);
        }
    }
}
