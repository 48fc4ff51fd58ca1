//! The `rutter.toml` that `rutter init` writes.

use std::fmt::Write;

use super::keys::{Section, keys_of};
use crate::app::App;

const HEADER: &str = "\
# Rutter reads the routes of these Next.js apps and writes typed routes, params and links for them.
# `rutter generate` writes the files, `rutter generate --check` says in CI whether they are up to date.
# A key behind a `#` shows its default, or an example where there is none.
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
    text
}

fn push_table(text: &mut String, table: &str, path: Option<&str>, explain: bool, out: &str) {
    let mut line = |words: std::fmt::Arguments<'_>| {
        // Writing to a string cannot fail.
        let _ = text.write_fmt(words);
        text.push('\n');
    };
    line(format_args!("\n[{table}]"));
    if let Some(path) = path {
        line(format_args!("path = {}", toml::Value::from(path)));
    }
    if !explain {
        return;
    }
    for key in keys_of(Section::App) {
        if key.name == "path" && path.is_some() {
            continue;
        }
        line(format_args!(""));
        for doc in key.doc {
            line(format_args!("# {doc}"));
        }
        if key.name == "out" {
            line(format_args!("# out = {}", toml::Value::from(out)));
        } else {
            line(format_args!("# {} = {}", key.name, key.example));
        }
    }
    line(format_args!(
        "\n# What next.config says is read from that file. A key here wins over it; use it where Rutter reports\n\
         # that a value cannot be read, because it is computed when Next starts."
    ));
    line(format_args!("# [{table}.next]"));
    for key in keys_of(Section::Next) {
        line(format_args!(""));
        for doc in key.doc {
            line(format_args!("# {doc}"));
        }
        line(format_args!("# {} = {}", key.name, key.example));
    }
}
