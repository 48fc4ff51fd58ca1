//! Renaming a param: its folders, and everything that names it.
//!
//! All of it is known, or the param is not renamed: the params that Next passes to a file are followed to every read of
//! them, and where they go out of sight the reason is said.

mod config;
mod folders;
mod handed;
mod hooks;
mod mentions;
mod params;
mod readers;
mod shared;
mod specifiers;
mod trace;
mod types;

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_routes::{Entry, Param, Pattern, Segment};
use rutter_syntax::graph::ModuleId;

use self::params::follow;
use self::trace::{Read, Trace};
use super::route_string::route_string_at;
use super::site::Site;
use crate::analysis::Analysis;

/// Why a param cannot be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) String);

/// A param of some routes, where somebody points at its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) param: Param,
    /// The bytes of the name there.
    pub(crate) span: Range<usize>,
    /// The segments of the route up to the param and with it: `["blog", "[slug]"]`.
    prefix: Vec<String>,
}

/// A text that takes the place of some bytes of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParamEdit {
    pub(crate) module: ModuleId,
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

/// What renaming a param takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Renaming {
    /// What is written, by module and place. The files are where they were.
    pub(crate) edits: Vec<ParamEdit>,
    /// Where `rutter.toml` names the param: the file, and the bytes.
    pub(crate) config: Option<(Utf8PathBuf, Range<usize>)>,
    /// The folders that get another name, by path: from, to.
    pub(crate) folders: Vec<(Utf8PathBuf, Utf8PathBuf)>,
}

/// The param that is named at a byte: in the pattern of a route, or where a file of a route reads its params.
pub(crate) fn subject(analysis: &Analysis, path: &Utf8Path, offset: usize) -> Option<Subject> {
    let module = analysis.module(path)?;
    let site = Site::of_module(analysis, module);
    if let Some(string) = route_string_at(&site, offset) {
        let is_plain = string.is_literal && site.text().get(string.span.clone()) == Some(&*string.text);
        return is_plain.then(|| in_pattern(&string.text, string.span.start, offset)).flatten();
    }
    let tree = &analysis.loaded.tree;
    let entries = tree.entries.iter().filter(|entry| module_of(analysis, entry) == Some(module));
    entries.into_iter().find_map(|entry| {
        let mut trace = Trace::new(analysis);
        // Where the params go out of sight is said when they are renamed.
        let _ = follow(&mut trace, &site, entry);
        let is_there =
            |read: &Read| read.module == module && (read.span.start..=read.span.end).contains(&offset);
        let read = trace.reads.into_iter().find(is_there)?;
        let mut segments: Vec<&str> = segments(&entry.pattern).collect();
        let at = segments.iter().position(|segment| name_of(segment).as_deref() == Some(&*read.name))?;
        segments.truncate(at + 1);
        let param = param_of(segments[at])?;
        Some(Subject { param, span: read.span, prefix: segments.into_iter().map(str::to_owned).collect() })
    })
}

/// The param at a byte of a pattern that starts at `start`.
fn in_pattern(pattern: &str, start: usize, offset: usize) -> Option<Subject> {
    let mut at = start;
    let mut prefix = Vec::new();
    for segment in pattern.split('/') {
        let end = at + segment.len();
        if !segment.is_empty() {
            prefix.push(segment.to_owned());
        }
        if (at..=end).contains(&offset) && !segment.is_empty() {
            let param = param_of(segment)?;
            let name = at + name_at(segment, &param.name)?;
            let span = name..name + param.name.len();
            return Some(Subject { param, span, prefix });
        }
        at = end + 1;
    }
    None
}

