//! The modules of a graph.

use std::cell::Cell;
use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use camino::Utf8Path;
use rustc_hash::FxHasher;
use rutter_project::{Diagnostic, System, SystemError};

use super::glance::Glance;
use super::load::Content;
use super::path::RealPath;
use super::target::Targets;
use crate::facts::call_sites::CallSites;
use crate::facts::uses::Uses;
use crate::facts::{Directive, Facts, FileKind};
use crate::read_facts;

/// A module of a graph. What an id means ends with the graph, and with an update of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub(super) u32);

impl ModuleId {
    /// Its number in the graph. Those of the app and its workspace come first, from 0 on.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One file of code. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Module {
    /// Where it is: absolute, without symbolic links.
    pub path: Arc<Utf8Path>,
    /// Whose code it is.
    pub origin: ModuleOrigin,
    pub(super) targets: OnceLock<Targets>,
    /// What each request means where types are asked for.
    type_targets: OnceLock<Arc<[OnceLock<Option<ModuleId>>]>>,
    pub(super) is_free_of_side_effects: OnceLock<bool>,
    source: OnceLock<Arc<Source>>,
    /// What its text tells, if it was looked at and not parsed.
    glance: Option<Glance>,
    bundle: OnceLock<Option<Glance>>,
    system: Arc<dyn System>,
}

/// Code of a package that is longer than this, in bytes, was bundled: written files are a tenth as long.
const LONGEST_CODE: usize = 1 << 19;

/// Whose code a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModuleOrigin {
    /// It lies in the folder of the app.
    App,
    /// It lies outside, but in no `node_modules` folder: a package of the same workspace, usually.
    Workspace,
    /// It lies in a `node_modules` folder. It is read when its facts are asked for.
    Package,
}

/// What was read of one file.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) facts: Facts,
    pub(super) text_hash: u64,
    pub(super) bytes: usize,
    /// Why there are no facts, if the file could not be read.
    pub(super) unread: Option<Box<Unread>>,
    /// What follows from the facts, once somebody has asked for it.
    uses: OnceLock<Uses>,
    call_sites: OnceLock<CallSites>,
}

/// Why a file could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) diagnostic: Diagnostic,
    /// Whether the file was not there any more.
    pub(super) is_gone: bool,
}

impl Module {
    pub(super) fn new(path: RealPath, origin: ModuleOrigin, system: Arc<dyn System>) -> Self {
        Self {
            path: path.0,
            origin,
            targets: OnceLock::new(),
            type_targets: OnceLock::new(),
            is_free_of_side_effects: OnceLock::new(),
            source: OnceLock::new(),
            glance: None,
            bundle: OnceLock::new(),
            system,
        }
    }

    /// The same module, whose file is read from another system from now on.
    pub(super) fn of_system(&self, system: &Arc<dyn System>) -> Self {
        let targets = apart(&self.targets);
        let type_targets = apart(&self.type_targets);
        Self { system: Arc::clone(system), targets, type_targets, ..self.clone() }
    }

    /// The same module with another text, and with what its requests mean then.
    pub(super) fn edited(&self, source: Arc<Source>, targets: OnceLock<Targets>) -> Self {
        let source = OnceLock::from(source);
        Self { source, targets, type_targets: OnceLock::new(), bundle: OnceLock::new(), ..self.clone() }
    }

    pub(super) fn with_source(self, source: Arc<Source>) -> Self {
        Self { source: OnceLock::from(source), ..self }
    }

    pub(super) fn with_glance(self, glance: Glance) -> Self {
        Self { glance: Some(glance), ..self }
    }

