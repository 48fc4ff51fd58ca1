//! The `rutter.toml` that `rutter init` writes.

use super::keys::{Key, Section, keys_of};
use crate::app::App;

const HEADER: &str = "\
# Rutter reads the routes of these Next.js apps and writes typed routes, params and links for them.
# `rutter generate` writes the files, `rutter generate --check` says in CI whether they are up to date.
# A key behind a `#` shows its default, or an example where there is none.
";

const RUST: &str = "
# Where the contract of a Rust server behind the apps comes from. One binary that depends on rutter is found without it.
# [rust]
";

const CHECK: &str = "
# How `rutter check` checks all apps. A table `check` of an app's own, such as [app.check], wins over it.
# [check]
";

/// A `rutter.toml` that names these apps and shows, as comments, every key that they can have. Until it is edited,
/// every setting is as it was without the file. The keys are explained once, at the first app.
#[must_use]
pub fn init_text(apps: &[App]) -> String {
    let mut text = HEADER.to_owned();
    match apps {
        [] => push_table(&mut text, "app", None, true, "src/rutter"),
        [only] => {
            let path = Some(only.path.as_str()).filter(|path| !path.is_empty());
            push_table(&mut text, &only.table, path, true, only.settings.out.as_str());
        }
        several => {
            for (index, app) in several.iter().enumerate() {
                let path = if app.path.as_str().is_empty() { "." } else { app.path.as_str() };
                push_table(&mut text, &app.table, Some(path), index == 0, app.settings.out.as_str());
            }
            text.push_str("\n# Each app can have all the keys that are explained at the first one.\n");
        }
    }
    push_section(&mut text, Section::Rust, RUST);
    push_section(&mut text, Section::Check, CHECK);
    text
}

fn push_section(text: &mut String, section: Section, introduction: &str) {
    text.push_str(introduction);
    keys_of(section).for_each(|key| push_key(text, key, key.example));
}

/// A key as a comment, explained.
fn push_key(text: &mut String, key: &Key, example: &str) {
    text.push('\n');
    for doc in key.doc {
        text.push_str(&format!("# {doc}\n"));
    }
    text.push_str(&format!("# {} = {example}\n", key.name));
}

fn push_table(text: &mut String, table: &str, path: Option<&str>, explain: bool, out: &str) {
    text.push_str(&format!("\n[{table}]\n"));
    if let Some(path) = path {
        text.push_str(&format!("path = {}\n", toml::Value::from(path)));
    }
    if !explain {
        return;
    }
    for key in keys_of(Section::App) {
        if key.name == "path" && path.is_some() {
            continue;
        }
        let out = toml::Value::from(out).to_string();
        let example = if key.name == "out" { out.as_str() } else { key.example };
        push_key(text, key, example);
    }
    text.push_str(&format!(
        "\n# What next.config says is read from that file. A key here wins over it; use it where Rutter reports\n\
         # that a value cannot be read, because it is computed when Next starts.\n# [{table}.next]\n"
    ));
    keys_of(Section::Next).for_each(|key| push_key(text, key, key.example));
}