/// What renaming a param takes.
///
/// # Errors
/// Where it cannot be told, or would not work.
pub(crate) fn rename(analysis: &Analysis, subject: &Subject, new_name: &str) -> Result<Renaming, Refusal> {
    let name = subject.param.name.as_str();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    if new_name.is_empty()
        || new_name.starts_with(|c: char| c.is_ascii_digit())
        || !new_name.chars().all(is_word)
    {
        return refuse(format!("`{new_name}` is no name for a param: it takes letters, digits and `_`"));
    }
    if new_name == name {
        return Ok(Renaming::default());
    }
    let entries: Vec<&Entry> =
        analysis.loaded.tree.entries.iter().filter(|entry| subject.is_in(&entry.pattern)).collect();
    let folders = folders::folders(analysis, subject, &entries, new_name)?;
    let config = config::locale_param(analysis, subject)?;
    let mut trace = Trace::new(analysis);
    for entry in &entries {
        if segments(&entry.pattern).any(|segment| name_of(segment).as_deref() == Some(new_name)) {
            return refuse(format!("the route `{}` has a param `{new_name}` already", entry.pattern));
        }
        let Some(module) = module_of(analysis, entry) else { continue };
        if !analysis.graph[module].is_whole() {
            return refuse(format!("`{}` has a syntax error, so what it reads cannot be told", entry.file));
        }
        follow(&mut trace, &Site::of_module(analysis, module), entry)?;
    }
    let mut edits = Vec::new();
    mentions::collect(analysis, subject, new_name, &folders, (&mut trace, &mut edits))?;
    for (module, at, route) in &trace.readers {
        if !subject.is_in(&Pattern::new(route.as_str())) {
            let why = format!(
                "these params are read as those of `{route}`; read them with the module of their own route"
            );
            return refuse_at(&Site::of_module(analysis, *module), *at, &why);
        }
    }
    for read in trace.reads.iter().filter(|read| read.name == name) {
        read.owner.map_or(Ok(()), |owner| trace.is_only_ours(owner))?;
        edits.push(ParamEdit {
            module: read.module,
            // `{ slug }` becomes `{ id: slug }`, so that the variable keeps its name.
            text: if read.is_shorthand { format!("{new_name}: {name}") } else { new_name.to_owned() },
            span: read.span.clone(),
        });
    }
    edits.sort_by_key(|edit| (edit.module, edit.span.start, edit.span.end));
    edits.dedup();
    Ok(Renaming { edits, config, folders })
}

impl Subject {
    /// Whether a route has the param.
    fn is_in(&self, pattern: &Pattern) -> bool {
        let mut segments = segments(pattern);
        self.prefix.iter().all(|segment| segments.next() == Some(segment))
    }

    /// The segment of the param.
    fn segment(&self) -> &str {
        self.prefix.last().map_or("", String::as_str)
    }

    /// The segment with another name.
    fn renamed(&self, new_name: &str) -> String {
        let segment = self.segment();
        let at = name_at(segment, &self.param.name).unwrap_or_default();
        format!("{}{new_name}{}", &segment[..at], &segment[at + self.param.name.len()..])
    }
}

fn segments(pattern: &Pattern) -> impl Iterator<Item = &str> {
    pattern.as_str().split('/').filter(|segment| !segment.is_empty())
}

/// The param of a segment.
fn param_of(segment: &str) -> Option<Param> {
    match Segment::parse(segment) {
        Segment::Dynamic(param) | Segment::Affixed { param, .. } => Some(param),
        Segment::Static(_) => None,
    }
}

fn name_of(segment: &str) -> Option<String> {
    param_of(segment).map(|param| param.name)
}

/// The byte of a segment at which the name of its param starts.
fn name_at(segment: &str, name: &str) -> Option<usize> {
    segment.find(&format!("{name}]"))
}

fn module_of(analysis: &Analysis, entry: &Entry) -> Option<ModuleId> {
    analysis.module(&analysis.app.dir.join(&entry.file))
}

fn refuse<T>(why: String) -> Result<T, Refusal> {
    Err(Refusal(why))
}

/// Refuses for what stands at a byte of a module.
fn refuse_at<T>(site: &Site<'_>, at: usize, why: &str) -> Result<T, Refusal> {
    let line = site.text().get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    refuse(format!("`{}`, line {line}: {why}", site.analysis.project().path(site.module)))
}