    /// What it states. A module that was not read yet is read and parsed when it is asked for the first time: one of a
    /// package, or see [`super::ModuleGraph::load_server`]. A file that cannot be read has empty facts.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.source().facts
    }

    /// What kind of file it is. To ask this does not parse it.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        FileKind::of(self.path.as_str())
    }

    /// Whether the file has a directive of that text at its start. To ask this does not parse what was looked at, or a
    /// bundle.
    #[must_use]
    pub fn has_directive(&self, text: &str) -> bool {
        match self.unparsed().or_else(|| self.bundle()) {
            Some(glance) => glance.is_client && text == "use client",
            None => self.facts().has_directive(text),
        }
    }

    /// Whether the file starts with `'use cache'`, or a form of it such as `'use cache: private'`.
    #[must_use]
    pub fn is_cached(&self) -> bool {
        self.unparsed().is_none() && {
            let facts = self.facts();
            facts.directives.iter().any(|directive| facts[directive.text].starts_with("use cache"))
        }
    }

    /// Whether the file may declare something for every module: `declare global {}`, `declare module 'a' {}`.
    #[must_use]
    pub fn may_declare_for_all(&self) -> bool {
        self.unparsed().is_none()
    }

    /// Which names at its top use which others. Made once for a text.
    #[must_use]
    pub fn uses(&self) -> &Uses {
        self.source().uses()
    }

    /// What its functions call. Made once for a text.
    #[must_use]
    pub fn call_sites(&self) -> &CallSites {
        let source = self.source();
        source.call_sites.get_or_init(|| CallSites::of(&source.facts))
    }

    /// A hash of its text: equal for equal texts, within one version of Rutter.
    #[must_use]
    pub fn text_hash(&self) -> u64 {
        self.source().text_hash
    }

    /// The size of its text in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.source().bytes
    }

    /// Whether the facts are all there is: the file could be read and has no syntax error.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let source = self.source();
        source.unread.is_none() && source.facts.syntax_errors.is_empty()
    }

    /// What its requests mean where types are asked for, each as far as somebody has asked.
    pub(super) fn type_targets(&self) -> &[OnceLock<Option<ModuleId>>] {
        self.type_targets.get_or_init(|| self.facts().requests.iter().map(|_| OnceLock::new()).collect())
    }

    pub(super) fn source(&self) -> &Arc<Source> {
        self.source.get_or_init(|| Arc::new(Source::read(&*self.system, &self.path)))
    }

    /// Whether it is a bundle for the server, or for both sides. What such a file exports is its own or cannot be told,
    /// and to find that out takes longer than most of an app does: it is not followed.
    pub(super) fn is_shared_bundle(&self) -> bool {
        self.bundle().is_some_and(|it| !it.is_client)
    }

    /// What the start of its text tells, if it is the bundled code of a package. To ask this parses what is no bundle.
    fn bundle(&self) -> Option<Glance> {
        if self.origin != ModuleOrigin::Package || self.kind().declaration {
            return None;
        }
        let look = |text: &str| (text.len() > LONGEST_CODE).then(|| Glance::of_start(text)).flatten();
        *self.bundle.get_or_init(|| match self.source.get() {
            Some(source) => source.as_bundle(),
            None => match Source::look_at(&*self.system, &self.path, look) {
                Content::Glanced(glance) => Some(glance),
                Content::Read(source) => self.source.get_or_init(|| source).as_bundle(),
            },
        })
    }

    /// What its text tells, as long as nobody has asked for more.
    fn unparsed(&self) -> Option<Glance> {
        self.glance.filter(|_| self.source.get().is_none())
    }

    /// What was read of it, if it was.
    pub(super) fn read_source(&self) -> Option<&Arc<Source>> {
        self.source.get()
    }
}

/// What one graph has found so far, for another one. What both find later is not the same: each numbers the modules of
/// packages as it comes upon them.
fn apart<T: Clone>(found: &OnceLock<Arc<[OnceLock<T>]>>) -> OnceLock<Arc<[OnceLock<T>]>> {
    match found.get() {
        Some(some) if some.iter().any(|it| it.get().is_none()) => {
            OnceLock::from(some.iter().cloned().collect::<Arc<_>>())
        }
        _ => found.clone(),
    }
}

