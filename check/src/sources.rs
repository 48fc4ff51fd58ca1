//! The texts of modules, where a finding needs more than facts.

use std::collections::BTreeMap;

use rutter_project::Location;
use rutter_syntax::facts::Span;
use rutter_syntax::graph::ModuleId;

use crate::context::Project;

/// The texts that were asked for, each read once.
///
/// A file may have changed since its facts were made, or be gone: places are then as near as they can be.
#[derive(Debug)]
pub(crate) struct Sources<'p> {
    project: &'p Project<'p>,
    texts: BTreeMap<ModuleId, String>,
}

impl<'p> Sources<'p> {
    pub(crate) fn new(project: &'p Project<'p>) -> Self {
        Self { project, texts: BTreeMap::new() }
    }

    /// The text of a module; empty where it cannot be read.
    pub(crate) fn text(&mut self, module: ModuleId) -> &str {
        let project = self.project;
        self.texts
            .entry(module)
            .or_insert_with(|| project.system.read_to_string(&project.graph[module].path).unwrap_or_default())
    }

    /// The place of some bytes of a module.
    pub(crate) fn location(&mut self, module: ModuleId, span: Span) -> Location {
        let path = &self.project.graph[module].path;
        Location::of_span(path, self.text(module), span.into())
    }
}
