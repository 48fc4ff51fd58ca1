//! The folders that carry the name of a param.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_routes::{Entry, EntryKind, Marker};

use super::{Refusal, Subject, refuse};
use crate::analysis::Analysis;

/// The folders of a param: from, to. Next takes only one name for all folders at one place of the URL.
pub(super) fn folders(
    analysis: &Analysis,
    subject: &Subject,
    entries: &[&Entry],
    new_name: &str,
) -> Result<Vec<(Utf8PathBuf, Utf8PathBuf)>, Refusal> {
    let tree = &analysis.loaded.tree;
    let Some(app_dir) = &tree.app_dir else {
        return refuse("only params of the App Router can be renamed".to_owned());
    };
    let mut folders = BTreeSet::new();
    for entry in entries {
        if matches!(entry.kind, EntryKind::PagesPage | EntryKind::PagesApi | EntryKind::PagesSpecial) {
            return refuse(format!("`{}` is of the Pages Router, whose params are not followed", entry.file));
        }
        if let Some(folder) = folder(entry, subject.prefix.len())? {
            let from = Utf8Path::new(app_dir).join(folder);
            let marker = from.file_name().and_then(Marker::of_segment).map_or("", Marker::as_str);
            let to = from.with_file_name(format!("{marker}{}", subject.renamed(new_name)));
            folders.insert((from, to));
        }
    }
    if folders.is_empty() {
        return refuse(format!("no route of the app has the param `{}` there", subject.param.name));
    }
    for entry in &tree.entries {
        let is_inside = folders.iter().any(|(from, _)| Utf8Path::new(&entry.file).starts_with(from));
        if is_inside && !entries.contains(&entry) {
            return refuse(format!(
                "`{}` lies in the folder and is shown for another route, so it gets the params of two places; rename the param \
                 by hand",
                entry.file
            ));
        }
    }
    let folders: Vec<(Utf8PathBuf, Utf8PathBuf)> = folders
        .into_iter()
        .map(|(from, to)| (analysis.app.dir.join(from), analysis.app.dir.join(to)))
        .collect();
    for (_, to) in &folders {
        if analysis.system.read_dir(to).is_ok() {
            return refuse(format!("the folder `{to}` is there already"));
        }
    }
    Ok(folders)
}

/// The folder below `app` that is a segment of an entry's URL, by its number from 1.
fn folder(entry: &Entry, number: usize) -> Result<Option<Utf8PathBuf>, Refusal> {
    let mut path = Utf8PathBuf::new();
    let mut of_url: Vec<Utf8PathBuf> = Vec::new();
    for part in entry.place.split('/').filter(|part| !part.is_empty()) {
        path.push(part);
        if part.starts_with('@') || part.starts_with('(') && part.ends_with(')') {
            continue;
        }
        let kept = match Marker::of_segment(part) {
            None | Some(Marker::Same) => of_url.len(),
            Some(Marker::OneUp) => of_url.len().saturating_sub(1),
            Some(Marker::TwoUp) => of_url.len().saturating_sub(2),
            Some(Marker::Root) => 0,
        };
        let is_dynamic = |left: &Utf8PathBuf| left.file_name().is_some_and(|name| name.contains('['));
        if of_url.drain(kept..).any(|left| is_dynamic(&left)) {
            return refuse(format!(
                "`{}` intercepts the route from below another param, so it gets the params of two places; rename the param by hand",
                entry.file
            ));
        }
        of_url.push(path.clone());
    }
    Ok(of_url.into_iter().nth(number - 1))
}
