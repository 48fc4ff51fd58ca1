//! The options of a segment that a route's file exports: `export const dynamic = 'force-static'`.
//!
//! They are read off the line alone, which at this place can mean nothing else.

use std::ops::Range;

use camino::Utf8Path;
use rutter_check::segment_options;
use rutter_routes::EntryKind;

use super::{Completion, Item, ItemKind, escaped};
use crate::analysis::Analysis;
use crate::ide::entry_file::entries;

/// The options that are not exported yet, behind `export const`, and the values of one behind its `=`.
pub(super) fn complete(
    analysis: &Analysis,
    path: &Utf8Path,
    text: &str,
    offset: usize,
) -> Option<Completion> {
    let before = text.get(..offset)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text[line..].split(['\n', '\r']).next().unwrap_or_default();
    let declared = rest.strip_prefix("export const ")?;
    let start = line + rest.len() - declared.len();
    let is_segment = |kind| matches!(kind, EntryKind::Page | EntryKind::Layout | EntryKind::Handler);
    if offset < start || !entries(analysis, path).iter().any(|entry| is_segment(entry.kind)) {
        return None;
    }
    let at = offset - start;
    let name_len = declared.find(|c: char| !is_word(c)).unwrap_or(declared.len());
    let (name, behind) = declared.split_at(name_len);
    if at <= name_len {
        return Some(names(analysis, path, start..start + name_len, behind));
    }
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    let value_at = declared.len() - value.len();
    if at < value_at {
        return None;
    }
    let len = value_len(value)?;
    let replaced = start + value_at..start + value_at + len;
    if offset > replaced.end {
        return None;
    }
    let option = segment_options(&analysis.loaded).find(|option| option.name == name)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let items = option.values().into_iter().map(|value| {
        let value = match quote {
            Some('"') => value.replace('\'', "\""),
            _ => value,
        };
        let (kind, snippet, detail) = (ItemKind::Value, None, None);
        Item { kind, label: value.clone(), text: value, snippet, detail }
    });
    Some(Completion { replaced, items: items.collect() })
}

/// The options that a file does not export yet. What stands behind the name already is not written again.
fn names(analysis: &Analysis, path: &Utf8Path, replaced: Range<usize>, behind: &str) -> Completion {
    let facts = analysis.module(path).map(|module| analysis.graph[module].facts());
    let start = replaced.start;
    let is_exported = |name: &str| {
        let export = facts.and_then(|facts| facts.export(name));
        export.is_some_and(|export| export.name_span.start as usize != start)
    };
    let options = segment_options(&analysis.loaded).filter(|option| !is_exported(option.name));
    let items = options.map(|option| Item {
        kind: ItemKind::Option,
        label: option.name.to_owned(),
        text: option.name.to_owned(),
        snippet: behind
            .trim()
            .is_empty()
            .then(|| format!("{} = ${{1:{}}}", option.name, escaped(option.example))),
        detail: Some(option.values().join(" | ")),
    });
    Completion { replaced, items: items.collect() }
}

/// The bytes of a value that is a string, ended or not, or a word; none for any other, which is not replaced.
fn value_len(value: &str) -> Option<usize> {
    match value.chars().next() {
        None | Some(';') => Some(0),
        Some(quote @ ('"' | '\'')) => {
            let content = &value[1..];
            let end = content.find([quote, ';']).unwrap_or(content.len());
            let is_ended = content[end..].starts_with(quote);
            Some(1 + end + usize::from(is_ended))
        }
        Some(c) if is_word(c) => Some(value.find(|c| !is_word(c)).unwrap_or(value.len())),
        Some(_) => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}