impl ModuleOrigin {
    /// Whose code the file at a path without symbolic links is; `app` is the folder of the app.
    pub(super) fn of(path: &Utf8Path, app: &Utf8Path) -> Self {
        let is_separator = |c: char| matches!(c, '/' | '\\');
        let inside = |folder: &str| {
            let rest = path.as_str().strip_prefix(folder);
            rest.is_some_and(|rest| folder.ends_with(is_separator) || rest.starts_with(is_separator))
        };
        // By text, because this is asked of every import: comparing paths by their parts costs ten times more.
        let text = path.as_str();
        if text.contains("node_modules") && text.split(is_separator).any(|part| part == "node_modules") {
            Self::Package
        } else if inside(app.as_str()) {
            Self::App
        } else {
            Self::Workspace
        }
    }
}

impl Source {
    /// Reads a file. What cannot be read has the facts of an empty file.
    pub(super) fn read(system: &dyn System, path: &Utf8Path) -> Self {
        with_text(system, path, |text| match text {
            Ok(text) => Self::of(path, text, None),
            Err(error) => Self::of(path, "", Some(Box::new(Unread::new(path, &error)))),
        })
    }

    /// Looks at the text of a file, and reads the file if a look is not enough.
    pub(super) fn look_at(
        system: &dyn System,
        path: &Utf8Path,
        look: impl FnOnce(&str) -> Option<Glance>,
    ) -> Content {
        let source = with_text(system, path, |text| match text {
            Ok(text) => match look(text) {
                Some(glance) => Err(glance),
                None => Ok(Self::of(path, text, None)),
            },
            Err(error) => Ok(Self::of(path, "", Some(Box::new(Unread::new(path, &error))))),
        });
        match source {
            Ok(source) => Content::Read(Arc::new(source)),
            Err(glance) => Content::Glanced(glance),
        }
    }

    /// What a look at its text would tell, if it is as long as a bundle.
    fn as_bundle(&self) -> Option<Glance> {
        let may_be_called = |it: &Directive| {
            ["use server", "use cache"].iter().any(|text| self.facts[it.text].starts_with(text))
        };
        let is_bundle = self.bytes > LONGEST_CODE && !self.facts.directives.iter().any(may_be_called);
        is_bundle.then(|| Glance { is_client: self.facts.has_directive("use client") })
    }

    /// Which names at its top use which others. Made once.
    pub(super) fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| Uses::of(&self.facts))
    }

    /// What a text states; `path` is where it is.
    pub(super) fn of(path: &Utf8Path, text: &str, unread: Option<Box<Unread>>) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let facts = read_facts(path.file_name().unwrap_or(path.as_str()), text);
        let (uses, call_sites) = Default::default();
        Self { facts, text_hash: hasher.finish(), bytes: text.len(), unread, uses, call_sites }
    }
}

thread_local! {
    /// Where this thread keeps the text of the file that it reads: room of its own for each would cost as much as reading.
    static TEXT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A longer text than this is given back after it was read.
const LONGEST_TEXT_KEPT: usize = 1 << 20;

/// Hands the text of a file to `read`, or why there is none.
fn with_text<T>(
    system: &dyn System,
    path: &Utf8Path,
    read: impl FnOnce(Result<&str, SystemError>) -> T,
) -> T {
    let mut contents = TEXT.take();
    let text = system.read_into(path, &mut contents);
    let answer = read(
        text.and_then(|()| str::from_utf8(&contents).map_err(|error| SystemError::not_utf8(path, error))),
    );
    if contents.capacity() <= LONGEST_TEXT_KEPT {
        TEXT.set(contents);
    }
    answer
}

impl Unread {
    fn new(path: &Utf8Path, error: &SystemError) -> Self {
        let name = path.file_name().unwrap_or(path.as_str());
        let is_gone = error.is_not_found();
        let diagnostic = if is_gone {
            Diagnostic::warning("vanished-file", format!("{name} was deleted while the app was read"))
                .with_help("run the check again")
        } else {
            Diagnostic::warning("unreadable-file", format!("{name} cannot be read: {}", error.reason()))
                .with_help("make the file readable as UTF-8 text; it was left out")
        };
        Self { diagnostic: diagnostic.with_file(path), is_gone }
    }
}
